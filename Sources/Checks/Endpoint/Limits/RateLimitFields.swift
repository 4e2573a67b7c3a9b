import Model

/// What an answer says about how many requests are allowed.
struct RateLimitFields: Hashable, Sendable {
  /// Requests, and the seconds they are counted over when they are told.
  struct Quota: Hashable, Sendable {
    let requests: Int
    let seconds: Int?
    /// The field it was told in.
    let field: String

    /// Whether no more is allowed than a number of requests in a time.
    ///
    /// - Returns: nil when the field does not tell the time.
    func isWithin(_ limit: Int, per window: Int?) -> Bool? {
      guard let window else { return requests <= limit }
      guard let seconds else { return nil }
      guard seconds > 0, window > 0 else { return false }
      let (mine, isMineLarge) = requests.multipliedReportingOverflow(by: window)
      let (theirs, isTheirsLarge) = limit.multipliedReportingOverflow(by: seconds)
      return isMineLarge ? false : isTheirsLarge || mine <= theirs
    }
  }

  let quotas: [Quota]
  /// Names of fields that could not be read.
  let malformed: [String]

  init(_ response: Response) {
    var quotas: [Quota] = []
    var malformed: [String] = []
    let policy = response.values(of: "ratelimit-policy")
    if !policy.isEmpty {
      let found = Self.policies(policy)
      if found.isEmpty { malformed.append("RateLimit-Policy") }
      quotas += found
    }
    for (name, window) in Self.numbers {
      for value in response.values(of: name) {
        // Older drafts: `100`, and `100, 100;w=60` with the window behind it.
        guard let number = Int(value.prefix { $0.isNumber && $0.isASCII }) else {
          malformed.append(name)
          continue
        }
        let told = window.flatMap { response.values(of: $0).first }.flatMap { Int($0) }
        quotas.append(
          Quota(requests: number, seconds: Self.window(in: value) ?? told, field: name))
      }
    }
    self.quotas = quotas
    self.malformed = malformed
  }

  var isEmpty: Bool { quotas.isEmpty && malformed.isEmpty }

  /// Fields with a number, and the field that tells its window if there is one.
  private static let numbers: [(String, String?)] = [
    ("RateLimit-Limit", nil), ("X-RateLimit-Limit", "X-RateLimit-Window"),
    ("X-Rate-Limit-Limit", "X-Rate-Limit-Window"), ("X-RateLimit-Limit-Minute", nil),
  ]

  /// The draft's `"default";q=100;w=60`, a list of items; a name that is a token is accepted too.
  private static func policies(_ lines: [String]) -> [Quota] {
    guard let members = try? StructuredField.list(lines) else { return [] }
    return members.compactMap { member in
      if case .integer(let requests)? = member.parameters["q"] {
        return Quota(
          requests: requests, seconds: integer(member.parameters["w"]), field: "RateLimit-Policy")
      }
      // Drafts before the eighth: `100;w=60`.
      guard case .integer(let requests)? = member.item?.value else { return nil }
      return Quota(
        requests: requests, seconds: integer(member.parameters["w"]), field: "RateLimit-Policy")
    }
  }

  private static func integer(_ value: StructuredField.BareItem?) -> Int? {
    guard case .integer(let number)? = value else { return nil }
    return number
  }

  private static func window(in value: String) -> Int? {
    guard let members = try? StructuredField.list([value]) else { return nil }
    return members.lazy.compactMap { integer($0.parameters["w"]) }.first
  }
}
