import Model
import StructuredData

/// A live endpoint as a command line names it, under the same rules as in a posture file.
package struct EndpointTarget {
  package var paths: [String] = []
  /// `Name: value`, in which $NAME is taken from the environment.
  package var headers: [String] = []
  package var certificateAuthority: String?
  package var resolve: [String] = []
  package var proxy: String?

  package init() {}

  /// Reads a URL, whose path is the first that is asked for.
  ///
  /// - Throws: everything that is wrong with it.
  package func target(
    named name: String, url: String, root: String, environment: [String: String],
    patterns: any PatternMatching
  ) throws(Diagnostics) -> Target {
    let (origin, path) = Self.split(url)
    var decoder = FieldDecoder(path: "the command line", patterns: patterns)
    let first = path.isEmpty ? [] : [path]
    let asked = first + paths.filter { !first.contains($0) }
    var values: [String: Node] = ["url": Self.text(origin)]
    if !asked.isEmpty { values["paths"] = Self.list(asked) }
    if !resolve.isEmpty { values["resolve"] = Self.list(resolve) }
    values["proxy"] = proxy.map(Self.text)
    values["certificate-authority"] = certificateAuthority.map(Self.text)
    values["headers"] = headerMapping(&decoder)
    let reader = EndpointReader(root: root, environment: environment)
    let resolved = reader.endpoint(
      origin, Arguments(path: decoder.path, span: .start, values: values), &decoder)
    guard decoder.diagnostics.isEmpty else { throw Diagnostics(decoder.diagnostics) }
    return Target(name: name, kind: resolved.kind, label: resolved.label, location: Location())
  }

  private func headerMapping(_ decoder: inout FieldDecoder) -> Node? {
    guard !headers.isEmpty else { return nil }
    let entries = headers.compactMap { line -> Node.Entry? in
      guard let colon = line.firstIndex(of: ":") else {
        decoder.report("a header is \"Name: value\"", at: .start)
        return nil
      }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return Node.Entry(
        key: String(line[..<colon]), keySpan: .start, value: Self.text(String(value)))
    }
    return Node(.mapping(entries), at: .start)
  }

  /// Scheme, host and port; and the rest without its fragment.
  private static func split(_ url: String) -> (origin: String, path: String) {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else {
      return (url, "")
    }
    let start = url.index(colon, offsetBy: 3)
    let authority = url[start...].prefix { !["/", "?", "#"].contains($0) }
    let rest = url[authority.endIndex...].prefix { $0 != "#" }
    let path = rest.isEmpty || rest.hasPrefix("/") ? String(rest) : "/" + rest
    return (String(url[..<authority.endIndex]), path)
  }

  private static func text(_ text: String) -> Node { Node(.string(text), at: .start) }

  private static func list(_ texts: [String]) -> Node {
    Node(.sequence(texts.map(text)), at: .start)
  }
}
