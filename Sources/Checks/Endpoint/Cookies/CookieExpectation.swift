import Model

/// What a declared cookie must be.
struct CookieExpectation: Sendable {
  enum Purpose: String, CaseIterable, Sendable {
    case session
    case csrf
    case preference
    case embedded
  }

  static let fields: [Field] = [
    Field(
      "purpose", .choice(Purpose.allCases.map(\.rawValue)), required: true,
      "session (Secure, HttpOnly, SameSite Lax or Strict), csrf (Secure, SameSite Lax or Strict), "
        + "preference (Secure) or embedded (Secure, SameSite None: sent from other sites' pages)."),
    Field("http-only", .boolean, "Whether scripts may not read it; as the purpose has it."),
    Field(
      "same-site", .oneOrMany(.choice(SetCookie.SameSite.allCases.map(\.rawValue))),
      "The values allowed; as the purpose has it."),
    Field(
      "prefix", .choice(SetCookie.Prefix.allCases.map(\.rawValue)),
      "The prefix that its name must carry."),
    Field(
      "partitioned", .boolean, "Whether it must be kept apart for each embedding site (CHIPS)."),
    Field("lifetime", .duration, "How long it may live at most; 0s for the session alone."),
    Field(
      "optional", .boolean, default: "false",
      "Whether the paths may answer without it; else a cookie that is not seen is unmeasured."),
  ]

  /// The name, or a pattern in which `*` stands for anything.
  let pattern: String
  let purpose: Purpose
  let isHTTPOnly: Bool
  let sameSite: Set<SetCookie.SameSite>?
  let prefix: SetCookie.Prefix?
  let isPartitioned: Bool
  /// Seconds.
  let lifetime: Int?
  let isOptional: Bool

  init(_ pattern: String, _ arguments: Arguments) {
    let purpose = arguments.text("purpose").flatMap(Purpose.init(rawValue:)) ?? .preference
    self.pattern = pattern
    self.purpose = purpose
    isHTTPOnly = arguments.boolean("http-only") ?? (purpose == .session)
    let stated = arguments.texts("same-site").compactMap(SetCookie.SameSite.init(rawValue:))
    sameSite = stated.isEmpty ? Self.sameSite(for: purpose) : Set(stated)
    prefix = arguments.text("prefix").flatMap(SetCookie.Prefix.init(rawValue:))
    isPartitioned = arguments.boolean("partitioned") ?? false
    lifetime = arguments.duration("lifetime")?.fixedSeconds
    isOptional = arguments.boolean("optional") ?? false
  }

  private static func sameSite(for purpose: Purpose) -> Set<SetCookie.SameSite>? {
    switch purpose {
    case .session, .csrf: [.lax, .strict]
    case .embedded: [.none]
    case .preference: nil
    }
  }

  func covers(_ name: String) -> Bool {
    guard pattern.contains("*") else { return name == pattern }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let last = parts.last, name.hasPrefix(first) else {
      return false
    }
    var rest = name.dropFirst(first.count)
    guard rest.count >= last.count, rest.hasSuffix(last) else { return false }
    rest = rest.dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.ranges(of: part).first else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
