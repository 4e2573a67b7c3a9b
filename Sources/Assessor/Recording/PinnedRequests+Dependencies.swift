import Model
import Systems

/// Of the advisories, what they say of the packages here is pinned: a younger database counts as long
/// as it says the same.
extension KnownHolesRequest: PinnedRequest {
  package static var recordedKind: String { "known-holes" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns),
      "database": RecordedForm.path(database, in: root),
    ])
  }

  package func pins(of facts: KnownHoles) -> [RecordingIndex.Pin] {
    let said = facts.holes.flatMap { hole in
      hole.occurrences.map {
        "\(hole.said) \($0.package.name) \($0.package.version ?? "") \($0.fixed ?? "") "
          + ($0.doubt ?? "")
      }
    }
    let lines = facts.database.said + said + facts.unversioned.map(\.name)
    return facts.inventory.manifests.map { RecordingIndex.Pin(path: $0.path, sha256: $0.digest) }
      + [.said(lines, of: "the advisories")]
  }
}

extension HoleExposuresRequest: PinnedRequest {
  package static var recordedKind: String { "hole-exposures" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns),
      "database": RecordedForm.path(database, in: root),
    ])
  }

  package func pins(of facts: HoleExposures) -> [RecordingIndex.Pin] {
    let said = facts.exposures.map { exposure in
      "\(exposure.hole.said) \(exposure.lockfile) \(exposure.package) "
        + "\(exposure.since.commit) \(exposure.until?.commit ?? "") \(exposure.fixed ?? "") "
        + "\(exposure.fixReleased?.description ?? "") \(exposure.doubt ?? "")"
    }
    return facts.lockfiles.keys.sorted().map {
      RecordingIndex.Pin(path: $0, sha256: nil, commit: facts.lastCommit?.commit)
    } + [.said(facts.database.said + said + facts.gaps, of: "the advisories")]
  }
}

extension InstalledLicensesRequest: PinnedRequest {
  package static var recordedKind: String { "installed-licenses" }

  package func recordedForm(in root: String) -> JSONValue {
    .object(["folder": RecordedForm.path(folder, in: root)])
  }

  package func pins(of facts: InstalledLicenses) -> [RecordingIndex.Pin] {
    let lines = facts.statements.map { key, statement in
      "\(key.ecosystem) \(key.name) \(key.version) \(statement.texts.joined(separator: " "))"
    }
    return [.said(lines, of: "installed packages")]
  }
}

extension RecordingIndex.Pin {
  /// The digest over what something said, whatever the order.
  fileprivate static func said(_ lines: [String], of what: String) -> RecordingIndex.Pin {
    RecordingIndex.Pin(
      path: what, sha256: Digest.sha256(lines.sorted().joined(separator: "\n")))
  }
}

extension AdvisoryDatabaseState {
  fileprivate var said: [String] {
    sources.map { "\($0.ecosystem) \($0.asOf?.description ?? "")" }
  }
}

extension KnownHole {
  fileprivate var said: String {
    "\(name) \(kind.rawValue) \(severity?.rawValue ?? "") \(published?.description ?? "") "
      + "\(exploitedSince?.description ?? "")"
  }
}
