import Model

/// Judges Permissions-Policy, a structured dictionary of features and who may use them.
struct PermissionsPolicyHeader: HeaderSemantics {
  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    switch term {
    case .minimum, .includeSubdomains, .preload:
      ("`\(term.key)` has no meaning for Permissions-Policy", nil)
    case .includes(let features):
      features.first { PermissionsPolicy($0)?.features.count != 1 }.map {
        ("\(ValueText.quoted($0)) is no feature", "such as camera=() or geolocation=(self)")
      }
    default: nil
    }
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard !header.isEmpty else {
      judgement.problems = [header.absence]
      return judgement
    }
    let value = header.values.joined(separator: ", ")
    guard let policy = PermissionsPolicy(value) else {
      judgement.add(
        .invalid,
        "expected features such as camera=(), saw \(header.shown(value)), which browsers ignore")
      return judgement
    }
    ValueTerms(header: header, patterns: patterns).judge(terms, value: value, into: &judgement)
    for case .includes(let wanted) in terms {
      for text in wanted where !(PermissionsPolicy(text).map(policy.includes) ?? false) {
        judgement.add(.weak, "expected `\(text)` to be included, saw \(header.shown(value))")
      }
    }
    return judgement
  }
}

/// The value of a Permissions-Policy header: a dictionary as RFC 9651 section 3.2 defines it.
struct PermissionsPolicy: Hashable, Sendable {
  /// The members of each feature's list; nil for a feature named without one.
  let features: [String: Set<String>?]

  /// Nil when the text is no such dictionary, for then browsers ignore all of it.
  init?(_ text: String) {
    var features: [String: Set<String>?] = [:]
    for part in text.parts(separatedBy: [","]) {
      let name = String(part.prefix { $0 != "=" })
      guard Self.isKey(name) else { return nil }
      guard part.count > name.count else {
        features.updateValue(nil, forKey: name)
        continue
      }
      guard let members = Self.members(String(part.dropFirst(name.count + 1))) else { return nil }
      features.updateValue(members, forKey: name)
    }
    self.features = features
  }

  /// Whether every feature of another policy is here, with the same list where it gives one.
  func includes(_ other: PermissionsPolicy) -> Bool {
    other.features.allSatisfy { name, members in
      guard let own = features[name] else { return false }
      return members == nil || own == members
    }
  }

  private static func isKey(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) || first == 0x2A else {
      return false
    }
    return name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
        || [0x5F, 0x2D, 0x2E, 0x2A].contains($0)
    }
  }

  /// The members of `(self "https://a.example")`, or of a single item.
  private static func members(_ text: String) -> Set<String>? {
    // Parameters such as ;report-to=x do not change who is allowed.
    let value = text.parts(separatedBy: [";"]).first ?? ""
    guard value.hasPrefix("(") else {
      return value.isEmpty || value.contains(where: \.isWhitespace) ? nil : [value]
    }
    guard value.hasSuffix(")") else { return nil }
    let items = value.dropFirst().dropLast().split(separator: " ").map(String.init)
    return items.contains { $0.contains("(") || $0.contains("'") } ? nil : Set(items)
  }
}
