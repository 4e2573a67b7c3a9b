import Model
import Systems

extension StructuredFilesRequest: PinnedRequest {
  package static var recordedKind: String { "structured-files" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns),
      "format": .optional(format?.rawValue),
    ])
  }

  package func pins(of facts: StructuredFiles) -> [RecordingIndex.Pin] {
    facts.files.map { RecordingIndex.Pin(path: $0.path, sha256: $0.digest) }
  }
}

extension TextFilesRequest: PinnedRequest {
  package static var recordedKind: String { "text-files" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns),
      "wantsLastChange": .boolean(wantsLastChange),
    ])
  }

  package func pins(of facts: TextFiles) -> [RecordingIndex.Pin] {
    facts.files.map { file in
      let change = try? file.lastChange?.get()
      return RecordingIndex.Pin(path: file.path, sha256: file.digest, commit: change?.commit)
    }
  }
}

extension DocumentRequest: PinnedRequest {
  package static var recordedKind: String { "document" }

  package func recordedForm(in root: String) -> JSONValue {
    .object(["folder": RecordedForm.path(folder, in: root), "path": .string(path)])
  }

  package func pins(of facts: DocumentFile) -> [RecordingIndex.Pin] {
    [RecordingIndex.Pin(path: facts.path, sha256: facts.digest)]
  }
}

extension RegisterRequest: PinnedRequest {
  package static var recordedKind: String { "register" }

  package func recordedForm(in root: String) -> JSONValue {
    .object(["folder": RecordedForm.path(folder, in: root), "name": .string(name)])
  }

  package func pins(of facts: Register) -> [RecordingIndex.Pin] {
    [RecordingIndex.Pin(path: facts.path, sha256: facts.digest)]
  }
}

extension PackagesRequest: PinnedRequest {
  package static var recordedKind: String { "packages" }

  package func recordedForm(in root: String) -> JSONValue {
    .object(["folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns)])
  }

  package func pins(of facts: PackageInventory) -> [RecordingIndex.Pin] {
    facts.manifests.map { RecordingIndex.Pin(path: $0.path, sha256: $0.digest) }
  }
}

extension PipelinesRequest: PinnedRequest {
  package static var recordedKind: String { "pipelines" }

  package func recordedForm(in root: String) -> JSONValue {
    .object(["folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns)])
  }

  package func pins(of facts: Pipelines) -> [RecordingIndex.Pin] {
    facts.digests.sorted { $0.key < $1.key }.map {
      RecordingIndex.Pin(path: $0.key, sha256: $0.value)
    }
      + facts.gaps.map(\.file).filter { facts.digests[$0] == nil }.map {
        RecordingIndex.Pin(path: $0, sha256: nil)
      }
  }
}

/// Of the files that name services, what they name is pinned: the rest of them does not count.
extension VendorSightingsRequest: PinnedRequest {
  package static var recordedKind: String { "vendors" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns),
      "exceptions": .strings(exceptions),
    ])
  }

  package func pins(of facts: VendorSightings) -> [RecordingIndex.Pin] {
    let named = Dictionary(grouping: facts.sightings) { $0.location.path ?? "" }
    let files = named.map { path, sightings in
      let lines = sightings.map {
        "\($0.vendor) \($0.kind.rawValue) \($0.text) \($0.purpose.rawValue) \($0.location.description)"
      }
      return RecordingIndex.Pin(
        path: path, sha256: Digest.sha256(lines.sorted().joined(separator: "\n")))
    }
    return files.sorted { $0.path < $1.path }
      + facts.gaps.map { RecordingIndex.Pin(path: $0, sha256: nil) }
  }
}
