/// One version of a licence that has several: `GPL-2.0-only` is version 2.0 of `GPL`.
struct SPDXLicenseVersion: Hashable, Sendable {
  let family: String
  let numbers: [Int]

  /// Nil for a licence without a version.
  init?(_ identifier: String) {
    var text = identifier[...]
    for suffix in ["-only", "-or-later"] where text.hasSuffix(suffix) {
      text = text.dropLast(suffix.count)
    }
    guard let dash = text.lastIndex(of: "-") else { return nil }
    let parts = text[text.index(after: dash)...].split(
      separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count >= 2, numbers.count == parts.count else { return nil }
    family = String(text[..<dash])
    self.numbers = numbers
  }
}
