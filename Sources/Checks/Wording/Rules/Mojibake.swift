import Model

/// Characters that are left when text is read in the wrong encoding.
struct Mojibake: WordingRule {
  static let id = "mojibake"
  static let severity = Severity.low
  static let summary =
    "Text that was read in the wrong encoding shows it in a few known characters."
  static let faulty: [WordingExample] = [
    "Data is encrypted \u{E2}\u{20AC}\u{201D} always.", "Caf\u{C3}\u{A9} data is kept.",
    "Encrypted \u{E42} at rest.", "Encrypted \u{FFFD} at rest.",
    "Price in \u{C2}\u{A3} is kept.", "Line\u{80}break",
  ]
  static let sound: [WordingExample] = [
    "Data is encrypted — at rest.", "Café and naïve São Paulo.", "ข้อมูลถูกเข้ารหัส",
    "À la carte, Ångström.",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    // Plain ASCII, which most statements are, cannot be broken.
    guard statement.scalars.contains(where: { !$0.isASCII }),
      let index = statement.scalars.indices.first(where: { isBroken(at: $0, in: statement.scalars) }
      )
    else { return [] }
    let code = String(statement.scalars[index].value, radix: 16, uppercase: true)
    return [
      WordingIssue(
        "the character U+\(String(repeating: "0", count: max(0, 4 - code.utf8.count)))\(code) is "
          + "what text read in the wrong encoding leaves", at: index..<(index + 1),
        fix: "type the character that was meant, and save the file as UTF-8")
    ]
  }

  private func isBroken(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let scalar = scalars[index]
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch scalar.value {
    case 0xFFFD, 0x80...0x9F: return true
    // The first byte of a UTF-8 sequence read as Latin-1 or Windows-1252, and what follows it.
    case 0xC2, 0xC3: return (0x80...0xBF).contains(next.value)
    case 0xE2: return next.value == 0x20AC || next.value == 0x80
    case 0xF0: return next.value == 0x178 || next.value == 0x9F
    // A single Thai letter among Latin text is a dash read as Windows-874.
    case 0xE00...0xE7F:
      let before = index > 0 ? scalars[index - 1] : " "
      return !isThai(before) && !isThai(next)
    default: return false
    }
  }

  private func isThai(_ scalar: Unicode.Scalar) -> Bool { (0xE00...0xE7F).contains(scalar.value) }
}
