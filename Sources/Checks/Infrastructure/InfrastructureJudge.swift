import Model

/// Judges objects of the normal form by a list of requirements.
struct InfrastructureJudge {
  private static let keptEvidence = 100
  private static let keptReasons = 100

  let check: String
  let scope: InfrastructureScope
  let requirements: [Requirement]
  let facts: InfrastructureFacts
  let folder: String
  let observedAt: Instant
  let context: EvaluationContext

  private(set) var findings: [Finding] = []
  private(set) var reasons: [String] = []
  private(set) var evidence: [Evidence] = []
  /// Rules and places of findings so far.
  private var reported: Set<String> = []
  private var uncounted = 0
  private var silenced = 0
  /// How many objects each requirement judged, in the order of the requirements.
  private var judged: [Int]
  private var subjects = 0

  init(
    check: String, scope: InfrastructureScope, requirements: [Requirement],
    facts: InfrastructureFacts, folder: String, observedAt: Instant, context: EvaluationContext
  ) {
    self.check = check
    self.scope = scope
    self.requirements = requirements
    self.facts = facts
    self.folder = folder
    self.observedAt = observedAt
    self.context = context
    judged = Array(repeating: 0, count: requirements.count)
  }

  mutating func judge(
    quality: String, needsOnlyOne: Bool, dialects: Set<ConfiguredResource.Dialect>,
    whole: ([InfrastructureObject], inout InfrastructureJudge) -> Void
  ) -> CheckResult {
    let objects = facts.objects.filter(scope.includes)
    var complete: ObjectGroup?
    for group in ObjectGroup.groups(of: objects) {
      let before = (findings.count, reasons.count)
      let isSubject = judge(group)
      if isSubject { subjects += 1 }
      if isSubject, (findings.count, reasons.count) == before { complete = complete ?? group }
    }
    if needsOnlyOne, let first = complete?.objects.first {
      let drifting = findings.filter { $0.rule == "drift" }
      findings = drifting
      reasons = []
      keep("\(first.address) meets every requirement", at: first.location)
    }
    whole(objects, &self)
    noteGaps(dialects)
    noteSubjects()
    return result(quality)
  }

  // MARK: One object

  /// One requirement over one layer.
  private struct Sight {
    let object: InfrastructureObject
    let setting: Setting
    let truth: Truth
  }

  /// Whether anything of the group was judged.
  private mutating func judge(_ group: ObjectGroup) -> Bool {
    var isSubject = false
    for (position, requirement) in requirements.enumerated() {
      let sights = group.objects.compactMap { sight(of: $0, requirement) }
      guard !sights.isEmpty else { continue }
      isSubject = true
      judged[position] += 1
      judge(sights, requirement)
      judgeDrift(sights, requirement)
    }
    for object in group.objects { show(object.waivers, of: object) }
    return isSubject
  }

  private func sight(of object: InfrastructureObject, _ requirement: Requirement) -> Sight? {
    guard requirement.applies(object), let setting = object[requirement.setting] else { return nil }
    let truth = requirement.expectation.holds(for: setting, now: context.now)
    guard truth != .true, let alternative = requirement.alternative,
      let other = object[alternative.setting]
    else { return Sight(object: object, setting: setting, truth: truth) }
    switch alternative.expectation.holds(for: other, now: context.now) {
    case .true: return Sight(object: object, setting: other, truth: .true)
    case .false: return Sight(object: object, setting: setting, truth: truth)
    case .unknown(let reason):
      return Sight(object: object, setting: other, truth: .unknown(reason: reason))
    }
  }

  private mutating func judge(_ sights: [Sight], _ requirement: Requirement) {
    if let first = sights.first(where: { $0.truth == .false }) {
      report(first, requirement)
    } else if !sights.contains(where: { $0.truth == .true }) {
      // Another layer that knows the value settles what one cannot tell.
      if let first = sights.first, case .unknown(let reason) = first.truth {
        note(
          "\(place(first.setting.location).description): \(first.object.address): "
            + "\(requirement.setting.words), expected \(requirement.expectation.phrase), "
            + "is unknown: \(reason)")
      }
    }
    for sight in sights {
      keep(Self.shown(sight.setting, of: sight.object), at: sight.setting.location)
    }
  }

