/// An identifier, or a glob over identifiers: `*` stands for any characters, dots included, and `?`
/// for one.
package struct ControlGlob: Hashable, Sendable {
  package let text: String
  /// Whether it names one control and nothing else.
  package let isExact: Bool

  private let pattern: [UInt8]

  package init(_ text: String) {
    self.text = text
    pattern = Array(text.utf8)
    isExact = !pattern.contains(0x2A) && !pattern.contains(0x3F)
  }

  /// Whether it matches a whole identifier.
  ///
  /// Only the last star is ever tried again, since it can take whatever an earlier one could, so the
  /// work is bounded by the product of the lengths.
  package func matches(_ identifier: String) -> Bool {
    if isExact { return identifier.utf8.elementsEqual(pattern) }
    let name = Array(identifier.utf8)
    var (row, column) = (0, 0)
    var retry: (row: Int, column: Int)?
    while column < name.count {
      if row < pattern.count, pattern[row] == 0x2A {
        retry = (row, column)
        row += 1
      } else if row < pattern.count, pattern[row] == 0x3F || pattern[row] == name[column] {
        row += 1
        column += 1
      } else if let last = retry {
        retry = (last.row, last.column + 1)
        row = last.row + 1
        column = last.column + 1
      } else {
        return false
      }
    }
    return pattern[row...].allSatisfy { $0 == 0x2A }
  }
}
