import Model
import StructuredData

/// The values of a pack's parameters for one use of it.
enum PackParameters {
  /// The given values over the defaults.
  ///
  /// - Parameters:
  ///   - file: The pack.
  ///   - use: The mapping that names the pack and gives values.
  ///   - name: The pack's name.
  ///   - inner: Gets what is wrong with the pack.
  ///   - outer: Gets what is wrong with its use.
  /// - Returns: The values by name.
  static func values(
    _ file: Arguments, _ use: Arguments, named name: String, _ inner: inout FieldDecoder,
    _ outer: inout FieldDecoder
  ) -> [String: Node] {
    var values: [String: Node] = [:]
    let given = use.node("with")
    let declared = file.node("parameters")?.entries ?? []
    for parameter in declared {
      guard ParameterName.isValid(parameter.key) else {
        inner.report(
          "\"\(parameter.key.shortened)\" cannot name a parameter", at: parameter.keySpan)
        continue
      }
      if let value = given?[parameter.key] ?? parameter.value["default"] {
        values[parameter.key] = value
      } else {
        let summary = parameter.value["summary"]?.scalarText
        outer.report(
          "the pack \"\(name)\" needs the parameter \"\(parameter.key)\"", at: use.span,
          suggestion: summary)
        values[parameter.key] = Node(FieldDecoder.alreadyReported, at: use.span)
      }
    }
    reportUnknown(given, among: declared.map(\.key), of: name, &outer)
    return values
  }

  static func reportUnused(_ file: Arguments, used: Set<String>, _ decoder: inout FieldDecoder) {
    for entry in file.node("parameters")?.entries ?? [] where !used.contains(entry.key) {
      decoder.report("unused parameter \"\(entry.key)\" in the pack", at: entry.keySpan)
    }
  }

  private static func reportUnknown(
    _ given: Node?, among declared: [String], of pack: String, _ decoder: inout FieldDecoder
  ) {
    for entry in given?.entries ?? [] where !declared.contains(entry.key) {
      let known = Suggestion.nearest(entry.key, among: declared, called: "its parameters")
      decoder.report(
        "the pack \"\(pack)\" has no parameter \"\(entry.key.shortened)\"", at: entry.keySpan,
        suggestion: known ?? (declared.isEmpty ? "it has none" : nil))
    }
  }
}
