/// What a step or a job uses: an action, a reusable workflow, an image.
package struct ActionReference: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// `owner/name/path@ref`; the path is empty at the top.
    case repository(owner: String, name: String, path: String, ref: String?)
    /// A path in the same repository, without its `./`.
    case local(String)
    /// `docker://image`.
    case image(String)
    /// Decided when it runs.
    case unknown
  }

  /// As written.
  package let text: String
  package let span: TextSpan
  package let source: Source

  package init(_ text: String, at span: TextSpan) {
    self.text = text
    self.span = span
    source = Self.source(of: text)
  }

  /// `owner/name` or `owner/name/path` in lower case, without the reference.
  package var name: String? {
    guard case .repository(let owner, let name, let path, _) = source else { return nil }
    return (path.isEmpty ? "\(owner)/\(name)" : "\(owner)/\(name)/\(path)").lowercased()
  }

  /// Whether it is fixed by the whole name of a commit, or an image by its digest.
  package var isFixed: Bool {
    switch source {
    case .repository(_, _, _, let ref): ref.map(Self.isCommit) ?? false
    case .local: true
    case .image(let image): ImageReference.isFixed(image)
    case .unknown: false
    }
  }

  private static func isCommit(_ text: String) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
  }

  private static func source(of text: String) -> Source {
    if text.contains("${{") || text.contains("<<") { return .unknown }
    if text.hasPrefix("./") { return .local(normalized(text)) }
    if text.hasPrefix("docker://") { return .image(String(text.dropFirst("docker://".count))) }
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = (halves.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }) else { return .unknown }
    return .repository(
      owner: String(parts[0]), name: String(parts[1]),
      path: parts.dropFirst(2).joined(separator: "/"),
      ref: halves.count > 1 ? String(halves[1]) : nil)
  }

  private static func normalized(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

extension ImageReference {
  /// Whether the image is named by its digest.
  package static func isFixed(_ image: String) -> Bool {
    guard let at = image.firstRange(of: "@sha256:") else { return false }
    let digest = image[at.upperBound...].utf8
    return digest.count == 64
      && digest.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The name without registry defaults, tag and digest, in lower case: `aquasec/trivy`.
  package static func name(_ image: String) -> String {
    var name = image.lowercased()[...]
    if let at = name.firstIndex(of: "@") { name = name[..<at] }
    if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") { name = name[..<colon] }
    for prefix in ["docker.io/library/", "docker.io/", "index.docker.io/"]
    where name.hasPrefix(prefix) {
      name = name.dropFirst(prefix.count)
      break
    }
    return String(name)
  }
}
