/// Reads what manifests say about licences, which mostly is no SPDX expression: names as people write
/// them, classifiers, addresses, lists.
extension LicenseExpression {
  private static let longestText = 4_096

  /// Reads a licence as a manifest writes it; a text that names none that is known becomes
  /// ``unknown(_:)``, never a licence that it might have meant.
  package init(reading text: String) {
    self = Self.read(text, depth: 0)
  }

  /// Reads a list of which one entry may be chosen, as composer.json has it.
  package init(anyOf texts: [String]) {
    self = Self.combined(texts) { .any($0) }
  }

  /// Reads a list that does not say whether one or all of its entries hold: the classifiers of PyPI,
  /// the licences of a `pom.xml`.
  package init(oneOrAllOf texts: [String]) {
    self = Self.combined(texts) { .unclear($0) }
  }

  private static func combined(
    _ texts: [String], _ combine: ([LicenseExpression]) -> LicenseExpression
  ) -> LicenseExpression {
    var parts: [LicenseExpression] = []
    for text in texts {
      let part = LicenseExpression(reading: text)
      if !parts.contains(part) { parts.append(part) }
    }
    guard let first = parts.first else { return .unknown("") }
    return parts.count == 1 ? first : combine(parts)
  }

  private static func read(_ text: String, depth: Int) -> LicenseExpression {
    let text = trimmed(text)
    guard text.utf8.count <= longestText else { return .unknown(String(text.prefix(80))) }
    if let expression = LicenseExpression(spdx: text) { return expression }
    if let expression = LicenseNames.expression(named: text) { return expression }
    guard depth < 4 else { return .unknown(text) }
    for (separator, combine) in separators {
      let parts = text.split(separator: separator).map(String.init)
      guard parts.count > 1 else { continue }
      let read = parts.map { Self.read($0, depth: depth + 1) }
      // Of a text that is understood in part, nothing is taken to be understood.
      return read.contains(where: \.hasUnknown) ? .unknown(text) : combine(read)
    }
    return .unknown(text)
  }

  /// What people write between names, the loosest first: Cargo's old form has a slash and R a bar where
  /// SPDX has `OR`; a comma does not say what it means.
  private static let separators: [(String, @Sendable ([LicenseExpression]) -> LicenseExpression)] =
    [
      (";", { .unclear($0) }), (",", { .unclear($0) }), (" | ", { .any($0) }), ("|", { .any($0) }),
      (" or ", { .any($0) }), (" OR ", { .any($0) }), (" and ", { .all($0) }),
      (" AND ", { .all($0) }),
      (" & ", { .all($0) }), (" / ", { .any($0) }), ("/", { .any($0) }),
    ]

  private var hasUnknown: Bool {
    switch self {
    case .license: false
    case .unknown: true
    case .all(let parts), .any(let parts), .unclear(let parts): parts.contains(where: \.hasUnknown)
    }
  }

  /// Without the spaces around it, a pair of parentheses around all of it, and the file that R's
  /// manifests add to a licence.
  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    for suffix in ["+ file LICENSE", "+ file LICENCE", "| file LICENSE", "| file LICENCE"]
    where text.hasSuffix(suffix) {
      text = text.dropLast(suffix.count)
      while text.last?.isWhitespace == true { text.removeLast() }
    }
    if text.first == "(", text.last == ")",
      !text.dropFirst().dropLast().contains(where: { "()".contains($0) })
    {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }
}
