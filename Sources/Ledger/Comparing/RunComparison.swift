import Model

/// What changed from one run to another.
package struct RunComparison: Sendable {
  /// A control whose state is another one.
  package struct StateChange: Hashable, Sendable {
    package let control: String
    package let title: String
    package let before: ControlVerdict
    package let after: ControlVerdict
    /// Why it is in the later state.
    package let reasons: [String]
  }

  /// A control whose published sentence is another one.
  package struct StatementChange: Hashable, Sendable {
    package let control: String
    package let before: String
    package let after: String
  }

  /// A parameter of a control; nil where it was not there.
  package struct ParameterChange: Hashable, Sendable {
    package let control: String
    package let name: String
    package let before: String?
    package let after: String?
  }

  /// A check of a control; nil where it was not there.
  package struct CheckChange: Hashable, Sendable {
    package let control: String
    package let check: String
    package let before: [Int]
    package let after: [Int]
  }

  /// A finding with the controls that it stands against.
  package struct FindingChange: Hashable, Sendable {
    package let finding: ControlState.Finding
    package let controls: [String]
  }

  /// Something that ends by itself, with another end than before.
  package struct Renewal: Hashable, Sendable {
    package let kind: Expiry.Kind
    package let subject: String
    package let before: Instant
    package let after: Instant
    /// Whether the later run saw it before the earlier end had come.
    package let isInTime: Bool
  }

  package let before: LedgerRun
  package let after: LedgerRun
  /// In the order of the later posture, as are all the others.
  package let added: [ControlState]
  package let removed: [ControlState]
  package let states: [StateChange]
  package let statements: [StatementChange]
  package let parameters: [ParameterChange]
  /// Checks that came, went, or run under another version of their rules.
  package let checks: [CheckChange]
  /// Sorted by place, check and rule.
  package let newFindings: [FindingChange]
  package let goneFindings: [FindingChange]
  /// Findings of both runs of which an exception began or ended.
  package let waivedFindings: [FindingChange]
  package let unwaivedFindings: [FindingChange]
  /// Sorted by kind and subject.
  package let renewals: [Renewal]

  package init(from before: LedgerRun, to after: LedgerRun) {
    self.before = before
    self.after = after
    let old = Dictionary(before.states.map { ($0.control, $0) }) { first, _ in first }
    let new = Dictionary(after.states.map { ($0.control, $0) }) { first, _ in first }
    added = after.states.filter { old[$0.control] == nil }
    removed = before.states.filter { new[$0.control] == nil }
    let pairs = after.states.compactMap { state in old[state.control].map { ($0, state) } }
    states = pairs.filter { $0.verdict != $1.verdict }.map {
      StateChange(
        control: $1.control, title: $1.title, before: $0.verdict, after: $1.verdict,
        reasons: $1.reasons)
    }
    statements = pairs.filter { !$0.statement.utf8.elementsEqual($1.statement.utf8) }.map {
      StatementChange(control: $1.control, before: $0.statement, after: $1.statement)
    }
    parameters = pairs.flatMap(Self.parameters)
    checks = pairs.flatMap(Self.checks)
    let earlier = Self.findings(of: before)
    let later = Self.findings(of: after)
    newFindings = Self.sorted(later.filter { earlier[$0.key] == nil })
    goneFindings = Self.sorted(earlier.filter { later[$0.key] == nil })
    waivedFindings = Self.sorted(
      later.filter { $0.value.isWaived && earlier[$0.key]?.isWaived == false })
    unwaivedFindings = Self.sorted(
      later.filter { !$0.value.isWaived && earlier[$0.key]?.isWaived == true })
    renewals = Self.renewals(from: before, to: after)
  }

  /// Whether the gate, the controls and the findings are the same in both.
  package var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && states.isEmpty && statements.isEmpty && parameters.isEmpty
      && checks.isEmpty && newFindings.isEmpty && goneFindings.isEmpty && waivedFindings.isEmpty
      && unwaivedFindings.isEmpty && renewals.isEmpty
      && before.record.gate.outcome == after.record.gate.outcome
  }

  private struct Subject: Hashable {
    let kind: Expiry.Kind
    let name: String
  }

  private static func renewals(from before: LedgerRun, to after: LedgerRun) -> [Renewal] {
    /// The first end of each, where several checks saw it.
    func ends(in run: LedgerRun) -> [Subject: Instant] {
      Dictionary(
        run.states.flatMap(\.checks).flatMap(\.expiries).map {
          (Subject(kind: $0.kind, name: $0.subject), $0.ends)
        }, uniquingKeysWith: { min($0, $1) })
    }
    let old = ends(in: before)
    return ends(in: after).compactMap { subject, end in
      guard let earlier = old[subject], earlier != end else { return nil }
      return Renewal(
        kind: subject.kind, subject: subject.name, before: earlier, after: end,
        isInTime: earlier >= after.record.assessedAt)
    }.sorted { ($0.kind.rawValue, $0.subject) < ($1.kind.rawValue, $1.subject) }
  }

  private static func parameters(_ old: ControlState, _ new: ControlState) -> [ParameterChange] {
    let before = Dictionary(old.parameters.map { ($0.name, $0.value) }) { first, _ in first }
    let after = Dictionary(new.parameters.map { ($0.name, $0.value) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
      ParameterChange(control: new.control, name: $0, before: before[$0], after: after[$0])
    }
  }

  private static func checks(_ old: ControlState, _ new: ControlState) -> [CheckChange] {
    func versions(_ state: ControlState) -> [String: [Int]] {
      Dictionary(grouping: state.checks, by: \.name).mapValues { $0.map(\.version).sorted() }
    }
    let before = versions(old)
    let after = versions(new)
    return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
      CheckChange(
        control: new.control, check: $0, before: before[$0] ?? [], after: after[$0] ?? [])
    }
  }

  /// Every finding once, with all the controls that have it; it is waived when all of them waive it.
  private struct Merged {
    let finding: ControlState.Finding
    var controls: [String]
    var isWaived: Bool

    mutating func add(_ control: String, isWaived: Bool) {
      if !controls.contains(control) { controls.append(control) }
      self.isWaived = self.isWaived && isWaived
    }
  }

  private static func findings(of run: LedgerRun) -> [String: Merged] {
    var merged: [String: Merged] = [:]
    for state in run.states {
      for finding in state.findings {
        let isWaived = finding.waivedUntil != nil
        merged[
          finding.fingerprint, default: Merged(finding: finding, controls: [], isWaived: isWaived)
        ].add(state.control, isWaived: isWaived)
      }
    }
    return merged
  }

  private static func sorted(_ merged: [String: Merged]) -> [FindingChange] {
    merged.values.sorted {
      ($0.finding.place, $0.finding.check, $0.finding.rule, $0.finding.fingerprint)
        < ($1.finding.place, $1.finding.check, $1.finding.rule, $1.finding.fingerprint)
    }.map { FindingChange(finding: $0.finding, controls: $0.controls) }
  }
}
