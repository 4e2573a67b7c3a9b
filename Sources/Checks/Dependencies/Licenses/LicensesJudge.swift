import Model

/// Judges the licences of the packages of one folder.
struct LicensesJudge {
  /// What is known of one package's licence.
  private struct Known {
    let expression: LicenseExpression
    let text: String
    let source: String
  }

  private static let shownPackages = 8

  let check: LicensesCheck
  let folder: String
  var judgement: EndpointJudgement
  private var installed: [InstalledLicenses.Key: InstalledLicenses.Statement] = [:]
  private var counts: [String: Int] = [:]
  private var unknown: [String] = []
  private var reviewed: [String] = []

  init(check: LicensesCheck, folder: String, judgement: EndpointJudgement) {
    self.check = check
    self.folder = folder
    self.judgement = judgement
  }

  mutating func judge() throws(Unavailable) -> CheckResult {
    let request = PackagesRequest(folder: folder, patterns: check.files)
    let observation = judgement.outcome(of: request)
    let inventory = try observation.outcome.get()
    switch judgement.outcome(of: InstalledLicensesRequest(folder: folder)).outcome {
    case .success(let facts): installed = facts.statements
    case .failure(let reason): judgement.note(reason.reason)
    }
    if inventory.manifests.count < check.minimumSubjects {
      judgement.note(
        inventory.manifests.isEmpty
          ? "no dependency manifest was found"
          : "\(counted(inventory.manifests.count, "manifest")) found, at least "
            + "\(check.minimumSubjects) expected")
    }
    var seen: Set<InstalledLicenses.Key> = []
    for manifest in inventory.manifests where manifest.lockfile == nil {
      switch manifest.packages {
      case .failure(let reason):
        judgement.note(judgement.context.plan.reason(reason, of: manifest.path, in: folder))
      case .success(let packages):
        for package in packages where check.includesDevelopment || !package.isDevelopment {
          let key = InstalledLicenses.Key(
            ecosystem: package.ecosystem, name: package.name, version: package.version ?? "")
          if seen.insert(key).inserted { judge(package, key) }
        }
      }
    }
    note(unknown, "no file tells the licence of")
    note(reviewed, "a person has to look at the licence of")
    judgement.subjects = seen.count
    for (license, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      judgement.keep(
        "\(license): \(counted(count, "package"))", location: Location(),
        at: observation.observedAt)
    }
    return judgement.result(
      passing: "the licences of \(counted(seen.count, "package")) are allowed",
      nothing: "no package was found")
  }

  private mutating func judge(_ package: Package, _ key: InstalledLicenses.Key) {
    let label = "\(package.name) \(ValueText.plain(package.version ?? ""))"
    guard let known = known(of: package, key) else {
      counts["not known", default: 0] += 1
      return unknown.append(label)
    }
    counts[known.expression.description, default: 0] += 1
    switch check.policy.verdict(on: known.expression) {
    case .allowed: return
    case .denied: report(package, label, known, "is denied")
    case .unknown:
      if case .unknown = known.expression {
        return unknown.append("\(label) (\(ValueText.plain(known.text)))")
      }
      let named = known.expression.terms.map(\.identifier)
      let isReviewed = check.policy.review.contains { named.contains($0.identifier) }
      if check.hasAllowed, !isReviewed {
        report(package, label, known, "is not among those that are allowed")
      } else {
        reviewed.append("\(label) (\(known.expression.description))")
      }
    }
  }

  private func known(of package: Package, _ key: InstalledLicenses.Key) -> Known? {
    if let override = check.overrides.first(where: { $0.package.matches(package) }) {
      return Known(
        expression: override.license, text: override.license.description,
        source: "an override: \(override.reason)")
    }
    if let text = package.license, !text.isEmpty {
      return Known(
        expression: LicenseExpression(reading: text), text: text, source: "the file itself")
    }
    guard let statement = installed[key] else { return nil }
    let expression =
      statement.isChoice
      ? LicenseExpression(anyOf: statement.texts) : LicenseExpression(oneOrAllOf: statement.texts)
    return Known(
      expression: expression, text: statement.texts.joined(separator: ", "),
      source: shown(statement.location).description)
  }

  private mutating func report(
    _ package: Package, _ label: String, _ known: Known, _ why: String
  ) {
    judgement.add(
      "not-allowed",
      "\(label) is licensed under \(known.expression.description), which \(why) (as told by "
        + "\(known.source))", at: shown(package.location),
      identity: "\(package.ecosystem):\(package.name) \(known.expression.description)",
      fix: "Replace \(package.name), or have the use accepted with a waiver.")
  }

  private mutating func note(_ packages: [String], _ what: String) {
    guard !packages.isEmpty else { return }
    let shown = packages.prefix(Self.shownPackages).joined(separator: ", ")
    let more = packages.count - Self.shownPackages
    let text = "\(what) \(shown)" + (more > 0 ? " and \(more) more" : "")
    switch check.unknown {
    case .unmeasured: judgement.note(text)
    case .ignore:
      judgement.keep(text, location: Location(), at: judgement.context.now)
    case .fail:
      judgement.add("unknown", text, at: Location(path: folder), identity: what)
    }
  }

  private func shown(_ place: Location) -> Location {
    judgement.context.plan.place(place, in: folder)
  }
}
