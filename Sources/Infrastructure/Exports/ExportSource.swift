import Model
import StructuredData

/// What other systems exported: the answers of the providers' commands in JSON, and Amazon's report
/// of credentials in CSV.
///
/// A file is told by its shape, not by its name. An answer that is an error is a gap, since what was
/// asked for is not known.
package struct ExportSource: ConfigurationSource {
  private static let shapes = AmazonExports.shapes + OtherExports.shapes
  /// How far into a file its marks are looked for; answers say early what they are.
  private static let headBytes = 64 << 10
  private static let mostResources = 100_000
  private static let limits = ParseLimits(maximumBytes: 128 << 20, maximumNodes: 10_000_000)

  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var reading = DocumentReading()
    for path in files.paths where !TreePath.isForeign(path) {
      let name = path.lowercased()
      if name.hasSuffix(".json") {
        guard let bytes = try? files.bytes(of: path) else { continue }
        readAnswer(bytes, path: path, into: &reading)
      } else if name.hasSuffix(".csv") {
        guard let bytes = try? files.bytes(of: path), CredentialReport.isOne(bytes) else {
          continue
        }
        CredentialReport.read(bytes, path: path, into: &reading)
      }
    }
    return reading.found
  }

  private func readAnswer(_ bytes: [UInt8], path: String, into reading: inout DocumentReading) {
    if let refusal = RefusedAnswer(text: bytes) {
      return add(refusal, path: path, into: &reading)
    }
    let couldBeRefusal = RefusedAnswer.couldBe(bytes)
    let head = Array(bytes.prefix(Self.headBytes))
    let shapes = Self.shapes.filter { ByteSearch.contains(head, $0.mark) }
    guard !shapes.isEmpty || couldBeRefusal else { return }
    let root: Node
    do throws(Diagnostics) {
      guard
        let first = try StructuredParser.parse(
          bytes, as: .json, path: path, limits: Self.limits
        ).first
      else { return }
      root = first
    } catch {
      // What cannot be parsed may be anything; only what looks like an answer is missed.
      if !shapes.isEmpty {
        let first = error.list.first
        reading.note(
          first?.message ?? "the file cannot be parsed", in: path, at: first?.location.span)
      }
      return
    }
    // Plans, states and templates are other sources' files.
    guard root["terraform_version"] == nil, root["Resources"] == nil else { return }
    if let refusal = RefusedAnswer(root) { return add(refusal, path: path, into: &reading) }
    var isKnown = false
    for shape in shapes {
      guard let found = shape.read(root) else { continue }
      isKnown = true
      for (position, member) in found.enumerated() {
        guard reading.found.resources.count < Self.mostResources else {
          return reading.note("there are too many things in the exports", in: path)
        }
        add(member, at: position, of: found.count, path: path, into: &reading)
      }
    }
    if isKnown, let next = Self.nextPage(root) {
      reading.note("the export is one page of several", in: path, at: next.span)
    }
  }

  private static func nextPage(_ root: Node) -> Node? {
    for key in ["NextToken", "nextToken", "Marker", "NextMarker", "nextPageToken"] {
      if let token = root[key], token.string?.isEmpty == false { return token }
    }
    return nil
  }

  private func add(
    _ found: ExportShape.Found, at position: Int, of count: Int, path: String,
    into reading: inout DocumentReading
  ) {
    let stem = Self.stem(path)
    let suffix = count == 1 ? "" : "[\(position)]"
    var resource = ConfiguredResource(
      layer: .export, dialect: .export, kind: found.kind, address: stem + suffix, file: path,
      span: TextSpan(line: found.node.span.line, column: found.node.span.column),
      attributes: found.node)
    if let name = ObjectNames.names(of: resource).first {
      resource = ConfiguredResource(
        layer: .export, dialect: .export, kind: found.kind, address: name, file: path,
        span: resource.span, attributes: found.node)
    }
    reading.found.resources.append(resource)
  }

  /// The file's name up to the first dot, by which an answer that names nothing is told.
  static func stem(_ path: String) -> String {
    TreePath.name(of: path).split(separator: ".").first.map(String.init) ?? path
  }

  private func add(_ refusal: RefusedAnswer, path: String, into reading: inout DocumentReading) {
    guard let kind = refusal.answeredKind, let attributes = refusal.attributes else {
      return reading.note(refusal.reason, in: path, at: refusal.span)
    }
    reading.found.resources.append(
      ConfiguredResource(
        layer: .export, dialect: .export, kind: kind, address: Self.stem(path), file: path,
        span: refusal.span, attributes: attributes))
  }
}
