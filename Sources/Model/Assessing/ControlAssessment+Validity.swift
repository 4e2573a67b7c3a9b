extension CheckAssessment {
  /// The last moment at which what it found counts; nil for what does not age, such as a failure.
  package var ends: Instant? {
    guard case .pass = result.verdict else { return nil }
    return [result.proofEnds, result.validUntil.map { Instant(endOf: $0) }].compactMap { $0 }.min()
  }
}

extension ControlAssessment {
  /// The last moment at which the state rests on proof that counts: the first of its checks to end.
  package var proofEnds: Instant? { checks.compactMap(\.ends).min() }

  /// The last moment at which the state stands as it is: its proof's, or the last of an exception.
  package var standsUntil: Instant? {
    let exceptions = findings.compactMap(\.waiver).map { Instant(endOf: $0.until) }
    return ([proofEnds].compactMap { $0 } + exceptions).min()
  }

  /// Whether the statement is withdrawn: nothing else is known to be wrong, but its proof has ended.
  package var isWithdrawn: Bool {
    verdict == .unproven && checks.contains(where: \.result.isExpired)
  }
}
