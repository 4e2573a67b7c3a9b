import Model

/// Judges the known holes of one folder.
struct VulnerabilitiesJudge {
  private static let shownPlaces = 3

  let check: VulnerabilitiesCheck
  let folder: String
  var judgement: EndpointJudgement

  mutating func judge(_ request: KnownHolesRequest) throws(Unavailable) -> CheckResult {
    let observation = judgement.outcome(of: request)
    let facts = try observation.outcome.get()
    let manifests = facts.inventory.manifests
    for manifest in manifests {
      if case .failure(let reason) = manifest.packages {
        judgement.note(judgement.context.plan.reason(reason, of: manifest.path, in: folder))
      }
    }
    if manifests.count < check.minimumSubjects {
      judgement.note(
        manifests.isEmpty
          ? "no dependency manifest was found"
          : "\(counted(manifests.count, "manifest")) found, at least \(check.minimumSubjects) "
            + "expected")
    }
    // What a manifest asks for counts as the lockfile fixes it.
    let packages = manifests.filter { $0.lockfile == nil }
      .flatMap { (try? $0.packages.get()) ?? [] }.filter(isCounted)
    let gaps = check.scope.gaps(
      in: facts.database, for: packages.map(\.ecosystem), at: judgement.context.now)
    for gap in gaps { judgement.note(gap) }
    noteNameless(packages)
    for package in facts.unversioned where isCounted(package) {
      judgement.note(
        "\(shown(package.location).description): the version of \(package.name) is not fixed, and "
          + "there are advisories for it")
    }
    for hole in facts.holes { judge(hole, at: observation.observedAt) }
    judgement.subjects = packages.count
    for reason in judgement.reasons.dropFirst() {
      judgement.keep("not measured: \(reason)", location: Location(), at: observation.observedAt)
    }
    keep(facts, at: observation.observedAt)
    let scope = "\(counted(packages.count, "package")) in \(counted(manifests.count, "manifest"))"
    if manifests.isEmpty, check.minimumSubjects == 0 {
      return CheckResult(.pass, summary: "there are no dependency manifests")
    }
    return judgement.result(
      passing: "\(scope): no known hole of severity \(check.scope.least.rawValue) or higher",
      nothing: "no package was found")
  }

  /// A bill of materials may name components without a package URL; where they come from, and so which
  /// advisories speak of them, is not known.
  private mutating func noteNameless(_ packages: [Package]) {
    let nameless = Dictionary(grouping: packages.filter(\.ecosystem.isEmpty), by: \.location.path)
    for (_, components) in nameless.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      guard let first = components.first else { continue }
      let names = components.prefix(Self.shownPlaces).map { ValueText.plain($0.name) }
      let rest = components.count - names.count
      judgement.note(
        "\(shown(first.location).description): no advisory can be looked up for "
          + "\(counted(components.count, "component")) without a package URL: "
          + names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
    }
  }

  private func isCounted(_ package: Package) -> Bool {
    check.scope.includesDevelopment || !package.isDevelopment
  }

  private mutating func judge(_ hole: KnownHole, at moment: Instant) {
    let counted = hole.occurrences.filter { isCounted($0.package) }
    guard !counted.isEmpty else { return }
    if hole.kind == .informational, !check.countsInformational {
      return keep("\(hole.label) is a notice", counted, at: moment)
    }
    let isExploited = check.countsExploited && hole.exploitedSince != nil
    guard let counts = isExploited ? true : check.scope.counts(hole) else {
      return judgement.note(
        "no record tells how severe \(hole.name) in \(names(of: counted)) is")
    }
    guard counts else { return keep("\(hole.label) does not count", counted, at: moment) }
    for occurrence in counted {
      guard let doubt = occurrence.doubt else { continue }
      judgement.note(
        "\(shown(occurrence.package.location).description): whether \(occurrence.package.name) "
          + "\(ValueText.plain(occurrence.package.version ?? "")) has \(hole.name) cannot be told: "
          + doubt)
    }
    let certain = counted.filter { $0.doubt == nil }
    guard !certain.isEmpty else { return }
    if check.onlyFixable, !certain.contains(where: { $0.fixed != nil }) {
      return keep("\(hole.label) has no fix yet", certain, at: moment)
    }
    report(hole, certain)
  }

  private mutating func report(_ hole: KnownHole, _ occurrences: [HoleOccurrence]) {
    guard let first = occurrences.first else { return }
    var message = "\(hole.label) in \(names(of: occurrences))"
    if !hole.summary.isEmpty { message += ": \(hole.summary)" }
    let routes = Set(occurrences.map { $0.route.joined(separator: " › ") })
      .filter { $0.contains(" › ") }.sorted()
    if let route = routes.first {
      message += "; through \(route)"
      if routes.count > 1 { message += " and \(routes.count - 1) more" }
    }
    let others = occurrences.dropFirst().map { shown($0.package.location).description }
    if !others.isEmpty {
      message += "; also at \(others.prefix(Self.shownPlaces).joined(separator: ", "))"
      if others.count > Self.shownPlaces {
        message += " and \(others.count - Self.shownPlaces) more"
      }
    }
    let severity = hole.kind == .malicious ? .critical : hole.severity
    judgement.add(
      hole.name, aliases: hole.names, severity: severity, message,
      at: shown(first.package.location),
      identity: Set(occurrences.map { "\($0.package.ecosystem):\($0.package.name)" }).sorted()
        .joined(separator: " "), fix: fix(hole, occurrences))
  }

  private func fix(_ hole: KnownHole, _ occurrences: [HoleOccurrence]) -> String {
    if hole.kind == .malicious {
      return "Remove the package, and take every secret for stolen that it could reach."
    }
    let upgrades = Set(
      occurrences.compactMap { occurrence in
        occurrence.fixed.map { "\(occurrence.package.name) to \($0) or later" }
      }
    ).sorted()
    guard !upgrades.isEmpty else {
      return "No version mends it yet: replace the package, or waive it until there is one."
    }
    return "Upgrade \(upgrades.joined(separator: ", "))."
  }

  private func names(of occurrences: [HoleOccurrence]) -> String {
    var names: [String] = []
    for occurrence in occurrences {
      let name = "\(occurrence.package.name) \(ValueText.plain(occurrence.package.version ?? ""))"
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: ", ")
  }

  private mutating func keep(
    _ text: String, _ occurrences: [HoleOccurrence], at moment: Instant
  ) {
    judgement.keep(
      "\(text): \(names(of: occurrences))",
      location: shown(occurrences.first?.package.location ?? Location()), at: moment)
  }

  private mutating func keep(_ facts: KnownHoles, at moment: Instant) {
    let ages = facts.database.sources.compactMap { source in
      source.asOf.map { "\(source.ecosystem) of \($0.date.description)" }
    }
    judgement.keep(
      "advisories: \(ages.joined(separator: ", "))", location: Location(), at: moment)
    for manifest in facts.inventory.manifests {
      guard case .success(let packages) = manifest.packages else { continue }
      judgement.keep(
        "\(manifest.format): \(counted(packages.count, "package"))",
        location: shown(Location(path: manifest.path)), digest: manifest.digest, at: moment)
    }
  }

  private func shown(_ place: Location) -> Location {
    judgement.context.plan.place(place, in: folder)
  }
}
