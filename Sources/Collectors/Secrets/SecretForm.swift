/// What a secret must look like where only its name says that it is one.
enum SecretForm: String, CaseIterable, Sendable {
  /// A password: three kinds of characters, and no word that stands for one.
  case password
  /// A password without marks around it, which could as well be a name in a program.
  case plainPassword = "plain-password"
  /// A password in an address: not the name of its user or its service, and no word for one.
  case login
  /// A key: letters and digits that no person would write, and neither path nor address.
  case random
  /// A key in small letters and digits, in which chance makes runs that look like words.
  case mixed

  func holds(for secret: ArraySlice<UInt8>) -> Bool {
    guard !Self.isReference(secret) else { return false }
    switch self {
    case .password:
      return Self.kinds(secret) >= 3 && !Self.hasPlainWord(secret)
        && !Self.isIdentifier(secret, ofWords: 3) && !Self.isLabel(secret)
        && !EncodedWords.isText(secret)
    case .plainPassword:
      return Self.hasLettersAndDigits(secret) && !Self.hasPlainWord(secret)
        && !Self.isIdentifier(secret) && !EncodedWords.isText(secret)
    case .login:
      return Self.kinds(secret) >= 2 && !Self.hasPlainWord(secret) && !Self.isLabel(secret)
        && !Self.isIdentifier(secret, ofWords: 2) && !Self.isInCapitals(secret)
    case .random:
      return Self.hasLettersAndDigits(secret) && Self.shareOfWords(secret) < 0.4
        && !Self.hasPlainWord(secret) && !EncodedWords.isText(secret)
    case .mixed: return Self.hasLettersAndDigits(secret) && !Self.hasPlainWord(secret)
    }
  }

  /// Words in the secrets of tests, samples and defaults.
  private static let plainWords = [
    "test", "secret", "pass", "token", "demo", "local", "admin", "default", "hello", "world",
    "foobar", "qwerty", "letmein", "string", "value", "none", "null", "undefined", "username",
    "ssword", "ssw0rd", "ignore-me", "abc123", "hunter2", "asdf", "oauth-basic", "p455w0rd",
    "53cr37",
  ]

  static func hasPlainWord(_ secret: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: secret, as: UTF8.self).lowercased()
    return plainWords.contains { text.contains($0) }
  }

  /// Whether the text points somewhere else: an address, a path, code, a template, a version.
  private static func isReference(_ secret: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: secret, as: UTF8.self)
    let marks = [
      "://", "${", "$(", "#{", "{{", "%{", "%(", "<", ">", "->", "::", "()", "(", "[", "./",
      "env.", "ENV", ".json", ".html", ".yaml", ".yml", ".js", ".py", ".rb", ".pem", ".key",
    ]
    if marks.contains(where: { text.contains($0) }) { return true }
    if text.hasPrefix("$") || text.hasPrefix("@") { return true }
    if hasVerb(secret) { return true }
    // A template's braces, whatever is before them.
    if text.contains("{"), text.contains("}") { return true }
    return isConstant(secret) || isPath(secret) || isDotted(secret)
  }

  /// Whether a `%s` of a format stands there, which random text seldom has before a sign or its end.
  private static func hasVerb(_ secret: ArraySlice<UInt8>) -> Bool {
    secret.indices.dropLast().contains { index in
      guard secret[index] == 0x25, secret[index + 1] == 0x73 else { return false }
      let next = secret[(index + 2)...].first
      return next.map { !isLetter($0) && !isDigit($0) } ?? true
    }
  }

  /// Whether parts between slashes are words, as in a path; in base 64 chance seldom makes any.
  private static func isPath(_ secret: ArraySlice<UInt8>) -> Bool {
    let parts = secret.split(separator: 0x2F)
    guard parts.count > 2 || secret.first == 0x2F else { return false }
    return parts.count { isWord($0) } * 2 >= parts.count
  }

  /// Whether parts between dots are names, as in `config.database.Password`, or there are many.
  private static func isDotted(_ secret: ArraySlice<UInt8>) -> Bool {
    let parts = secret.split(separator: 0x2E)
    return parts.count > 3 || (parts.count > 1 && parts.allSatisfy { isWord($0) })
  }

  /// Whether the text is what a person or a program calls a part: letters in words, perhaps with a
  /// number, underscores or hyphens.
  private static func isWord(_ part: ArraySlice<UInt8>) -> Bool {
    let letters = part.count { isLetter($0) }
    guard part.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D }),
      letters * 3 >= part.count * 2, numbers(in: part) <= 1
    else { return false }
    return part.count <= 4 || shareOfWords(part, from: 3) >= 0.5
  }

  /// Whether the text is a name in a program: so many words in camel case or with underscores, and at
  /// most a number among them.
  private static func isIdentifier(
    _ secret: ArraySlice<UInt8>, ofWords least: Int = 1
  ) -> Bool {
    guard
      secret.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x3F }),
      numbers(in: secret) <= 1
    else { return false }
    return shareOfWords(secret, from: 4) >= 0.6 && words(in: secret) >= least
  }

  private static func numbers(in text: ArraySlice<UInt8>) -> Int {
    text.split { !isDigit($0) }.count
  }

  /// Runs of a letter and small letters after it.
  private static func words(in text: ArraySlice<UInt8>) -> Int {
    var count = 0
    var previous: UInt8 = 0
    for byte in text {
      let isSmall = (0x61...0x7A).contains(byte)
      if isSmall ? !isLetter(previous) : isLetter(byte) { count += 1 }
      previous = byte
    }
    return count
  }

  /// Whether the text is a word of a screen in whatever language, as in `Contraseña*`.
  private static func isLabel(_ secret: ArraySlice<UInt8>) -> Bool {
    let word = secret.prefix { isLetter($0) || $0 >= 0x80 }
    return word.count >= 4 && secret.dropFirst(word.count).allSatisfy { "*:?!.".utf8.contains($0) }
      && !word.dropFirst().contains { (0x41...0x5A).contains($0) }
  }

  /// Whether the text is a name for a value, as in `API_KEY`.
  private static func isInCapitals(_ secret: ArraySlice<UInt8>) -> Bool {
    secret.contains(0x5F) && secret.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x5F }
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
  static func shareOfWords(_ secret: ArraySlice<UInt8>, from length: Int = 5) -> Double {
    var inWords = 0
    var run = 0
    for byte in secret {
      if (0x61...0x7A).contains(byte) || (run == 0 && isLetter(byte)) {
        run += 1
      } else {
        if run >= length { inWords += run }
        run = isLetter(byte) ? 1 : 0
      }
    }
    if run >= length { inWords += run }
    return Double(inWords) / Double(max(1, secret.count))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
