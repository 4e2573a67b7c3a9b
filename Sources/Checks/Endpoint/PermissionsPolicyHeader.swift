import Model

/// Judges Permissions-Policy, a structured dictionary of features and who may use them.
struct PermissionsPolicyHeader: HeaderSemantics {
  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    switch term {
    case .minimum, .includeSubdomains, .preload, .preloadEligible:
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
    guard let dictionary = try? StructuredField.dictionary([text]), !dictionary.isEmpty else {
      return nil
    }
    var features: [String: Set<String>?] = [:]
    for key in dictionary.keys {
      guard let member = dictionary[key] else { continue }
      // `camera` alone is true, which names no list.
      if member.item?.value == .boolean(true) {
        features.updateValue(nil, forKey: key)
        continue
      }
      // Parameters such as ;report-to=x do not change who is allowed; other types name nobody.
      let members = member.items.compactMap { item in
        switch item.value {
        case .token(let token): token
        case .string(let origin): "\"\(origin)\""
        default: nil
        }
      }
      features.updateValue(Set(members), forKey: key)
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
}
