import Model

/// Turns the bytes of a structured file into trees of values with their places.
package enum StructuredParser {
  /// The documents of a file.
  ///
  /// A YAML stream may hold several, every other format holds one. A file without content holds
  /// none; whether that is wrong is for the caller to say.
  ///
  /// With `keepsTags`, a tag that is an application's own, such as `!Ref` of CloudFormation, becomes a
  /// mapping with the tag as its only key, instead of an unknown value.
  package static func parse(
    _ bytes: [UInt8], as format: StructuredFilesRequest.Format, path: String,
    limits: ParseLimits = .standard, keepsTags: Bool = false
  ) throws(Diagnostics) -> [Node] {
    let source = try SourceText(bytes, path: path, limits: limits)
    guard !source.bytes.isEmpty else { return [] }
    switch format {
    case .yaml: return try YAMLParser.parse(source, limits: limits, keepsTags: keepsTags)
    case .json: return try JSONParser.parse(source, limits: limits)
    case .toml: return [try TOMLParser.parse(source, limits: limits)]
    case .ini: return [try INIParser.parse(source, limits: limits)]
    case .env: return [try EnvironmentFileParser.parse(source, limits: limits)]
    }
  }

  /// The format that a file's name promises, or nil when it promises none.
  package static func format(ofFileNamed name: String) -> StructuredFilesRequest.Format? {
    let name = name.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if let format = formatsOfWholeNames[name] { return format }
    if name == ".env" || name.hasPrefix(".env.") { return .env }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let ending = parts.last else { return nil }
    return formatsOfEndings[String(ending)]
  }

  private static let formatsOfEndings: [String: StructuredFilesRequest.Format] = [
    "yaml": .yaml, "yml": .yaml, "json": .json, "toml": .toml, "ini": .ini, "cfg": .ini,
    "env": .env,
  ]

  private static let formatsOfWholeNames: [String: StructuredFilesRequest.Format] = [
    "cargo.lock": .toml, "uv.lock": .toml, "poetry.lock": .toml, "pdm.lock": .toml,
    "pipfile": .toml, "pipfile.lock": .json, "composer.lock": .json,
  ]
}
