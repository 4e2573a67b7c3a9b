/// A package as ECMA-427 (the purl specification) names it:
/// `pkg:type/namespace/name@version?qualifiers#subpath`.
package struct PackageURL: Hashable, Sendable, CustomStringConvertible {
  private static let longestText = 8_192

  /// `npm`, `maven`: lower case.
  package let type: String
  /// The parts before the name, in order.
  package let namespace: [String]
  package let name: String
  package let version: String?
  package let qualifiers: [String: String]
  package let subpath: [String]

  /// Puts a package URL together, with the spelling that its type demands; nil for a type, a name or
  /// a qualifier that cannot be written.
  package init?(
    type: String, namespace: [String] = [], name: String, version: String? = nil,
    qualifiers: [String: String] = [:], subpath: [String] = []
  ) {
    let type = type.lowercased()
    let rules = PackageURLRules(type: type)
    let namespace = namespace.filter { !$0.isEmpty }.map { rules.spell($0, isName: false) }
    let qualifiers = qualifiers.filter { !$0.value.isEmpty }
    guard Self.isType(type), !name.isEmpty, qualifiers.keys.allSatisfy(Self.isQualifierKey),
      !(namespace + subpath).contains(where: { $0.contains("/") })
    else { return nil }
    self.type = type
    self.namespace = namespace
    self.name = rules.spell(name, isName: true)
    self.version = version.flatMap { $0.isEmpty ? nil : $0 }
    self.qualifiers = qualifiers
    self.subpath = subpath.filter { !["", ".", ".."].contains($0) }
  }

  /// Reads a package URL; nil when this is none.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.longestText, text.prefix(4).lowercased() == "pkg:" else {
      return nil
    }
    var rest = text.dropFirst(4)
    guard let subpath = Self.segments(Self.cut(&rest, behindLast: "#")),
      let qualifiers = Self.qualifiers(Self.cut(&rest, behindLast: "?"))
    else { return nil }
    rest = rest.drop { $0 == "/" }
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    let type = String(rest[..<slash])
    rest = rest[rest.index(after: slash)...]
    var version: String?
    // An `@` that begins a part belongs to a namespace that somebody left unencoded: `@scope/name`.
    if let at = rest.lastIndex(of: "@"), at != rest.startIndex, rest[..<at].last != "/" {
      guard let decoded = PercentEncoding.decode(rest[rest.index(after: at)...]) else { return nil }
      version = decoded
      rest = rest[..<at]
    }
    guard var path = Self.segments(rest), let name = path.popLast() else { return nil }
    self.init(
      type: type, namespace: path, name: name, version: version, qualifiers: qualifiers,
      subpath: subpath)
  }

  /// The canonical form: qualifiers sorted, everything encoded that must be.
  package var description: String {
    var text = "pkg:\(type)/"
    for part in namespace { text += PercentEncoding.encode(part) + "/" }
    text += PercentEncoding.encode(name)
    if let version { text += "@" + PercentEncoding.encode(version) }
    if !qualifiers.isEmpty {
      let pairs = qualifiers.sorted { $0.key < $1.key }
      text +=
        "?" + pairs.map { "\($0.key)=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
    }
    if !subpath.isEmpty {
      text += "#" + subpath.map(PercentEncoding.encode).joined(separator: "/")
    }
    return text
  }

  /// Cuts off and gives what stands behind the last of a mark.
  private static func cut(_ text: inout Substring, behindLast mark: Character) -> Substring {
    guard let place = text.lastIndex(of: mark) else { return "" }
    let behind = text[text.index(after: place)...]
    text = text[..<place]
    return behind
  }

  /// The decoded parts between slashes; nil when one holds a slash of its own or is no text.
  private static func segments(_ text: Substring) -> [String]? {
    var segments: [String] = []
    for part in text.split(separator: "/") {
      guard let decoded = PercentEncoding.decode(part), !decoded.contains("/") else { return nil }
      segments.append(decoded)
    }
    return segments
  }

  private static func qualifiers(_ text: Substring) -> [String: String]? {
    var qualifiers: [String: String] = [:]
    for pair in text.split(separator: "&") {
      guard let equals = pair.firstIndex(of: "=") else { return nil }
      let key = pair[..<equals].lowercased()
      guard let value = PercentEncoding.decode(pair[pair.index(after: equals)...]),
        qualifiers.updateValue(value, forKey: key) == nil
      else { return nil }
    }
    return qualifiers
  }

  private static func isType(_ text: String) -> Bool {
    isQualifierKey(text) && text.utf8.allSatisfy { $0 != 0x5F }
  }

  /// Lower-case letters, digits, dots, hyphens and underscores, of which the first is a letter.
  private static func isQualifierKey(_ text: String) -> Bool {
    text.utf8.first?.isLetter == true
      && text.utf8.allSatisfy {
        $0 == $0.lowercased && ($0.isAlphanumeric || "+.-_".utf8.contains($0))
      }
  }
}
