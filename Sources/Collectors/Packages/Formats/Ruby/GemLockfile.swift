import Model

/// `Gemfile.lock` and `gems.locked`.
package struct GemLockfile: ManifestFormat {
  package static let name = "Gemfile.lock"
  package static let ecosystem = "RubyGems"
  package static let fileNames = ["Gemfile.lock", "gems.locked"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    var reader = GemLockReader(path: path)
    return ManifestContents(packages: try reader.read(try LogicalLines.text(of: bytes, path: path)))
  }
}

/// Reads the sections of a `Gemfile.lock` by their indents.
struct GemLockReader {
  private struct Gem {
    let name: String
    let version: String
    let span: TextSpan
    let source: String?
    let isOwn: Bool
    var dependencies: [String] = []
  }

  private let path: String
  private var section = ""
  private var remote: String?
  private var revision: String?
  private var gems: [Gem] = []
  private var direct: Set<String> = []
  private var digests: [String: String] = [:]

  init(path: String) { self.path = path }

  mutating func read(_ text: Substring) throws(Diagnostics) -> [Package] {
    for (index, line) in try LogicalLines.physical(text, path: path).enumerated() {
      let content = line.drop { $0 == " " }
      guard !content.isEmpty else { continue }
      let indent = line.utf8.count - content.utf8.count
      let span = TextSpan(
        line: index + 1, column: indent + 1, endLine: index + 1,
        endColumn: indent + 1 + content.unicodeScalars.count)
      try read(content, indent: indent, at: span)
    }
    return try packages()
  }

  private mutating func read(
    _ content: Substring, indent: Int, at span: TextSpan
  ) throws(Diagnostics) {
    if indent == 0 {
      guard content.allSatisfy({ $0.isUppercase || $0 == " " }) else {
        throw Diagnostics("this is no section of a lockfile", path: path, at: span)
      }
      (section, remote, revision) = (String(content), nil, nil)
      return
    }
    switch (section, indent) {
    case ("GEM", 2), ("GIT", 2), ("PATH", 2), ("PLUGIN SOURCE", 2):
      if content.hasPrefix("remote: ") { remote = String(content.dropFirst(8)) }
      if content.hasPrefix("revision: ") { revision = String(content.dropFirst(10)) }
    case ("GEM", 4), ("GIT", 4), ("PATH", 4), ("PLUGIN SOURCE", 4):
      guard let (name, version) = Self.gem(content), let version else {
        throw Diagnostics("expected a gem and its version", path: path, at: span)
      }
      gems.append(
        Gem(
          name: name, version: version, span: span,
          source: section == "GEM" ? remote : remote.map { $0 + (revision.map { "#" + $0 } ?? "") },
          isOwn: section == "PATH"))
    case ("GEM", 6), ("GIT", 6), ("PATH", 6), ("PLUGIN SOURCE", 6):
      guard let last = gems.indices.last, let (name, _) = Self.gem(content) else {
        throw Diagnostics("expected what the gem above it needs", path: path, at: span)
      }
      gems[last].dependencies.append(name)
    case ("DEPENDENCIES", 2):
      if let (name, _) = Self.gem(content) { direct.insert(name) }
    case ("CHECKSUMS", 2): readDigest(content)
    default: return
    }
  }

  /// Reads `name (1.0) sha256=…`.
  private mutating func readDigest(_ content: Substring) {
    guard let close = content.firstIndex(of: ")"), let (name, version) = Self.gem(content[...close])
    else { return }
    let words = content[content.index(after: close)...].split(separator: " ")
    digests["\(name)@\(version ?? "")"] = words.first.map { String($0).replacing("=", with: ":") }
  }

  /// `name`, `name!`, `name (1.0)`, `name (1.0-x86_64-linux)` and `name (~> 1.0)`.
  private static func gem(_ content: Substring) -> (name: String, version: String?)? {
    let name = content.prefix { $0 != " " && $0 != "!" }
    guard !name.isEmpty else { return nil }
    guard let open = content.firstIndex(of: "("), let close = content.lastIndex(of: ")"),
      open < close
    else { return (String(name), nil) }
    // No version holds a dash; what follows one is the platform.
    let version = content[content.index(after: open)..<close].prefix { $0 != "-" }
    return (String(name), String(version))
  }

  /// One package for each version: those of several platforms are one.
  private func packages() throws(Diagnostics) -> [Package] {
    let maker = PackageMaker(ecosystem: GemLockfile.ecosystem, path: path)
    var names = PackageNames()
    var seen: Set<String> = []
    let distinct = gems.filter { !$0.isOwn && seen.insert("\($0.name)@\($0.version)").inserted }
    for gem in distinct {
      names.add(gem.name, version: gem.version, key: "\(gem.name)@\(gem.version)")
    }
    // What a gem of the repository needs is asked for by the repository.
    let asked = direct.union(gems.filter(\.isOwn).flatMap(\.dependencies))
    var packages: [Package] = []
    for gem in distinct {
      let key = "\(gem.name)@\(gem.version)"
      packages.append(
        try maker.locked(
          gem.name, gem.version, at: gem.span, isDirect: asked.contains(gem.name), key: key,
          dependencies: gem.dependencies.flatMap { names.keys(of: $0) },
          origin: PackageMaker.Origin(integrity: digests[key], source: gem.source)))
    }
    return packages
  }
}
