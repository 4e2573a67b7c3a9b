import Model

extension MigrationsRequest: PinnedRequest {
  package static var recordedKind: String { "migrations" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns),
      "migrationRole": .optional(migrationRole), "serverVersion": .string(String(serverVersion)),
      "platform": .optional(platform?.rawValue),
    ])
  }

  package func pins(of facts: DatabaseSchema) -> [RecordingIndex.Pin] {
    facts.digests.sorted { $0.key < $1.key }.map {
      RecordingIndex.Pin(path: $0.key, sha256: $0.value.isEmpty ? nil : $0.value)
    }
  }
}

extension ServerFilesRequest: PinnedRequest {
  package static var recordedKind: String { "server-files" }

  package func recordedForm(in root: String) -> JSONValue {
    .object(["folder": RecordedForm.path(folder, in: root), "patterns": .strings(patterns)])
  }

  package func pins(of facts: ServerFiles) -> [RecordingIndex.Pin] {
    facts.digests.sorted { $0.key < $1.key }.map {
      RecordingIndex.Pin(path: $0.key, sha256: $0.value.isEmpty ? nil : $0.value)
    }
  }
}
