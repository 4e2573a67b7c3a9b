import Model

// Whether versions are fixed.
extension PackagesJudge {
  mutating func judgeLocking() {
    for manifest in manifests where !manifest.isLockfile {
      guard case .success = manifest.packages else { continue }
      if let lockfile = manifest.lockfile {
        judge(manifest, lockedBy: lockfile)
      } else {
        if check.wantsLockfile { judgeMissingLockfile(of: manifest) }
        if check.wantsPinned { judgePins(of: manifest) }
      }
    }
  }

  /// What a lockfile and its manifests disagree on is fixed by neither.
  private mutating func judge(_ manifest: Manifest, lockedBy path: String) {
    guard let lockfile = manifests.first(where: { $0.path == path }) else {
      return note("\(shown(Location(path: path)).description) was not read")
    }
    guard case .success = lockfile.packages else { return }
    switch lockfile.step {
    case .inStep: return
    case .outOfStep(_, let differences):
      for difference in differences where difference.location.path == manifest.path {
        report(
          "out-of-step", difference.message,
          fix: "Update \(shown(Location(path: path)).description) and commit it with the manifest.",
          at: difference.location, about: difference.message)
      }
    case .missingLockfile, nil:
      // An empty manifest leaves nothing to compare.
      guard !packages(of: manifest).isEmpty else { return }
      note(
        "\(shown(Location(path: path)).description) could not be compared with "
          + shown(Location(path: manifest.path)).description)
    }
  }

  private mutating func judgeMissingLockfile(of manifest: Manifest) {
    guard case .missingLockfile = manifest.step else { return }
    report(
      "missing-lockfile", "\(manifest.format) has dependencies, but no lockfile fixes them",
      fix: "Make the lockfile and commit it beside the manifest.",
      at: Location(path: manifest.path, span: .start), about: manifest.format)
  }

  private mutating func judgePins(of manifest: Manifest) {
    for package in packages(of: manifest) where !package.isPinned {
      let requirement = package.requirement.map { ValueText.plain($0) } ?? ""
      report(
        "unpinned",
        "\(package.name) is required "
          + (requirement.isEmpty ? "in any version" : "as \(requirement)")
          + "; expected an exact version, or a lockfile that fixes it",
        fix: "Require one exact version of \(package.name), or commit a lockfile.",
        at: package.location, about: identity(of: package))
    }
  }
}