  private mutating func report(_ sight: Sight, _ requirement: Requirement) {
    let location = place(sight.setting.location)
    // Several things may have one value from one place: the parameter group of two databases.
    let isNew = reported.insert("\(requirement.rule) \(location.description)").inserted
    guard isNew || requirement.setting == .region else { return }
    let object = sight.object
    if let waiver = waiver(over: requirement.rule, of: object) {
      silenced += 1
      keep(
        "\(object.address): the finding \(requirement.rule) is silenced by a comment: "
          + ValueText.plain(waiver.reason ?? ""),
        at: Location(path: object.location.path, span: waiver.span))
      return
    }
    findings.append(
      Finding(
        check: check, rule: requirement.rule, severity: context.control.severity,
        message: "\(object.role.words) \(object.address) \(requirement.problem): "
          + "\(Self.seen(sight.setting)), expected \(requirement.expectation.phrase)",
        fix: context.control.fix ?? requirement.fix, location: location,
        identity: "\(object.address): \(requirement.setting.rawValue)"))
  }

  /// One layer says this, another says that.
  private mutating func judgeDrift(_ sights: [Sight], _ requirement: Requirement) {
    let wished = sights.last {
      [.code, .plan].contains($0.object.layer) && $0.setting.value != nil
    }
    let actual = sights.last {
      [.state, .export].contains($0.object.layer) && $0.setting.value != nil
    }
    guard let wished, let actual, let mine = wished.setting.value,
      let theirs = actual.setting.value, mine != theirs,
      // A default of the table against an answer is no contradiction unless the verdict turns.
      wished.setting.isWritten || wished.truth != actual.truth
    else { return }
    let there = place(actual.setting.location).description
    findings.append(
      Finding(
        check: check, rule: "drift", severity: context.control.severity,
        message: "\(wished.object.address): the \(wished.object.layer.rawValue) has "
          + "\(requirement.setting.words) as \(Self.value(mine)), the "
          + "\(actual.object.layer.rawValue) has it as \(Self.value(theirs)) (\(there))",
        fix: "Apply the configuration, or change it to what is meant.",
        location: place(wished.setting.location),
        identity: "\(wished.object.address): drift of \(requirement.setting.rawValue)"))
  }

  // MARK: Words

  private static func value(_ value: Setting.Value) -> String { ValueText.plain(value.text) }

  /// What of a setting was seen, with its name: `storage_encrypted is false`.
  static func seen(_ setting: Setting) -> String {
    let name = setting.attribute.isEmpty ? "it" : "`\(ValueText.plain(setting.attribute))`"
    return switch setting.state {
    case .known(let value): "\(name) is \(ValueText.plain(setting.written ?? value.text))"
    case .defaulted(let value, let source):
      "\(name) is not set, so it is \(Self.value(value)) (\(source.description))"
    case .absent: "\(name) is not set"
    case .unknown(let reason): "\(name) is unknown: \(ValueText.plain(reason))"
    }
  }

  private static func shown(_ setting: Setting, of object: InfrastructureObject) -> String {
    let layer = object.layer == .code ? "" : " (\(object.layer.rawValue))"
    return "\(object.address)\(layer): \(seen(setting))"
  }

  func place(_ location: Location) -> Location { context.plan.place(location, in: folder) }
}

// In-file waivers.
extension InfrastructureJudge {
  /// The comment that silences a rule on an object, if the posture lets it.
  private func waiver(over rule: String, of object: InfrastructureObject) -> ConfigurationWaiver? {
    guard scope.honorsWaivers else { return nil }
    return object.waivers.first { waiver in
      let isMeant = [check, rule, "\(check)/\(rule)"].contains(waiver.rule)
      let isValid = waiver.until.map { $0 >= context.now.date } ?? true
      return isMeant && isValid && waiver.reason?.isEmpty == false
    }
  }

