// Written by the test "embedded resources equal the files"; run it with UPDATE_GOLDEN=1 to renew.
enum EmbeddedResources {
  static let files: [String: String] = [:]
}
