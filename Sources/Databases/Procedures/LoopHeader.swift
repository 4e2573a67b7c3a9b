/// What stands between FOR or FOREACH and LOOP.
struct LoopHeader {
  let variable: String
  let range: Range<Int>
  /// Whether it is EXECUTE of a text.
  let isText: Bool
  let isQuery: Bool
  /// Whether it runs over an array (`IN ARRAY`).
  let isArray: Bool

  static func source(_ bytes: [UInt8], _ header: Range<Int>) -> LoopHeader? {
    var scanner = SQLScanner(bytes, in: header)
    guard let first = scanner.next() else { return nil }
    let variable = scanner.text(first)
    while let token = scanner.next() {
      guard scanner.isWord(token, "in") else { continue }
      var ahead = scanner
      guard var next = ahead.next() else { return nil }
      var isArray = false
      if ahead.isWord(next, "array"), let after = ahead.next() {
        isArray = true
        next = after
      }
      let isText = ahead.isWord(next, "execute")
      let isQuery =
        !isArray
        && (ahead.isWord(next, "select") || ahead.isWord(next, "with")
          || ahead.isWord(next, "values")
          || ahead.isSign(next, 0x28))
      return LoopHeader(
        variable: variable, range: next.range.lowerBound..<header.upperBound, isText: isText,
        isQuery: isQuery, isArray: isArray)
    }
    return nil
  }
}
