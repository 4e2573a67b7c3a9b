/// Tags and values as DMARC and TLS reports write them: `v=DMARC1; p=reject` (RFC 9989 section 4.7,
/// RFC 8460 section 3).
package struct TagList: Hashable, Sendable {
  package let tags: [String: String]

  /// Reads a text whose first tag is `v` with that value; nil for any other.
  package init?(_ text: String, version: String) {
    var tags: [String: String] = [:]
    for (index, part) in text.split(separator: ";").enumerated() {
      guard let mark = part.firstIndex(of: "=") else {
        if part.allSatisfy(\.isWhitespace) { continue }
        return nil
      }
      let name = part[..<mark].filter { !$0.isWhitespace }.lowercased()
      let value = part[part.index(after: mark)...].drop(while: \.isWhitespace)
      let trimmed = String(value.reversed().drop(while: \.isWhitespace).reversed())
      guard index > 0 || (name == "v" && trimmed == version) else { return nil }
      // The first of several decides, as most receivers have it.
      if tags[name] == nil { tags[name] = trimmed }
    }
    guard tags["v"] == version else { return nil }
    self.tags = tags
  }
}
