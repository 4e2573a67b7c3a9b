/// The order of Conan 2 (docs.conan.io, "Versioning"): Semantic Versioning with any number of parts,
/// each a number or a text, without the zeros at the end; a prerelease comes before its release and
/// build metadata after it.
///
/// Conan compares a number with a text as two texts, which is no order (`2 < 10 < 1a < 2`). Here a part
/// is its leading number and then the rest, which agrees wherever the numbers are equally long:
/// `1 < 1q < 2`. A text without a number comes after all numbers.
enum ConanOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    // A range, an option or a reference to a recipe is no version.
    guard text.allSatisfy({ $0.isAlphanumeric || ".-+_".utf8.contains($0) }) else { return false }
    let build = text.firstIndex(of: 0x2B)
    let version = text[..<(build ?? text.endIndex)]
    let prerelease = version.firstIndex(of: 0x2D)
    guard writeItems(version[..<(prerelease ?? version.endIndex)], to: &key) else { return false }
    if let prerelease {
      key.mark(0)
      guard writeItems(version[(prerelease + 1)...], to: &key) else { return false }
    } else {
      key.mark(1)
    }
    guard let build else {
      key.mark(0)
      return true
    }
    key.mark(1)
    return writeItems(text[(build + 1)...], to: &key)
  }

  private static func writeItems(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool
  {
    var items = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    while items.count > 1, let last = items.last, !last.isEmpty, last.allSatisfy({ $0 == 0x30 }) {
      items.removeLast()
    }
    for item in items {
      guard !item.isEmpty else { return false }
      var cursor = VersionCursor(item)
      let digits = cursor.digits()
      if digits.isEmpty {
        key.mark(2)
      } else {
        key.mark(1)
        key.number(digits)
      }
      key.word(cursor.rest.lazy.map(\.lowercased))
    }
    key.mark(0)
    return true
  }
}
