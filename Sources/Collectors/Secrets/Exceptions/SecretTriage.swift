import Model

/// Sorts matches into findings and exceptions: comments first, then the allow list, then the baseline.
package struct SecretTriage: Sendable {
  private let allowances: [SecretAllowance]
  private let baseline: SecretBaseline?
  private let obeysComments: Bool
  private let today: CalendarDate

  /// Prepares to sort.
  ///
  /// - Parameters:
  ///   - rules: Those that the matches were found with; they hold the allow list.
  ///   - baseline: What is known.
  ///   - obeysComments: Whether `avouch:allow` comments count.
  ///   - now: Tells which entries have ended.
  package init(
    rules: SecretRules, baseline: SecretBaseline? = nil, obeysComments: Bool = true, now: Instant
  ) {
    allowances = rules.allowances
    self.baseline = baseline
    self.obeysComments = obeysComments
    today = now.date
  }

  /// Sorts what was found.
  ///
  /// - Parameters:
  ///   - matches: What was found.
  ///   - isComplete: Whether all that the exceptions were written for was looked at; only then can it
  ///     be told that one is of no use.
  /// - Returns: The findings in the order given, and what became of the rest.
  package func sort(
    _ matches: [SecretMatch], isComplete: Bool = true
  ) -> (findings: [SecretMatch], exceptions: SecretExceptions) {
    var findings: [SecretMatch] = []
    var exceptions = SecretExceptions()
    var used: Set<Int> = []
    for match in matches {
      let entries = match.allowances.filter { index in
        allowances.indices.contains(index) && !allowances[index].hasEnded(by: today)
          && allowances[index].fits(match.location)
      }
      used.formUnion(entries)
      if obeysComments, match.isAllowedByComment {
        exceptions.byComment += 1
      } else if !entries.isEmpty {
        exceptions.byList += 1
      } else if baseline?.contains(match.fingerprint) ?? false {
        exceptions.byBaseline += 1
      } else {
        findings.append(match)
      }
    }
    exceptions.notices = notices(
      unused: isComplete ? allowances.indices.filter { !used.contains($0) } : [])
    if isComplete, let baseline {
      exceptions.staleInBaseline = baseline.stale(beside: Set(matches.map(\.fingerprint))).count
    }
    return (findings, exceptions)
  }

  private func notices(unused: [Int]) -> [String] {
    allowances.indices.compactMap { index in
      let allowance = allowances[index]
      if let end = allowance.until, allowance.hasEnded(by: today) {
        return
          "\(allowance.location.description): this entry of \"allow\" ended on \(end.description)"
      }
      return unused.contains(index)
        ? "\(allowance.location.description): this entry of \"allow\" allowed nothing" : nil
    }
  }
}
