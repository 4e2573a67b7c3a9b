import Model
import StructuredData

/// Puts parameters into texts and values, and reports those that are not known.
enum ParameterExpansion {
  /// A text for people; nil after an error, which was reported.
  static func sentence(
    _ node: Node, in scope: inout ParameterScope, decoder: inout FieldDecoder
  ) -> String? {
    guard let text = node.scalarText else { return nil }
    guard let template = Template(text) else { return text }
    return fill(template, of: node, in: &scope, decoder: &decoder, with: ParameterText.published)
  }

  /// The value with parameters put into every text inside it.
  ///
  /// A text that is nothing but a parameter takes its value with its type. Where an error was
  /// reported, `FieldDecoder.alreadyReported` stands.
  static func value(
    _ node: Node, in scope: inout ParameterScope, decoder: inout FieldDecoder
  ) -> Node {
    switch node.content {
    case .string(let text):
      guard let template = Template(text) else { return node }
      return scalar(template, of: node, in: &scope, decoder: &decoder)
    case .sequence(let elements):
      var values: [Node] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(value(element, in: &scope, decoder: &decoder)) }
      return Node(.sequence(values), at: node.span)
    case .mapping(let entries):
      var values: [Node.Entry] = []
      values.reserveCapacity(entries.count)
      for entry in entries {
        let value = value(entry.value, in: &scope, decoder: &decoder)
        values.append(Node.Entry(key: entry.key, keySpan: entry.keySpan, value: value))
      }
      return Node(.mapping(values), at: node.span)
    case .null, .boolean, .integer, .number, .unknown: return node
    }
  }

  private static func scalar(
    _ template: Template, of node: Node, in scope: inout ParameterScope,
    decoder: inout FieldDecoder
  ) -> Node {
    if let name = template.onlyParameter {
      if let value = scope.value(of: name) { return moved(value, to: node.span) }
      reportUndefined(name, at: 0, of: node, in: &scope, decoder: &decoder)
      return Node(FieldDecoder.alreadyReported, at: node.span)
    }
    let text = fill(template, of: node, in: &scope, decoder: &decoder, with: ParameterText.raw)
    return Node(text.map { .string($0) } ?? FieldDecoder.alreadyReported, at: node.span)
  }

  private static func fill(
    _ template: Template, of node: Node, in scope: inout ParameterScope,
    decoder: inout FieldDecoder, with textOf: (Node) -> String?
  ) -> String? {
    var filled = ""
    var isWhole = true
    for piece in template.pieces {
      switch piece {
      case .text(let text): filled += text
      case .parameter(let name, let offset):
        if let value = scope.value(of: name) {
          if let text = textOf(value) {
            filled += text
          } else {
            isWhole = false
            if value.content == FieldDecoder.alreadyReported { continue }
            decoder.report(
              "the parameter \"\(name)\" is \(value.kindName) and cannot stand inside a text",
              at: node.place(of: offset))
          }
        } else {
          isWhole = false
          reportUndefined(name, at: offset, of: node, in: &scope, decoder: &decoder)
        }
      }
    }
    return isWhole ? filled : nil
  }

  private static func reportUndefined(
    _ name: String, at offset: Int, of node: Node, in scope: inout ParameterScope,
    decoder: inout FieldDecoder
  ) {
    guard !decoder.isFull else { return decoder.report("undefined parameter", at: node.span) }
    // The one that was meant is not unused too: that would be the same error twice.
    if let near = NearestName.find(name, among: scope.names) { _ = scope.value(of: near) }
    let known = Suggestion.nearest(name, among: scope.names, called: "known parameters")
    decoder.report(
      "undefined parameter \"\(name)\"", at: node.place(of: offset),
      suggestion: known ?? "no parameters are defined here; write {{ for a brace")
  }

  /// The value of a parameter at its place of use.
  ///
  /// It gets no extent there, since what is written there is not the value.
  private static func moved(_ value: Node, to span: TextSpan) -> Node {
    let place = TextSpan(line: span.line, column: span.column)
    switch value.content {
    case .sequence(let elements):
      return Node(.sequence(elements.map { moved($0, to: span) }), at: place)
    case .mapping(let entries):
      let copies = entries.map {
        Node.Entry(key: $0.key, keySpan: place, value: moved($0.value, to: span))
      }
      return Node(.mapping(copies), at: place)
    default: return Node(value.content, at: place)
    }
  }
}
