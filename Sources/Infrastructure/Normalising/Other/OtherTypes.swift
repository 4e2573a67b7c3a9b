import Model

/// Things that belong to no cloud: web servers and connection strings.
enum OtherTypes {
  static let types: [ObjectType] = []
}
