import Model
import StructuredData

/// Reads the accepted exceptions of one file.
struct WaiverReader {
  let context: ControlContext
  var decoder: FieldDecoder

  init(path: String, context: ControlContext) {
    self.context = context
    decoder = FieldDecoder(path: path, patterns: context.validation.patterns)
  }

  mutating func read(_ root: Node) -> [Waiver] {
    let file = decoder.decodeValid(
      root, fields: PostureDefinitions.waiverFile, as: "a waiver file", leaving: ["waivers"])
    guard let node = file?.node("waivers") else { return [] }
    guard let elements = node.elements else {
      decoder.report("\"waivers\": expected a list, found \(node.seen)", at: node.span)
      return []
    }
    return elements.compactMap { waiver($0) }
  }

  private mutating func waiver(_ node: Node) -> Waiver? {
    guard
      let arguments = decoder.decode(node, fields: PostureDefinitions.waiver, as: "a waiver"),
      let until = arguments.date("until")
    else { return nil }
    if let check = arguments.text("check"), context.checks[check] == nil {
      decoder.report(
        "unknown check \"\(check)\"", at: arguments.node("check")?.span ?? arguments.span,
        suggestion: Suggestion.nearest(check, among: context.checkNames, called: "known checks"))
    }
    return Waiver(
      control: arguments.text("control") ?? "", check: arguments.text("check"),
      rule: arguments.text("rule"), path: arguments.text("path"),
      fingerprint: arguments.text("fingerprint"), owner: arguments.text("owner") ?? "",
      reason: arguments.text("reason") ?? "", until: until, location: arguments.location())
  }
}
