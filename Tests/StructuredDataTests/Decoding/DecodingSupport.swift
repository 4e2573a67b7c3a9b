import Model
import StructuredData
import Testing

/// Knows one broken pattern, so that the decoder's own part is tested without a pattern engine.
struct OpenGroupPatterns: PatternMatching {
  func firstMatch(of pattern: String, in text: String) -> PatternOutcome { .noMatch }

  func problem(with pattern: String) -> PatternProblem? {
    guard let open = pattern.firstIndex(of: "("), !pattern.contains(")") else { return nil }
    return PatternProblem(
      message: "missing )", offset: pattern[..<open].unicodeScalars.count)
  }
}

struct Decoded {
  let arguments: Arguments?
  let problems: [String]
}

func decode(
  _ yaml: String, _ fields: [Field], targets: [String]? = nil
) throws -> Decoded {
  let documents = try StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "file.yaml")
  let node = try #require(documents.first)
  var decoder = FieldDecoder(path: "file.yaml", patterns: OpenGroupPatterns(), targets: targets)
  let arguments = decoder.decode(node, fields: fields, as: "a thing")
  return Decoded(
    arguments: arguments,
    problems: decoder.diagnostics.map(\.description).map {
      String($0.replacing("file.yaml:", with: "", maxReplacements: 1))
    })
}
