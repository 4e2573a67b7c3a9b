import CYAML
import Model

/// Reads a YAML text step by step through libyaml.
///
/// Owns the parser and a copy of the text, both freed at the end of its life; no pointer leaves it.
@safe
struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>

  /// A reader for UTF-8 text, or nil when there is no memory for it.
  init?(_ bytes: [UInt8]) {
    // Sound: both allocations belong to this value alone, are filled before use and freed in
    // `deinit` or below; libyaml reads `text` only while the parser lives.
    unsafe parser = .allocate(capacity: 1)
    unsafe text = .allocate(capacity: bytes.count)
    _ = unsafe text.initialize(from: bytes)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      unsafe text.deallocate()
      return nil
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    // Sound: the parser was initialised by `init`, and nothing uses either allocation after this.
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// The next step; after the end of the stream it must not be called again.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    // Sound: libyaml fills the event or fails; it is deleted on every path after it was filled, and
    // its strings are copied before.
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe Self.copy(event)
  }

  private static func copy(_ event: yaml_event_t) -> YAMLEvent {
    // Sound: only the member of the union that the event's type selects is read.
    let start = unsafe event.start_mark
    let end = unsafe event.end_mark
    let span = TextSpan(
      line: number(start.line), column: number(start.column),
      endLine: number(end.line), endColumn: number(end.column))
    var anchor: String?
    var tag: String?
    let kind: YAMLEvent.Kind
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_ALIAS_EVENT: kind = .alias(unsafe string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      unsafe (anchor, tag) = (string(scalar.anchor), string(scalar.tag))
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length))
      kind = .scalar(
        unsafe String(decoding: bytes, as: UTF8.self),
        isPlain: unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.data.sequence_start
      unsafe (anchor, tag) = (string(sequence.anchor), string(sequence.tag))
      kind = .sequenceStart(isFlow: unsafe sequence.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.data.mapping_start
      unsafe (anchor, tag) = (string(mapping.anchor), string(mapping.tag))
      kind = .mappingStart(isFlow: unsafe mapping.style == YAML_FLOW_MAPPING_STYLE)
    default: kind = .streamEnd
    }
    return YAMLEvent(kind: kind, anchor: anchor, tag: tag, span: span)
  }

  private func failure() -> YAMLSyntaxError {
    // Sound: libyaml's messages are constant strings; the parser is alive.
    let state = unsafe parser.pointee
    guard let problem = unsafe state.problem else {
      return YAMLSyntaxError(
        problem: "there is not enough memory to read it", context: nil, place: .span(.start))
    }
    let description = unsafe String(cString: problem)
    if unsafe state.error == YAML_READER_ERROR {
      return YAMLSyntaxError(
        problem: description, context: nil,
        place: .byteOffset(unsafe Int(clamping: state.problem_offset)))
    }
    var context: (String, TextSpan)?
    if let text = unsafe state.context {
      context = unsafe (String(cString: text), Self.point(state.context_mark))
    }
    return YAMLSyntaxError(
      problem: description, context: context,
      place: .span(unsafe Self.point(state.problem_mark)))
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    // Sound: libyaml ends its names with NUL.
    guard let text = unsafe text else { return nil }
    return unsafe String(cString: text)
  }

  private static func point(_ mark: yaml_mark_t) -> TextSpan {
    TextSpan(line: number(mark.line), column: number(mark.column))
  }

  /// libyaml counts lines and columns (in code points) from 0.
  private static func number(_ count: Int) -> Int { count &+ 1 }
}
