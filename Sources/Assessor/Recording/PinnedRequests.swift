import Model

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
