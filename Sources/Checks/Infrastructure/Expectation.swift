import Model

/// What a setting must be.
enum Expectation: Hashable, Sendable {
  case `is`(Bool)
  case atLeast(days: Int)
  case atMost(days: Int)
  /// One of some texts, letter case aside.
  case oneOf([String])
  /// A version of TLS that is no older.
  case minimumTLS(TLSVersion)
  /// Fits one of some globs: `eu-*`.
  case matching([ControlGlob])
  /// Only these ports.
  case ports(Set<Int>)
  /// A moment that is not longer ago.
  case within(TimeSpan)
  case set

  /// Whether it holds; what is absent does not.
  func holds(for setting: Setting, now: Instant) -> Truth {
    switch setting.state {
    case .unknown(let reason): return .unknown(reason: reason)
    case .absent: return .false
    case .known(let value), .defaulted(let value, _):
      return holds(for: value, now: now)
    }
  }

  private func holds(for value: Setting.Value, now: Instant) -> Truth {
    switch (self, value) {
    case (.is(let wanted), .boolean(let value)): return Truth(value == wanted)
    case (.set, _): return .true
    case (.atLeast, .unlimited): return .true
    case (.atMost, .unlimited): return .false
    case (.atLeast(let days), .integer(let value)): return Truth(value >= days)
    case (.atMost(let days), .integer(let value)): return Truth(value <= days)
    case (.oneOf(let words), .text(let text)):
      return Truth(words.contains { $0.lowercased() == text.lowercased() })
    case (.minimumTLS(let minimum), .text(let text)):
      guard text != "0" else { return .false }
      guard let version = TLSVersion(text) else {
        return .unknown(reason: "\(ValueText.quoted(text)) is no version of TLS")
      }
      return Truth(version >= minimum)
    case (.matching(let globs), .text(let text)):
      return Truth(globs.contains { $0.matches(text.lowercased()) })
    case (.ports(let allowed), .text(let text)): return Self.areAllowed(text, allowed)
    case (.within(let span), .text(let text)):
      guard let moment = Instant(text) else {
        return .unknown(reason: "\(ValueText.quoted(text)) is no moment in time")
      }
      return Truth(span.end(from: moment) >= now)
    default: return .unknown(reason: "\(ValueText.plain(value.text)) cannot be judged")
    }
  }

  /// Whether every port of a text such as `443,8000-8080` is allowed.
  private static func areAllowed(_ text: String, _ allowed: Set<Int>) -> Truth {
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0.filter { $0 != " " }) }
      guard let first = ends.first, let low = first, let last = ends.last, let high = last,
        high >= low, high - low <= allowed.count
      else { return .false }
      guard (low...high).allSatisfy({ allowed.contains($0) }) else { return .false }
    }
    return .true
  }

  /// What it asks for, after "expected": `true`, `at least 30 days`.
  var phrase: String {
    switch self {
    case .is(let value): value ? "true" : "false"
    case .atLeast(let days): "at least \(days) day\(days == 1 ? "" : "s")"
    case .atMost(let days): "at most \(days) day\(days == 1 ? "" : "s")"
    case .oneOf(let words): words.joined(separator: " or ")
    case .minimumTLS(let version): "TLS \(version.shortName) or newer"
    case .matching(let globs): globs.map(\.text).joined(separator: " or ")
    case .ports(let ports):
      ports.isEmpty ? "no port" : "only " + ports.sorted().map(String.init).joined(separator: ", ")
    case .within(let span): "not longer ago than \(span.description)"
    case .set: "a value"
    }
  }
}
