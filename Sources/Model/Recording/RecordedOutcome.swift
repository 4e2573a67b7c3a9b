/// An answer, or why there is none, as a recording keeps it.
package struct RecordedOutcome<Value: Codable & Sendable>: Codable, Sendable {
  private let answer: Value?
  private let unavailable: Unavailable?

  package init(_ result: Result<Value, Unavailable>) {
    switch result {
    case .success(let value): (answer, unavailable) = (value, nil)
    case .failure(let reason): (answer, unavailable) = (nil, reason)
    }
  }

  /// What it was; a recording that holds neither is one of nothing.
  package var result: Result<Value, Unavailable> {
    if let answer { return .success(answer) }
    return .failure(unavailable ?? Unavailable("the recording holds no answer"))
  }
}
