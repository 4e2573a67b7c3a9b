import Model
import StructuredData

/// What a control maps to.
extension ControlReader {
  mutating func mappings(_ arguments: Arguments) -> [Control.Mapping] {
    var mappings: [Control.Mapping] = []
    for entry in arguments.node("maps-to")?.entries ?? [] {
      guard let index = context.frameworks[entry.key] else {
        reportUnknownFramework(entry)
        continue
      }
      let nodes = entry.value.elements ?? [entry.value]
      let entries = nodes.compactMap { mappingEntry($0, in: index) }
      mappings.append(Control.Mapping(framework: entry.key, entries: entries))
    }
    return mappings
  }

  /// A pack maps to every framework that it can; the posture says which of them it publishes.
  private mutating func reportUnknownFramework(_ entry: Node.Entry) {
    let isKnown = knownFrameworks.contains(entry.key)
    if isKnown, pack != nil { return }
    decoder.report(
      isKnown
        ? "the posture does not declare the framework \"\(entry.key)\""
        : "unknown framework \"\(entry.key.shortened)\"",
      at: entry.keySpan,
      suggestion: isKnown
        ? "add it to \"frameworks\""
        : Suggestion.nearest(
          entry.key, among: knownFrameworks, called: "known frameworks"))
  }

  /// One requirement: its identifier alone, or a mapping that says how the control stands to it.
  private mutating func mappingEntry(
    _ node: Node, in index: FrameworkIndex
  ) -> Control.Mapping.Entry? {
    let name = node["id"] ?? node
    guard let id = name.scalarText else { return nil }
    checkRequirement(id, at: name.span, in: index)
    let relationship =
      node["relationship"]?.scalarText.flatMap { Control.Mapping.Relationship(rawValue: $0) }
      ?? .supports
    if index.framework.isLaw, [.equal, .superset].contains(relationship) {
      decoder.report(
        "\(index.framework.id) is a law: no control is \"\(relationship.rawValue)\" to what it asks for",
        at: node["relationship"]?.span ?? node.span,
        suggestion: "leave \"relationship\" out, or write subset or intersects")
    }
    return Control.Mapping.Entry(
      requirement: id, relationship: relationship,
      confidence: node["confidence"]?.scalarText
        .flatMap { Control.Mapping.Confidence(rawValue: $0) } ?? .high,
      note: node["note"]?.scalarText)
  }

  private mutating func checkRequirement(
    _ id: String, at span: TextSpan, in index: FrameworkIndex
  ) {
    guard !index.requirements.contains(id) else { return }
    let known = decoder.isFull ? [] : index.framework.requirements.map(\.id)
    let other = index.framework.otherEdition
    let moved = other?.number(here: id).map {
      "\(other?.id ?? "") has that number, and \(index.framework.id) calls it \($0)"
    }
    decoder.report(
      "\(index.framework.id) has no requirement \"\(id.shortened)\"", at: span,
      suggestion: moved ?? Suggestion.nearest(id, among: known, called: "its requirements"))
  }
}