  private mutating func show(_ waivers: [ConfigurationWaiver], of object: InfrastructureObject) {
    for waiver in waivers where !scope.honorsWaivers {
      keep(
        "\(object.address): a comment asks to ignore \(ValueText.plain(waiver.rule)), "
          + "which the posture does not let it",
        at: Location(path: object.location.path, span: waiver.span))
    }
  }
}

// What is kept.
extension InfrastructureJudge {
  mutating func add(_ finding: Finding) { findings.append(finding) }

  mutating func note(_ reason: String) {
    if reasons.count < Self.keptReasons { reasons.append(reason) }
  }

  mutating func keep(_ observed: String, at location: Location) {
    guard evidence.count < Self.keptEvidence else {
      uncounted += 1
      return
    }
    evidence.append(
      Evidence(
        observed: observed, location: place(location),
        digest: location.path.flatMap { facts.digests[$0] }, observedAt: observedAt))
  }

  /// What could not be read may have held something to judge.
  private mutating func noteGaps(_ dialects: Set<ConfiguredResource.Dialect>) {
    var seen: Set<Location> = []
    for found in facts.gaps {
      let gap = found.gap
      guard gap.dialect.map({ dialects.contains($0) }) ?? true,
        found.roles.map({ !$0.isDisjoint(with: scope.roles) }) ?? true,
        // Each instance of a module has the gaps of the module.
        seen.insert(gap.location).inserted
      else { continue }
      let held = found.roles.map { $0.intersection(scope.roles) } ?? scope.roles
      note(
        "\(place(gap.location).description): \(gap.reason); what it holds could be judged here "
          + "(\(Self.listed(held)))")
    }
  }

  private static func listed(_ roles: Set<InfrastructureRole>) -> String {
    let words = roles.map(\.words).sorted()
    guard words.count > 3 else { return words.joined(separator: ", ") }
    return words.prefix(2).joined(separator: ", ") + " and \(words.count - 2) more roles"
  }

  private mutating func noteSubjects() {
    if subjects < scope.minimumSubjects {
      note(
        "nothing to judge: \(counted(subjects, "subject")), "
          + "at least \(scope.minimumSubjects) expected")
    }
    guard scope.minimumSubjects > 0 else { return }
    for (requirement, count) in zip(requirements, judged) where requirement.isNamed && count == 0 {
      note("nothing has `\(requirement.setting.words)` to judge")
    }
  }

  private func result(_ quality: String) -> CheckResult {
    if subjects == 0, scope.minimumSubjects == 0, findings.isEmpty, reasons.isEmpty {
      return CheckResult(
        .notApplicable(reason: "there is nothing to judge, which the posture allows"),
        summary: "there is nothing to judge", evidence: allEvidence)
    }
    let silence = silenced == 0 ? "" : ", \(counted(silenced, "finding")) silenced in files"
    return .worst(
      findings: findings.sorted { ($0.location, $0.rule) < ($1.location, $1.rule) },
      unmeasured: reasons,
      passing: "\(counted(subjects, "thing")) judged: \(quality)\(silence)",
      failing: "\(counted(findings.count, "finding")) over "
        + "\(counted(subjects, "thing"))\(silence)",
      evidence: allEvidence, subjects: subjects)
  }

  private var allEvidence: [Evidence] {
    var all = evidence
    if uncounted > 0, let last = evidence.last {
      all.append(
        Evidence(
          observed: "\(counted(uncounted, "more value")) judged",
          location: Location(path: last.location.path), observedAt: observedAt))
    }
    if !facts.otherKinds.isEmpty {
      let kinds = facts.otherKinds.keys.sorted()
      let shown = kinds.prefix(12).joined(separator: ", ") + (kinds.count > 12 ? ", …" : "")
      all.append(
        Evidence(
          observed: "\(counted(facts.otherKinds.values.reduce(0, +), "resource")) of "
            + "\(counted(kinds.count, "kind")) that no check of this family knows: "
            + ValueText.plain(shown), location: place(Location(path: ".")),
          observedAt: observedAt))
    }
    return all
  }
}

extension Setting {
  /// Whether a file says it, and not the table of defaults.
  var isWritten: Bool {
    guard case .known = state else { return false }
    return true
  }
}
