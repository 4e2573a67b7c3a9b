import Model

/// What every reader of a pipeline's file does with its values.
struct NodeReading {
  let file: String
  let lines: SourceLines

  func text(_ node: Node?) -> PipelineText? {
    node.flatMap { InsertionReader.text($0, in: lines) }
  }

  /// The texts of a value or of a list of them.
  func texts(_ node: Node?) -> [PipelineText] {
    guard let node else { return [] }
    if let elements = node.elements { return elements.compactMap { text($0) } }
    return text(node).map { [$0] } ?? []
  }

  func placed(_ node: Node?) -> Placed<String>? {
    guard let node, let text = node.scalarText else { return nil }
    return Placed(text, at: node.span)
  }

  func placedTexts(_ node: Node?) -> [Placed<String>]? {
    guard let node, !node.isNull else { return nil }
    if let elements = node.elements { return elements.compactMap { placed($0) } }
    return placed(node).map { [$0] } ?? []
  }

  func variables(_ node: Node?) -> [PipelineVariable] {
    (node?.entries ?? []).map { entry in
      PipelineVariable(Placed(entry.key, at: entry.keySpan), texts(entry.value))
    }
  }

  func flag(_ node: Node?) -> PipelineFlag? {
    guard let node else { return nil }
    switch node.content {
    case .boolean(let value): return PipelineFlag(value ? .on : .off, at: node.span)
    case .string(let text):
      if text == "true" { return PipelineFlag(.on, at: node.span) }
      if text == "false" { return PipelineFlag(.off, at: node.span) }
      let expression = InsertionReader.condition(text)
      if case .boolean(let value) = expression {
        return PipelineFlag(value ? .on : .off, at: node.span)
      }
      return PipelineFlag(.decidedLater(expression), at: node.span)
    case .null: return nil
    default:
      return PipelineFlag(
        .decidedLater(.unreadable(reason: "\(node.kindName) stands where a switch is expected")),
        at: node.span)
    }
  }

  func condition(_ node: Node?) -> PipelineCondition? {
    guard let node, !node.isNull else { return nil }
    let expression: PipelineExpression =
      switch node.content {
      case .boolean(let value): .boolean(value)
      case .string(let text): InsertionReader.condition(text)
      case .integer(let value): .number(Double(value))
      default: .unreadable(reason: "\(node.kindName) stands where a condition is expected")
      }
    return PipelineCondition(expression, at: node.span)
  }
}
