import Model
import StructuredData
import Systems

/// Reads the licences that installed packages name: `node_modules/*/package.json` and
/// `*.dist-info/METADATA`.
///
/// Nothing is installed for it; a folder without installed packages has no statements.
package struct InstalledLicensesCollector: Collector {
  private static let largestFile = 1 << 20
  private static let mostFiles = 50_000
  private static let pythonFolders: Set<String> = [
    ".venv", "venv", "env", "lib", "lib64", "site-packages", "dist-packages",
  ]

  package init() {}

  package func collect(
    _ request: InstalledLicensesRequest, in context: CollectionContext
  ) throws(Unavailable) -> InstalledLicenses {
    // A tree of its own: what is installed is too much to be remembered for the others.
    let tree = FileTree(root: request.folder, largestListing: 1_000_000)
    let paths = try tree.files(where: Self.isStatement, entering: Self.mayHold)
    guard paths.count <= Self.mostFiles else {
      throw Unavailable(
        "\(paths.count) packages are installed; at most \(Self.mostFiles) are read")
    }
    let read = ParallelMap.map(paths, inStretchesOf: 64) { path in
      (try? tree.read(path, limit: Self.largestFile)).flatMap { Self.statement($0, path: path) }
    }
    try context.checkCancellation()
    return InstalledLicenses(
      statements: Dictionary(read.compactMap(\.self), uniquingKeysWith: { first, _ in first }))
  }

  private typealias Entry = (InstalledLicenses.Key, InstalledLicenses.Statement)

  private static func isStatement(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard parts.count >= 3 else { return false }
    if parts.last == "METADATA" { return parts[parts.count - 2].hasSuffix(".dist-info") }
    guard parts.last == "package.json" else { return false }
    return parts[parts.count - 3] == "node_modules"
      || parts.count >= 4 && parts[parts.count - 4] == "node_modules"
        && parts[parts.count - 3].hasPrefix("@")
  }

  /// Inside what is installed only the folders that lead to statements.
  private static func mayHold(_ folder: String) -> Bool {
    let parts = folder.split(separator: "/")
    guard let last = parts.last, last != ".git" else { return false }
    if let modules = parts.lastIndex(of: "node_modules") {
      let below = parts.count - modules - 1
      return below <= 1 || below == 2 && parts[modules + 1].hasPrefix("@")
    }
    if let root = parts.firstIndex(where: { [".venv", "venv", "env"].contains(String($0)) }) {
      let below = parts.count - root - 1
      return below == 0 || pythonFolders.contains(String(last)) || last.hasPrefix("python")
        || last.hasSuffix(".dist-info")
    }
    return !["dist", "target", ".build"].contains(String(last))
  }

  private static func statement(_ bytes: [UInt8], path: String) -> Entry? {
    path.hasSuffix("METADATA") ? python(bytes, path: path) : node(bytes, path: path)
  }

  private static func node(_ bytes: [UInt8], path: String) -> Entry? {
    guard let root = try? StructuredParser.parse(bytes, as: .json, path: path).first,
      let name = root["name"]?.string, let version = root["version"]?.string
    else { return nil }
    let text = root["license"]?.string ?? root["license"]?["type"]?.string
    let list = (root["licenses"]?.elements ?? []).compactMap {
      $0.string ?? $0["type"]?.string
    }
    let texts = text.map { [$0] } ?? list
    guard !texts.isEmpty else { return nil }
    let span = (root.entry("license") ?? root.entry("licenses"))?.keySpan
    return (
      InstalledLicenses.Key(ecosystem: "npm", name: name, version: version),
      InstalledLicenses.Statement(
        texts: texts, isChoice: true, location: Location(path: path, span: span))
    )
  }

  /// The headers of core metadata (PyPA, "Core metadata specifications"): an expression, else the
  /// classifiers, else free text.
  private static func python(_ bytes: [UInt8], path: String) -> Entry? {
    var fields: [String: [String]] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      guard !line.isEmpty else { break }
      guard let colon = line.firstIndex(of: ":"), line.first?.isWhitespace == false else {
        continue
      }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[line[..<colon].lowercased(), default: []].append(String(value))
    }
    guard let name = fields["name"]?.first, let version = fields["version"]?.first else {
      return nil
    }
    let classifiers = (fields["classifier"] ?? []).filter { $0.hasPrefix("License :: ") }
    let texts =
      fields["license-expression"] ?? (classifiers.isEmpty ? fields["license"] : classifiers)
    guard let texts, texts.contains(where: { !$0.isEmpty && $0 != "UNKNOWN" }) else { return nil }
    return (
      InstalledLicenses.Key(ecosystem: "PyPI", name: name, version: version),
      InstalledLicenses.Statement(
        texts: texts, isChoice: false, location: Location(path: path, span: .start))
    )
  }
}
