import Model

/// One step of a YAML stream.
struct YAMLEvent {
  enum Kind: Equatable {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(String, isPlain: Bool)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
  }

  let kind: Kind
  let anchor: String?
  /// In full, `!!int` as `tag:yaml.org,2002:int`; nil when none was written.
  let tag: String?
  let span: TextSpan
}

/// Why a YAML stream could not be read further.
struct YAMLSyntaxError: Error {
  enum Place {
    case span(TextSpan)
    case byteOffset(Int)
  }

  let problem: String
  /// What was being read, such as a list, and where it begins.
  let context: (description: String, start: TextSpan)?
  let place: Place
}
