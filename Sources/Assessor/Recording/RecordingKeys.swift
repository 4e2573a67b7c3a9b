import Model

/// Names the requests of a run in its recording, in the order of the plan.
///
/// Requests that differ only in what a recording must not hold, such as the value of a credential, are
/// numbered.
struct RecordingKeys {
  private let root: String
  private var seen: [String: Int] = [:]

  init(root: String) { self.root = root }

  mutating func key(of request: any RecordableRequest) -> String {
    let kind = type(of: request).recordedKind
    let form = request.recordedForm(in: root).serialized(pretty: false)
    let key = "\(kind) \(form)"
    let count = seen[key, default: 0] + 1
    seen[key] = count
    return count == 1 ? key : "\(key) #\(count)"
  }
}
