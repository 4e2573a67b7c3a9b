/// One policy of a Content-Security-Policy header (CSP Level 3 section 2.2).
struct ContentSecurityPolicy: Hashable, Sendable {
  struct Directive: Hashable, Sendable {
    /// In lower case.
    let name: String
    let values: [String]
  }

  /// As sent.
  let text: String
  /// In the order sent; of a repeated directive only the first counts.
  let directives: [Directive]
  /// Names that were sent more than once.
  let repeated: [String]

  init(_ text: String) {
    self.text = text.trimmingWhitespace
    var directives: [Directive] = []
    var repeated: [String] = []
    for part in text.split(separator: ";") {
      // Browsers skip a directive that is not ASCII (section 2.2.1).
      guard part.utf8.allSatisfy({ $0 < 0x80 }), let directive = Self.directive(String(part))
      else { continue }
      if directives.contains(where: { $0.name == directive.name }) {
        if !repeated.contains(directive.name) { repeated.append(directive.name) }
      } else {
        directives.append(directive)
      }
    }
    self.directives = directives
    self.repeated = repeated
  }

  /// The policies of all lines: commas separate policies, and each is enforced.
  static func all(in values: [String]) -> [ContentSecurityPolicy] {
    values.flatMap { $0.split(separator: ",") }
      .map { ContentSecurityPolicy(String($0)) }
      .filter { !$0.directives.isEmpty }
  }

  static func directive(_ text: String) -> Directive? {
    let words = text.split(whereSeparator: Self.isSpace).map(String.init)
    guard let name = words.first else { return nil }
    return Directive(name: name.lowercased(), values: Array(words.dropFirst()))
  }

  /// ASCII white space (Infra Standard section 4.6).
  private static func isSpace(_ character: Character) -> Bool {
    ["\t", "\n", "\u{C}", "\r", "\r\n", " "].contains(character)
  }

  func directive(named name: String) -> Directive? { directives.first { $0.name == name } }

  /// Whether a directive is there with all the values wanted.
  ///
  /// `'none'` counts only alone: beside anything else browsers ignore it. An empty list of sources
  /// is the same as `'none'`.
  func includes(_ wanted: Directive) -> Bool {
    guard let sent = directive(named: wanted.name) else { return false }
    let values = Set(sent.values.map(Self.comparable))
    return wanted.values.map(Self.comparable).allSatisfy { value in
      value == "'none'" ? sent.values.isEmpty || values == [value] : values.contains(value)
    }
  }

  /// Whether both say the same, whatever the order of directives and sources.
  func isSame(as other: ContentSecurityPolicy) -> Bool {
    let canonical = { (policy: ContentSecurityPolicy) in
      policy.directives.reduce(into: [String: Set<String>]()) {
        $0[$1.name] = Set($1.values.map(Self.comparable))
      }
    }
    return canonical(self) == canonical(other)
  }

  /// Keywords, schemes and hosts compare without regard to case; nonces, hashes and paths with it.
  private static func comparable(_ value: String) -> String {
    let lowered = value.lowercased()
    if lowered.hasPrefix("'nonce-") || lowered.hasPrefix("'sha") { return value }
    if lowered.hasPrefix("'") { return lowered }
    let start =
      lowered.utf8.starts(with: "https://".utf8) ? 8 : lowered.hasPrefix("http://") ? 7 : 0
    let host = value.dropFirst(start).prefix { $0 != "/" }
    return lowered.prefix(start) + host.lowercased() + value.dropFirst(start + host.count)
  }
}
