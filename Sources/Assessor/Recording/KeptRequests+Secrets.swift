import Model

/// A scan's facts hold no secret: each is masked and digested where it is found.
extension SecretScanRequest: KeptRequest {
  package static var recordedKind: String { "secrets" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "repository": RecordedForm.path(repository, in: root), "scope": scope.recordedForm,
      "includesUnreachable": .boolean(includesUnreachable),
      "configuration": RecordedForm.path(settings.configuration, in: root),
      "baseline": RecordedForm.path(settings.baseline, in: root),
      "obeysComments": .boolean(settings.obeysComments),
    ])
  }
}

extension SecretScope {
  fileprivate var recordedForm: JSONValue {
    switch self {
    case .history: .strings(["history"])
    case .since(let revision): .strings(["since", revision])
    case .range(let first, let last): .strings(["range", first, last])
    case .staged: .strings(["staged"])
    case .workTree: .strings(["work tree"])
    case .text: .strings(["text"])
    }
  }
}
