/// Private keys between `BEGIN` and `END` lines.
enum PrivateKeyStructure {
  /// A key that anybody who has the text can use, as far as the text tells.
  static func isPlain(_ block: ArraySlice<UInt8>) -> Bool {
    guard let body = Body(block), !body.isEncrypted else { return false }
    switch body.label {
    case "OPENSSH PRIVATE KEY": return body.text.hasPrefix("b3BlbnNzaC1rZXktdjE")
    case "PGP PRIVATE KEY BLOCK": return body.text.count >= 100
    // DER begins with a SEQUENCE, whose first byte 0x30 is an M in base 64.
    default: return body.text.hasPrefix("M")
    }
  }

  static func isEncrypted(_ block: ArraySlice<UInt8>) -> Bool { Body(block)?.isEncrypted ?? false }

  /// What stands between the lines, with line breaks and the marks of string literals taken off.
  private struct Body {
    let label: String
    let text: String
    let isEncrypted: Bool

    init?(_ block: ArraySlice<UInt8>) {
      let whole = String(decoding: block, as: UTF8.self)
        .split(separator: "\\n").joined(separator: "\n")
        .split(separator: "\\r").joined(separator: "\n")
      var lines = whole.split(whereSeparator: \.isNewline)
        .map { $0.trimming { $0.isWhitespace || "\"'+,;\\".contains($0) } }
      guard let first = lines.first, let begin = first.split(separator: "-----").last else {
        return nil
      }
      label = begin.hasPrefix("BEGIN ") ? String(begin.dropFirst(6)) : String(begin)
      lines.removeFirst()
      isEncrypted =
        label.hasPrefix("ENCRYPTED ") || lines.contains { $0.hasPrefix("Proc-Type:") }
      let encoded = lines.filter { !$0.contains(":") && !$0.hasPrefix("-----END") }
      text = encoded.joined()
      let digits = Array(text.utf8.prefix(40))
      guard digits.count == 40, Base64Text.decode(digits[...]) != nil else { return nil }
    }
  }
}

extension Substring {
  fileprivate func trimming(_ isMargin: (Character) -> Bool) -> Substring {
    var result = drop(while: isMargin)
    while let last = result.last, isMargin(last) { result.removeLast() }
    return result
  }
}
