/// One dot-separated part of a prerelease: `beta`, `11`.
package struct PrereleaseIdentifier: Hashable, Sendable, Comparable {
  package let text: String
  private let isNumeric: Bool

  /// Reads letters, digits and hyphens; nil for anything else and for a number with leading zeros.
  package init?(_ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy(Self.isAllowed) else { return nil }
    let isNumeric = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard !isNumeric || text.utf8.count == 1 || text.utf8.first != 0x30 else { return nil }
    self.text = text
    self.isNumeric = isNumeric
  }

  private init(zero text: String) {
    self.text = text
    isNumeric = true
  }

  /// The identifier that comes before all others.
  package static let lowest = PrereleaseIdentifier(zero: "0")

  /// Numbers come before words and by value; words by their bytes.
  package static func < (left: Self, right: Self) -> Bool {
    guard left.isNumeric == right.isNumeric else { return left.isNumeric }
    let lengths = (left.text.utf8.count, right.text.utf8.count)
    // Without leading zeros the longer number is the larger one, whatever an integer can hold.
    if left.isNumeric, lengths.0 != lengths.1 { return lengths.0 < lengths.1 }
    return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
    default: false
    }
  }
}
