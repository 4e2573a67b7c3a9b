/// The name of a container image: `registry/path:tag@digest` (the distribution reference grammar).
package struct ImageReference: Hashable, Sendable {
  /// With the registry if one is written: `ghcr.io/example/app`.
  package let name: String
  package let tag: String?
  /// `sha256:…`.
  package let digest: String?

  package init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let written = parts.first.map(String.init) ?? ""
    digest = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    // A colon before the last slash belongs to a registry's port.
    let slash = written.lastIndex(of: "/") ?? written.startIndex
    if let colon = written[slash...].lastIndex(of: ":") {
      name = String(written[..<colon])
      let after = written[written.index(after: colon)...]
      tag = after.isEmpty ? nil : String(after)
    } else {
      name = written
      tag = nil
    }
  }

  /// The host that the image is pulled from; `docker.io` where none is written.
  package var registry: String {
    guard let slash = name.firstIndex(of: "/") else { return "docker.io" }
    let first = name[..<slash]
    let isHost = first.contains(".") || first.contains(":") || first == "localhost"
    return isHost ? String(first) : "docker.io"
  }

  /// The name with its registry, official images under `library`.
  package var qualifiedName: String {
    if registry != "docker.io" || name.hasPrefix("docker.io/") { return name }
    return "docker.io/" + (name.contains("/") ? name : "library/" + name)
  }
}
