/// A record of who may send mail for a domain (RFC 7208).
package struct SenderPolicy: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case a
    case all
    case exists
    case include
    case ip4
    case ip6
    case mx
    case ptr
    case redirect

    /// Whether it makes the receiver ask the DNS (section 4.6.4).
    package var asksTheDNS: Bool { ![.all, .ip4, .ip6].contains(self) }
  }

  /// One mechanism, or the `redirect` modifier.
  package struct Term: Hashable, Sendable {
    package let kind: Kind
    /// `+`, `-`, `~` or `?`.
    package let qualifier: Character
    /// What stands behind `:`, `/` or `=`, without it.
    package let value: String

    /// The name that is asked for; nil where a macro stands for it.
    package func domain(for domain: String) -> String? {
      guard !value.contains("%") else { return nil }
      let name = value.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
      var text = name.lowercased()
      if text.hasSuffix(".") { text.removeLast() }
      return text.isEmpty ? domain : text
    }
  }

  package let terms: [Term]
  /// Terms that no receiver understands, so that it refuses the whole record (section 4.6).
  package let unknown: [String]

  /// Reads a text; nil when it is no record of this kind (section 4.5).
  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    guard let first = words.first, first.lowercased() == "v=spf1" else { return nil }
    var terms: [Term] = []
    var unknown: [String] = []
    for word in words.dropFirst() {
      if let term = Self.term(word) {
        terms.append(term)
      } else if !Self.isModifier(word) {
        unknown.append(word)
      }
    }
    self.terms = terms
    self.unknown = unknown
  }

  /// What makes the receiver ask the DNS, in order.
  package var lookups: [Term] { terms.filter(\.kind.asksTheDNS) }

  /// What becomes of everybody else: the qualifier of `all`, or nil when it does not stand there.
  package var rest: Character? { terms.first { $0.kind == .all }?.qualifier }

  private static func term(_ word: String) -> Term? {
    if word.lowercased().hasPrefix("redirect=") {
      return Term(kind: .redirect, qualifier: "+", value: String(word.dropFirst(9)))
    }
    var text = Substring(word)
    var qualifier: Character = "+"
    if let first = text.first, "+-~?".contains(first) {
      qualifier = first
      text = text.dropFirst()
    }
    let name = text.prefix { $0 != ":" && $0 != "/" }
    guard let kind = Kind(rawValue: name.lowercased()), kind != .redirect else { return nil }
    var value = text.dropFirst(name.count)
    if value.first == ":" { value = value.dropFirst() }
    let needsValue = [.include, .exists, .ip4, .ip6].contains(kind)
    guard !needsValue || !value.isEmpty, kind != .all || value.isEmpty else { return nil }
    return Term(kind: kind, qualifier: qualifier, value: String(value))
  }

  /// Modifiers that are not known are passed over (section 6).
  private static func isModifier(_ word: String) -> Bool {
    guard let mark = word.firstIndex(of: "="), let first = word.first else { return false }
    return first.isLetter && first.isASCII
      && word[..<mark].allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
      }
  }
}
