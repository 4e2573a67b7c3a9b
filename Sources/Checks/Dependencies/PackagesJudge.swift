import Model

/// Judges one inventory by the rules of one check.
struct PackagesJudge {
  private static let keptEvidence = 50

  let check: PackagesCheck
  let manifests: [Manifest]
  private let folder: String
  private let observedAt: Instant
  private let context: EvaluationContext

  private(set) var findings: [Finding] = []
  private(set) var reasons: [String] = []

  init(
    check: PackagesCheck, inventory: PackageInventory, folder: String, observedAt: Instant,
    context: EvaluationContext
  ) {
    self.check = check
    manifests = inventory.manifests
    self.folder = folder
    self.observedAt = observedAt
    self.context = context
  }

  mutating func judge() -> CheckResult {
    for manifest in manifests {
      if case .failure(let unavailable) = manifest.packages {
        note(context.plan.reason(unavailable, of: manifest.path, in: folder))
      }
    }
    if manifests.count < check.minimumSubjects {
      note(
        manifests.isEmpty
          ? "no dependency manifest was found"
          : "\(RecordText.counted(manifests.count, "manifest")) found, at least "
            + "\(check.minimumSubjects) expected")
    }
    for reference in check.required { judgeRequired(reference) }
    for reference in check.forbidden { judgeForbidden(reference) }
    if check.wantsPinned || check.wantsLockfile { judgeLocking() }
    if check.wantsIntegrity { judgeIntegrity() }
    if let registries = check.registries { judgeSources(allowing: registries) }
    return result
  }

  /// The packages of a manifest that count here.
  func packages(of manifest: Manifest) -> [Package] {
    let all = (try? manifest.packages.get()) ?? []
    return check.includesDevelopment ? all : all.filter { !$0.isDevelopment }
  }

  /// Whether something that could name a package of the ecosystem was not read.
  func hasGaps(in ecosystem: String?) -> Bool {
    manifests.contains { manifest in
      guard case .failure = manifest.packages else { return false }
      return ecosystem == nil || manifest.ecosystem.isEmpty || manifest.ecosystem == ecosystem
    }
  }

  mutating func note(_ reason: String) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }

  mutating func report(
    _ rule: String, _ message: String, fix: String, at place: Location, about identity: String
  ) {
    let finding = Finding(
      check: PackagesCheck.definition.name, rule: rule, severity: context.control.severity,
      message: message, fix: context.control.fix ?? fix, location: shown(place),
      identity: identity)
    if !findings.contains(finding) { findings.append(finding) }
  }

  /// A place as seen from the posture's folder.
  func shown(_ place: Location) -> Location {
    context.plan.place(place, in: folder)
  }
}

// What comes out.
extension PackagesJudge {
  private var result: CheckResult {
    let count = Set(
      manifests.flatMap(packages).map {
        "\($0.ecosystem) \(PackageNaming.key($0.name, in: $0.ecosystem))"
      }
    ).count
    let scope =
      "\(RecordText.counted(count, "package")) in "
      + RecordText.counted(manifests.count, "manifest")
    return .worst(
      findings: findings.sorted {
        ($0.location, $0.rule, $0.identity) < ($1.location, $1.rule, $1.identity)
      },
      unmeasured: reasons,
      passing: manifests.isEmpty ? "there are no dependency manifests" : "\(scope) hold",
      failing: "\(RecordText.counted(findings.count, "finding")) over \(scope)",
      evidence: evidence, subjects: manifests.count)
  }

  private var evidence: [Evidence] {
    let kept = manifests.prefix(Self.keptEvidence).map { manifest in
      Evidence(
        observed: description(of: manifest),
        location: shown(Location(path: manifest.path)), digest: manifest.digest,
        observedAt: observedAt)
    }
    let left = manifests.count - kept.count
    guard left > 0 else { return kept }
    let rest = Evidence(
      observed: "\(RecordText.counted(left, "more manifest")) read",
      location: shown(Location(path: "")), observedAt: observedAt)
    return kept + [rest]
  }

  /// `package-lock.json: 551 packages, 12 direct, 300 for development, in step with package.json`.
  private func description(of manifest: Manifest) -> String {
    guard case .success(let packages) = manifest.packages else {
      return "\(manifest.format): not read"
    }
    var parts = [RecordText.counted(packages.count, "package")]
    let direct = packages.count { $0.isDirect == true }
    if direct > 0, direct < packages.count { parts.append("\(direct) direct") }
    let development = packages.count(where: \.isDevelopment)
    if development > 0 { parts.append("\(development) for development") }
    switch manifest.step {
    case .inStep(let other): parts.append("in step with \(shownName(other))")
    case .outOfStep(let other, let differences):
      parts.append(
        "\(RecordText.counted(differences.count, "difference")) from \(shownName(other))")
    case .missingLockfile: parts.append("no lockfile")
    case nil: break
    }
    return "\(manifest.format): " + parts.joined(separator: ", ")
  }

  private func shownName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
