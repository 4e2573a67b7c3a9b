/// One setting of a piece of infrastructure, with what is known of it and where that stands.
package struct Setting: Hashable, Sendable {
  /// What is known; a value that is set, one that only the provider knows, one that is not set, and one
  /// that the provider gives by itself are four different things.
  package enum State: Hashable, Sendable {
    case known(Value)
    case unknown(reason: String)
    case absent
    case defaulted(Value, ProviderDefault)
  }

  package enum Value: Hashable, Sendable {
    case boolean(Bool)
    case integer(Int)
    case text(String)
    /// A number without an end, such as a log that is kept for ever.
    case unlimited

    /// The value as a reader would write it.
    package var text: String {
      switch self {
      case .boolean(let value): value ? "true" : "false"
      case .integer(let value): String(value)
      case .text(let value): value
      case .unlimited: "without end"
      }
    }
  }

  package let state: State
  /// The attribute in the words of its source: `storage_encrypted`.
  package let attribute: String
  /// The value as it is written, where the normal form has another one for it: `*`, `TLSv1_2016`.
  package let written: String?
  /// The place of the value, or of what it should stand in.
  package let location: Location

  package init(
    _ state: State, attribute: String, written: String? = nil, at location: Location
  ) {
    self.state = state
    self.attribute = attribute
    self.written = written
    self.location = location
  }

  /// The value, whether it is written or a provider's default.
  package var value: Value? {
    switch state {
    case .known(let value), .defaulted(let value, _): value
    case .unknown, .absent: nil
    }
  }

  package var boolean: Bool? {
    guard case .boolean(let value) = value else { return nil }
    return value
  }

  package var text: String? {
    guard case .text(let value) = value else { return nil }
    return value
  }

  /// The value as it is written, or else as the normal form has it.
  package var shownValue: String? { written ?? value?.text }

  package var isUnknown: Bool {
    guard case .unknown = state else { return false }
    return true
  }

  package var isAbsent: Bool { state == .absent }
}

/// What a provider does when nothing is written.
package struct ProviderDefault: Hashable, Sendable {
  /// Since when; nil when it was never otherwise.
  package let since: CalendarDate?
  /// What the provider says, in one clause.
  package let reason: String

  package init(since: CalendarDate? = nil, reason: String) {
    self.since = since
    self.reason = reason
  }

  /// The clause with its date: `Amazon S3 encrypts every new object, since 2023-01-05`.
  package var description: String {
    since.map { "\(reason), since \($0.description)" } ?? reason
  }
}
