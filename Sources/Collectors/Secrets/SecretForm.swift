/// What a secret must look like where only its name says that it is one.
enum SecretForm: String, CaseIterable, Sendable {
  /// A password: three kinds of characters, and no word that stands for one.
  case password
  /// A password in an address: not the name of its user or its service, and no word for one.
  case login
  /// A key: letters and digits that no person would write, and neither path nor address.
  case random
  /// A key in small letters and digits, in which chance makes runs that look like words.
  case mixed

  func holds(for secret: ArraySlice<UInt8>) -> Bool {
    guard !Self.isReference(secret) else { return false }
    switch self {
    case .password: return Self.kinds(secret) >= 3 && !Self.hasPlainWord(secret)
    case .login: return Self.kinds(secret) >= 2 && !Self.hasPlainWord(secret)
    case .random:
      return Self.hasLettersAndDigits(secret) && Self.shareOfWords(secret) < 0.4
        && !Self.hasPlainWord(secret)
    case .mixed: return Self.hasLettersAndDigits(secret) && !Self.hasPlainWord(secret)
    }
  }

  /// Words in the secrets of tests, samples and defaults.
  private static let plainWords = [
    "test", "secret", "pass", "token", "demo", "local", "admin", "default", "hello", "world",
    "foobar", "qwerty", "letmein", "string", "value", "none", "null", "undefined", "username",
  ]

  private static func hasPlainWord(_ secret: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: secret, as: UTF8.self).lowercased()
    return plainWords.contains { text.contains($0) }
  }

  /// Whether the text points somewhere else: an address, a path, code, a template, a version.
  private static func isReference(_ secret: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: secret, as: UTF8.self)
    let marks = [
      "://", "${", "$(", "#{", "{{", "%{", "%(", "%s", "<", ">", "->", "::", "()", "(", "[", "./",
      "env.", "ENV", ".json", ".html", ".yaml", ".yml", ".js", ".py", ".rb", ".pem", ".key", "@@",
    ]
    if marks.contains(where: { text.contains($0) }) { return true }
    if text.hasPrefix("/") || text.hasPrefix("$") || text.hasPrefix("@") { return true }
    if isConstant(secret) { return true }
    return text.split(separator: "/").count > 2 || text.split(separator: ".").count > 3
  }

  /// Whether the text is a name in capitals, as in `ACME-PROD-KEY-2`.
  private static func isConstant(_ secret: ArraySlice<UInt8>) -> Bool {
    secret.count { $0 == 0x2D || $0 == 0x5F } >= 2
      && secret.allSatisfy {
        (0x41...0x5A).contains($0) || (0x2D...0x39).contains($0) || $0 == 0x5F
      }
  }

  /// How many of small letters, capital letters, digits and other signs occur.
  private static func kinds(_ secret: ArraySlice<UInt8>) -> Int {
    var found: Set<Int> = []
    for byte in secret {
      switch byte {
      case 0x61...0x7A: found.insert(0)
      case 0x41...0x5A: found.insert(1)
      case 0x30...0x39: found.insert(2)
      default: found.insert(3)
      }
    }
    return found.count
  }

  private static func hasLettersAndDigits(_ secret: ArraySlice<UInt8>) -> Bool {
    secret.contains { (0x30...0x39).contains($0) } && secret.contains { isLetter($0) }
  }

  /// How much of the text lies in runs of five or more letters that change case only after the
  /// first: what identifiers and sentences are made of.
  private static func shareOfWords(_ secret: ArraySlice<UInt8>) -> Double {
    var inWords = 0
    var run = 0
    for byte in secret {
      if (0x61...0x7A).contains(byte) || (run == 0 && isLetter(byte)) {
        run += 1
      } else {
        if run >= 5 { inWords += run }
        run = isLetter(byte) ? 1 : 0
      }
    }
    if run >= 5 { inWords += run }
    return Double(inWords) / Double(max(1, secret.count))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
