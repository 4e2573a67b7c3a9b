import Model
import StructuredData
import Systems

/// Reads a register from `name.yaml`, `name.yml` or `name.csv`.
///
/// In YAML it is a list of mappings, or a mapping in which one key holds that list.
package struct RegisterCollector: Collector {
  private static let endings = ["yaml", "yml", "csv"]

  package init() {}

  package func collect(_ request: RegisterRequest, in context: CollectionContext)
    throws(Unavailable) -> Register
  {
    let tree = context.trees.tree(at: request.folder)
    let path = try Self.path(of: request.name, in: tree)
    let rows: [Node]
    let digest: String
    if path.hasSuffix(".csv") {
      let bytes = try tree.read(path)
      digest = Digest.sha256(bytes)
      rows = try ParsedFile.result { () throws(Diagnostics) in
        try CSVParser.parse(bytes, path: path)
      }.get()
    } else {
      let file = context.parsedFiles.file(at: path, as: .yaml, in: tree)
      rows = try Self.rows(of: try file.documents.get(), path: path)
      digest = file.digest ?? ""
    }
    return Register(
      path: path, digest: digest, records: try Self.records(rows, path: path),
      fields: Set(rows.flatMap { $0.entries ?? [] }.map(\.key)).sorted())
  }

  /// The one file of that name.
  private static func path(of name: String, in tree: FileTree) throws(Unavailable) -> String {
    var found: [String] = []
    for ending in endings where try tree.contains("\(name).\(ending)") {
      found.append("\(name).\(ending)")
    }
    if found.count > 1 {
      throw Unavailable("the register \(name) is ambiguous: " + found.joined(separator: " and "))
    }
    if let path = found.first { return path }
    let patterns = try PatternList.parse(["*.{yaml,yml,csv}"])
    let names = try tree.files(matching: patterns).map { path in
      String(path[..<(path.lastIndex(of: ".") ?? path.endIndex)])
    }
    let nearest = NearestName.find(name, among: names).map { "; did you mean \($0)?" } ?? ""
    throw Unavailable(
      "there is no register \(name) (expected \(name).yaml, .yml or .csv)\(nearest)")
  }

  private static func rows(of documents: [Node], path: String) throws(Unavailable) -> [Node] {
    guard documents.count == 1, let root = documents.first else {
      let count = documents.isEmpty ? "no document" : "\(documents.count) documents"
      throw Unavailable("\(path) holds \(count); expected one list of records")
    }
    if let elements = root.elements { return elements }
    let lists = (root.entries ?? []).compactMap(\.value.elements)
    guard lists.count == 1, let rows = lists.first else {
      let found = root.entries == nil ? root.kindName : "a mapping with \(lists.count) lists"
      throw Unavailable("\(path) holds \(found); expected one list of records")
    }
    return rows
  }

  private static func records(_ rows: [Node], path: String) throws(Unavailable) -> [Record] {
    for row in rows where row.entries == nil {
      let place = Location(path: path, span: row.span).description
      throw Unavailable("\(place): a record is \(row.kindName); expected a mapping")
    }
    return rows.map(Record.init)
  }
}
