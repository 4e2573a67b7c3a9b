/// A cell's place in a sheet; rows and columns count from 1.
package struct CellReference: Hashable, Sendable, Comparable {
  package static let lastRow = 1_048_576
  package static let lastColumn = 16_384

  package let row: Int
  package let column: Int

  /// Nil outside of what a sheet can hold.
  package init?(row: Int, column: Int) {
    guard (1...Self.lastRow).contains(row), (1...Self.lastColumn).contains(column) else {
      return nil
    }
    self.row = row
    self.column = column
  }

  /// Reads `B12`, `$B$12` or `b12`.
  package init?(_ text: String) {
    let bytes = Array(text.utf8).filter { $0 != UInt8(ascii: "$") }
    let letters = bytes.prefix { !(0x30...0x39).contains($0) }
    let digits = bytes.dropFirst(letters.count)
    guard let column = Self.column(letters), let row = Self.number(digits) else { return nil }
    self.init(row: row, column: column)
  }

  package var description: String { Self.name(ofColumn: column) + String(row) }

  package static func < (left: CellReference, right: CellReference) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }

  /// `A` for 1, `AA` for 27.
  package static func name(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    while rest > 0 {
      letters.insert(0x41 + UInt8((rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The number of a column by its letters, or nil.
  package static func column(named text: String) -> Int? { column(Array(text.utf8)[...]) }

  static func column(_ letters: ArraySlice<UInt8>) -> Int? {
    guard (1...3).contains(letters.count) else { return nil }
    var column = 0
    for letter in letters {
      let upper = letter & 0xDF
      guard (0x41...0x5A).contains(upper) else { return nil }
      column = column * 26 + Int(upper - 0x40)
    }
    return column <= lastColumn ? column : nil
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...9).contains(digits.count) else { return nil }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }
}
