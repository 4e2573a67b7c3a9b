import Model
import StructuredData

/// Reads the one mapping that a JSON or TOML manifest is.
enum ManifestTree {
  static let limits = ParseLimits(
    maximumBytes: PackageLimits.largestFile, maximumDepth: 200, maximumNodes: 4_000_000)

  static func read(
    _ bytes: [UInt8], as format: StructuredFilesRequest.Format, path: String
  ) throws(Diagnostics) -> Node {
    let documents = try StructuredParser.parse(bytes, as: format, path: path, limits: limits)
    guard let root = documents.first else {
      throw Diagnostics("the file is empty", path: path, at: .start)
    }
    return try mapping(root, path: path)
  }

  /// The mappings of a YAML lockfile, one for each of its documents.
  static func readYAML(_ bytes: [UInt8], path: String) throws(Diagnostics) -> [Node] {
    guard bytes.count <= limits.maximumBytes else {
      throw Diagnostics("the file has \(bytes.count) bytes", path: path, at: .start)
    }
    if let root = PlainYAML.read(bytes) { return [try mapping(root, path: path)] }
    let documents = try StructuredParser.parse(bytes, as: .yaml, path: path, limits: limits)
    guard !documents.isEmpty else {
      throw Diagnostics("the file is empty", path: path, at: .start)
    }
    var roots: [Node] = []
    for document in documents { roots.append(try mapping(document, path: path)) }
    return roots
  }

  private static func mapping(_ root: Node, path: String) throws(Diagnostics) -> Node {
    guard root.entries != nil else {
      throw Diagnostics("expected a mapping, found \(root.kindName)", path: path, at: root.span)
    }
    return root
  }
}

/// How much is taken from files that anybody may have written.
enum PackageLimits {
  static let largestFile = 32 << 20
  static let mostPackages = 500_000
  static let mostFiles = 10_000
  static let longestName = 256
  static let longestVersion = 256
  static let longestRequirement = 4_096
  static let longestLicense = 2_048
  static let longestIntegrity = 1_024
}

extension Diagnostics {
  init(_ message: String, path: String, at span: TextSpan, suggestion: String? = nil) {
    self.init([
      Diagnostic(message, at: Location(path: path, span: span), suggestion: suggestion)
    ])
  }
}
