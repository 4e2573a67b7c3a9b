import Model

// Which packages must and may not be there.
extension PackagesJudge {
  mutating func judgeRequired(_ reference: PackageReference) {
    let matches = manifests.flatMap { manifest in
      packages(of: manifest).filter(reference.matches).map { (manifest, $0) }
    }
    guard !matches.isEmpty else { return judgeMissing(reference) }
    guard let least = reference.atLeast else { return }
    // go.sum keeps digests of versions that nothing selects any more.
    let fixed = matches.filter { $0.1.version != nil && $0.0.format != "go.sum" }
    if fixed.isEmpty {
      note("the version of \(reference.label) is not fixed by any manifest that was read")
    }
    for (_, package) in fixed { judgeVersion(of: package, atLeast: least) }
  }

  private mutating func judgeVersion(of package: Package, atLeast least: String) {
    let version = package.version ?? ""
    switch PackageNaming.version(version, precedes: least, in: package.ecosystem) {
    case false: return
    case true:
      report(
        "too-old", "\(package.name) is at \(version); expected at least \(least)",
        fix: "Upgrade \(package.name) to \(least) or later.", at: package.location,
        about: identity(of: package))
    case nil:
      note(
        "\(shown(package.location).description): the version \(ValueText.plain(version)) of "
          + "\(package.name) cannot be compared with \(least)")
    }
  }

  private mutating func judgeMissing(_ reference: PackageReference) {
    // Where something was not read, the package may be in there.
    guard !hasGaps(in: reference.ecosystem) else { return }
    let relevant = manifests.filter {
      reference.ecosystem == nil || $0.ecosystem == reference.ecosystem
    }
    if relevant.isEmpty, check.minimumSubjects > 0, manifests.isEmpty { return }
    let all = relevant.flatMap { (try? $0.packages.get()) ?? [] }
    let hint =
      all.contains(where: reference.matches)
      ? "; it is there for development only" : similar(to: reference, among: all)
    let place = relevant.first { !$0.isLockfile } ?? relevant.first ?? manifests.first
    report(
      "missing",
      "\(reference.label) is required, but no manifest"
        + "\(reference.ecosystem.map { " of \($0)" } ?? "") names it\(hint)",
      fix: "Add \(reference.name) to the dependencies.", at: Location(path: place?.path),
      about: reference.label)
  }

  /// A name that a slip of the fingers, or of another kind, may have put in its place.
  private func similar(to reference: PackageReference, among packages: [Package]) -> String {
    let names = Set(packages.map(\.name)).sorted()
    guard let near = NearestName.find(reference.name, among: names),
      let package = packages.first(where: { $0.name == near })
    else { return "" }
    return "; the similar name \(near) is at \(shown(package.location).description)"
  }

  mutating func judgeForbidden(_ reference: PackageReference) {
    for manifest in manifests {
      let matches = packages(of: manifest).filter(reference.matches)
      guard let first = matches.first(where: { $0.isDirect == true }) ?? matches.first else {
        continue
      }
      let versions = Set(matches.compactMap(\.version)).sorted().map { ValueText.plain($0) }
      let named = ([first.name] + [versions.joined(separator: ", ")]).filter { !$0.isEmpty }
      let through = first.isDirect == false ? " (through another package)" : ""
      report(
        "forbidden",
        "\(named.joined(separator: " ")) is forbidden"
          + (reference.reason.map { ": \($0)" } ?? "") + through,
        fix: reference.instead.map { "Use \($0) instead." } ?? "Remove \(first.name).",
        at: first.location, about: identity(of: first))
    }
  }

  func identity(of package: Package) -> String {
    "\(package.ecosystem):\(PackageNaming.key(package.name, in: package.ecosystem))"
  }
}
