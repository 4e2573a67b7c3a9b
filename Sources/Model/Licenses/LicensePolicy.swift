/// Which licences may be used.
package struct LicensePolicy: Sendable, Hashable {
  /// What a policy says of a licence.
  package enum Verdict: Int, Sendable, Hashable, Comparable {
    case allowed
    /// Not known, or to be looked at by a person.
    case unknown
    case denied

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
  }

  /// Licences that may be used; if there are none, every licence of the SPDX list that is named nowhere
  /// else.
  package let allowed: [LicenseTerm]
  package let denied: [LicenseTerm]
  /// Licences that a person has to look at.
  package let review: [LicenseTerm]

  package init(
    allowed: [LicenseTerm] = [], denied: [LicenseTerm] = [], review: [LicenseTerm] = []
  ) {
    self.allowed = allowed
    self.denied = denied
    self.review = review
  }

  /// What the policy says of the licences of a package: of alternatives the best, of several that hold
  /// at once the worst, and where the source does not say which, only what is true of all.
  package func verdict(on expression: LicenseExpression) -> Verdict {
    switch expression {
    case .unknown: return .unknown
    case .license(let term): return verdict(on: term)
    case .all(let parts): return parts.map(verdict(on:)).max() ?? .unknown
    case .any(let parts): return parts.map(verdict(on:)).min() ?? .unknown
    case .unclear(let parts):
      let verdicts = Set(parts.map(verdict(on:)))
      return verdicts.count == 1 ? verdicts.first ?? .unknown : .unknown
    }
  }

  /// Where a later version may be chosen, the best of the versions counts.
  private func verdict(on term: LicenseTerm) -> Verdict {
    term.choices.map { verdict(on: term, version: $0) }.min() ?? .unknown
  }

  private func verdict(on term: LicenseTerm, version: SPDXLicenseVersion?) -> Verdict {
    func names(_ list: [LicenseTerm], exactly: Bool) -> Bool {
      list.contains {
        $0.exception == (exactly ? term.exception : nil) && Self.covers($0, term, version)
      }
    }
    // What is said of the licence with its exception goes before what is said of the licence; and an
    // exception grants more, so what is said of the licence alone holds for it too.
    for exactly in term.exception == nil ? [true] : [true, false] {
      if names(denied, exactly: exactly) { return .denied }
      if names(review, exactly: exactly) { return .unknown }
      if names(allowed, exactly: exactly) { return .allowed }
    }
    return allowed.isEmpty && !term.isReference ? .allowed : .unknown
  }

  /// Whether an entry of the policy speaks of a version: an entry with `-or-later` of all from its own
  /// on.
  private static func covers(
    _ entry: LicenseTerm, _ term: LicenseTerm, _ version: SPDXLicenseVersion?
  ) -> Bool {
    guard let version, let own = SPDXLicenseVersion(entry.identifier) else {
      return entry.identifier == term.identifier
    }
    guard own.family == version.family else { return false }
    return own.numbers == version.numbers
      || (entry.allowsLater && own.numbers.lexicographicallyPrecedes(version.numbers))
  }
}
