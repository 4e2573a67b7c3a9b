/// One cookie as a Set-Cookie header sets it (RFC 6265bis section 5.6, and what browsers add).
struct SetCookie: Hashable, Sendable {
  enum SameSite: String, CaseIterable, Sendable {
    case strict
    case lax
    case none
  }

  /// A prefix of the name that browsers hold the cookie to (RFC 6265bis section 4.1.3).
  enum Prefix: String, CaseIterable, Sendable {
    case hostHTTP = "__Host-Http-"
    case host = "__Host-"
    case secure = "__Secure-"
    case http = "__Http-"
  }

  let name: String
  /// How long the value is: the value itself may be a credential, and is not kept.
  let valueLength: Int
  /// In lower case, without a leading dot; nil for a cookie of the host alone.
  let domain: String?
  let path: String?
  let isSecure: Bool
  let isHTTPOnly: Bool
  let isPartitioned: Bool
  /// Nil when the attribute is left out or its value is none that browsers know.
  let sameSite: SameSite?
  /// The value of `SameSite` as sent, when browsers do not know it.
  let unknownSameSite: String?
  /// Seconds; `Max-Age` goes before `Expires`.
  let maxAge: Int?
  /// As sent; nil when there is none.
  let expires: String?

  private static let longest = 4_096

  /// Nil when browsers would ignore the whole line.
  init?(_ line: String) {
    guard !line.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else { return nil }
    let parts = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    let pair = parts[0]
    let equals = pair.firstIndex(of: "=")
    let name = (equals.map { String(pair[..<$0]) } ?? "").trimmingWhitespace
    let value = (equals.map { String(pair[pair.index(after: $0)...]) } ?? pair).trimmingWhitespace
    guard !(name.isEmpty && value.isEmpty), name.utf8.count + value.utf8.count <= Self.longest
    else { return nil }
    let attributes = Self.attributes(parts.dropFirst())
    self.name = name
    valueLength = value.utf8.count
    domain = attributes["domain"].flatMap { text in
      let bare = text.hasPrefix(".") ? String(text.dropFirst()) : text
      return bare.isEmpty ? nil : bare.lowercased()
    }
    path = attributes["path"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    isSecure = attributes["secure"] != nil
    isHTTPOnly = attributes["httponly"] != nil
    isPartitioned = attributes["partitioned"] != nil
    let written = attributes["samesite"]
    sameSite = written.flatMap { SameSite(rawValue: $0.lowercased()) }
    unknownSameSite = sameSite == nil ? written : nil
    maxAge = attributes["max-age"].flatMap(Self.seconds)
    expires = attributes["expires"]
  }

  /// The prefix that the name carries, in any letters: browsers compare without regard to case.
  var prefix: Prefix? {
    let lowered = name.lowercased()
    return Prefix.allCases.first { lowered.hasPrefix($0.rawValue.lowercased()) }
  }

  /// Why browsers refuse the cookie for the promise that its name makes.
  var brokenPrefix: String? {
    guard let prefix else { return nil }
    if !isSecure { return "\(prefix.rawValue) needs Secure" }
    if [.hostHTTP, .http].contains(prefix), !isHTTPOnly {
      return "\(prefix.rawValue) needs HttpOnly"
    }
    guard [.hostHTTP, .host].contains(prefix) else { return nil }
    if domain != nil { return "\(prefix.rawValue) allows no Domain" }
    return path == "/" ? nil : "\(prefix.rawValue) needs Path=/"
  }

  /// Whether the line only takes a cookie away.
  func isRemoval(now: Int) -> Bool {
    if let maxAge { return maxAge <= 0 }
    return (expires.flatMap(CookieDate.seconds)).map { $0 <= now } ?? false
  }

  /// Seconds from now until the cookie ends, or nil for a cookie of the session.
  func lifetime(now: Int) -> Int? {
    maxAge ?? expires.flatMap(CookieDate.seconds).map { $0 - now }
  }

  /// Of a repeated attribute the last counts.
  private static func attributes(_ parts: ArraySlice<String>) -> [String: String] {
    var attributes: [String: String] = [:]
    for part in parts {
      let key = part.prefix { $0 != "=" }
      let value = part.dropFirst(key.count).dropFirst()
      attributes[String(key).trimmingWhitespace.lowercased()] = String(value).trimmingWhitespace
    }
    return attributes
  }

  private static func seconds(_ text: String) -> Int? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    if text.hasPrefix("-") { return 0 }
    return min(Int(text) ?? 1 << 40, 1 << 40)
  }
}
