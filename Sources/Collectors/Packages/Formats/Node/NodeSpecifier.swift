import Model

/// What npm takes as the requirement of a dependency.
struct NodeSpecifier {
  enum Kind {
    case range
    case tag
    /// A git repository or an archive behind a URL.
    case remote
    /// A folder or workspace of the same repository.
    case local
  }

  let kind: Kind
  /// The name of the package itself, where `npm:` gives another than the key.
  let name: String
  let range: VersionRange?
  /// Whether it names one commit.
  let isCommit: Bool

  init(_ text: String, of key: String) {
    let text = Self.trimmed(text)
    if text.hasPrefix("npm:") {
      let alias = text.dropFirst(4)
      let at = alias.dropFirst().lastIndex(of: "@")
      let version = at.map { String(alias[alias.index(after: $0)...]) } ?? ""
      self.init(kind: nil, text: version, name: String(at.map { alias[..<$0] } ?? alias))
    } else if let kind = Self.kind(ofPlace: text) {
      self.init(kind: kind, text: text, name: key)
    } else {
      self.init(kind: nil, text: text, name: key)
    }
  }

  private init(kind: Kind?, text: String, name: String) {
    self.name = name
    range = kind == nil ? VersionRange(node: text) : nil
    self.kind = kind ?? (range == nil ? .tag : .range)
    let fragment = text.split(separator: "#", maxSplits: 1).dropFirst().first
    isCommit = kind == .remote && fragment.map { PackageText.isCommit($0) } == true
  }

  /// The version that the archives of a registry carry in their names: `…/-/name-1.2.3.tgz`.
  static func version(ofArchive url: String, of name: String) -> String? {
    let file = url.prefix { $0 != "#" && $0 != "?" }.split(separator: "/").last ?? ""
    let start = (name.split(separator: "/").last.map(String.init) ?? name) + "-"
    guard file.hasPrefix(start), file.hasSuffix(".tgz") else { return nil }
    let version = String(file.dropFirst(start.count).dropLast(4))
    return SemanticVersion(version) == nil ? nil : version
  }

  /// Whether every version will do, prereleases too.
  var allowsEverything: Bool {
    range?.alternatives == [PartialVersion.everything]
  }

  private static func kind(ofPlace text: String) -> Kind? {
    if ["file:", "link:", "workspace:", "portal:", "./", "../", "/", "~/"].contains(
      where: text.hasPrefix)
    {
      return text.hasSuffix(".tgz") || text.hasSuffix(".tar.gz") ? .remote : .local
    }
    // `owner/repository`, `github:owner/repository`, any URL, and the `user@host:path` of ssh.
    return text.contains("/") || text.contains(":") ? .remote : nil
  }

  static func trimmed(_ text: String) -> String {
    guard isSpaced(text.utf8.first) || isSpaced(text.utf8.last) else { return text }
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Whether a byte at an end can be part of a space: all that are no visible ASCII character.
  private static func isSpaced(_ byte: UInt8?) -> Bool {
    byte.map { !(0x21...0x7E).contains($0) } ?? false
  }
}
