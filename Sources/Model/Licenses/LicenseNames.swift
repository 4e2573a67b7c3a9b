/// The names and addresses under which licences stand in manifests.
enum LicenseNames {
  /// The licences of a name, a PyPI classifier or an address; nil for one that is not known.
  static func expression(named text: String) -> LicenseExpression? {
    if text.contains("://") || text.hasPrefix("www.") { return expression(at: text) }
    // A classifier is a path, of which the last part names the licence.
    let name = text.contains("::") ? text.split(separator: ":").last.map(String.init) ?? text : text
    return names[words(of: name)]
  }

  /// Lower-case words and numbers, without what says nothing: articles, `license`, `version`, and the
  /// short form in parentheses that repeats the name.
  static func words(of text: String) -> String {
    var plain = text.lowercased().replacing(">=", with: " least ")
    // Other bounds than "at least" are not understood, and must not be passed over.
    guard !plain.contains(where: { "<>!".contains($0) }) else { return "" }
    if plain.hasSuffix(")"), let open = plain.lastIndex(of: "("),
      repeats(plain[open...], plain[..<open])
    {
      plain = String(plain[..<open])
    }
    let marks = plain.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "+") }
    var words: [String] = []
    for mark in marks {
      var word = mark.drop { $0 == "." }
      while word.last == "." { word.removeLast() }
      if word.first == "v", word.dropFirst().first?.isNumber == true { word.removeFirst() }
      let plus = word.hasSuffix("+") ? "+" : ""
      word = word.dropLast(plus.count)
      while word.hasSuffix(".0") { word = word.dropLast(2) }
      word += plus
      if !word.isEmpty, !fillers.contains(String(word)) { words.append(String(word)) }
    }
    return words.joined(separator: " ")
  }

  /// Whether a short form in parentheses tells nothing that the name before it does not.
  private static func repeats(_ short: Substring, _ name: Substring) -> Bool {
    guard !short.contains("="), short.count(where: { $0.isLetter }) >= 3 else { return false }
    return !short.contains(where: \.isNumber) || name.contains(where: \.isNumber)
  }

  private static let fillers: Set<String> = [
    "the", "a", "license", "licence", "licenses", "licensed", "version", "ver", "v", "under", "osi",
    "approved", "software", "terms", "of", "inc",
  ]

  private static let names: [String: LicenseExpression] = {
    var names: [String: LicenseExpression] = [:]
    for (expression, texts) in LicenseNameTable.names {
      for text in texts.split(separator: ",") { names[words(of: String(text))] = read(expression) }
    }
    return names
  }()

  /// An address by its host and path, without what changes nothing; behind some a plain identifier
  /// stands.
  private static func expression(at address: String) -> LicenseExpression? {
    var place = address.lowercased()[...]
    if let scheme = place.firstRange(of: "://") { place = place[scheme.upperBound...] }
    place = place.prefix { $0 != "#" && $0 != "?" }
    if place.hasPrefix("www.") { place = place.dropFirst(4) }
    while place.hasSuffix("/") { place = place.dropLast() }
    for suffix in [".html", ".htm", ".txt", ".php", ".en", "-standalone"]
    where place.hasSuffix(suffix) {
      place = place.dropLast(suffix.count)
    }
    if let expression = LicenseNameTable.addresses[String(place)] { return read(expression) }
    for prefix in LicenseNameTable.identifierAddresses where place.hasPrefix(prefix) {
      guard let name = PercentEncoding.decode(place.dropFirst(prefix.count)) else { return nil }
      return LicenseExpression(spdx: name) ?? names[words(of: name)]
    }
    return nil
  }

  /// Expressions of the table; several with a bar between them when the name says less than one.
  private static func read(_ text: String) -> LicenseExpression {
    let parts = text.split(separator: "|").map { part in
      LicenseExpression(spdx: String(part)) ?? .unknown(String(part))
    }
    return parts.count == 1 ? parts[0] : .unclear(parts)
  }
}
