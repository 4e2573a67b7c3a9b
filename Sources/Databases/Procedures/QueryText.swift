/// SQL inside of PL/pgSQL as PostgreSQL's parser takes it: without `INTO variable`.
enum QueryText {
  /// The bytes of a statement with the targets of INTO blanked, so that offsets stay.
  static func withoutTargets(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var text = Array(bytes[range])
    var scanner = SQLScanner(bytes, in: range)
    var depth = 0
    var first = true
    var isInsert = false
    var insertTarget = false
    while let token = scanner.next() {
      defer { first = false }
      if scanner.isSign(token, 0x28) { depth += 1 }
      if scanner.isSign(token, 0x29) { depth -= 1 }
      if scanner.isWord(token, "insert") || scanner.isWord(token, "merge") {
        isInsert = true
        insertTarget = false
        continue
      }
      guard !first, depth == 0, scanner.isWord(token, "into") else { continue }
      // The INTO after INSERT names its table.
      if isInsert, !insertTarget {
        insertTarget = true
        continue
      }
      let end = endOfTargets(scanner)
      for index in token.range.lowerBound..<end { text[index - range.lowerBound] = 0x20 }
      scanner.position = end
    }
    return text
  }

  /// The end of `[STRICT] a, b.c`.
  private static func endOfTargets(_ scanner: SQLScanner) -> Int {
    var scanner = scanner
    var end = scanner.position
    var wantsName = true
    while let token = scanner.next() {
      if wantsName {
        if scanner.isWord(token, "strict") {
          end = token.range.upperBound
          continue
        }
        guard token.kind == .word || token.kind == .quotedName else { return end }
        wantsName = false
      } else {
        guard scanner.isSign(token, 0x2C) || scanner.isSign(token, 0x2E) else { return end }
        wantsName = true
      }
      end = token.range.upperBound
    }
    return end
  }
}
