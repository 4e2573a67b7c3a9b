import Model

/// The reference pages, written from the same definitions that decode the files.
package enum ReferencePages {
  /// One page over all checks, by family.
  package static func checks(_ definitions: [CheckDefinition]) -> String {
    var lines = [
      "# Checks", "",
      "Each is one entry under a control's `checks:`. Written from the checks' own definitions.",
      "",
    ]
    let families = Dictionary(grouping: definitions, by: \.family)
    for family in families.keys.sorted() {
      lines += ["## \(family.prefix(1).uppercased() + family.dropFirst())", ""]
      for definition in families[family, default: []].sorted(by: { $0.name < $1.name }) {
        lines += check(definition, level: "###")
      }
    }
    return lines.joined(separator: "\n").trimmedEnd + "\n"
  }

  /// One check, as `avouch help NAME` prints it.
  package static func check(_ definition: CheckDefinition, level: String = "#") -> [String] {
    var lines = ["\(level) `\(definition.name)`", "", definition.summary, ""]
    lines += [
      "- **Passes** \(definition.passes)", "- **Fails** \(definition.fails)",
      "- **Unmeasured** \(definition.unmeasured)", "",
    ]
    lines += table(of: definition.fields)
    lines += ["```yaml", definition.example.trimmedEnd, "```", ""]
    if !definition.sources.isEmpty {
      lines += ["Source of the rules: \(definition.sources.joined(separator: "; ")).", ""]
    }
    return lines
  }

  /// The keys of the files that people write: for each a heading, a sentence, and its fields.
  package static func files(
    _ sections: [(title: String, summary: String, fields: [Field])]
  ) -> String {
    var lines = [
      "# The files", "",
      "Unknown keys, wrong types and duplicate keys are errors with their place. Written from the",
      "definitions that decode; `avouch schema` prints the same as JSON Schema.", "",
    ]
    for section in sections {
      lines += ["## \(section.title)", "", section.summary, ""] + table(of: section.fields)
    }
    return lines.joined(separator: "\n").trimmedEnd + "\n"
  }

  private static func table(of fields: [Field]) -> [String] {
    guard !fields.isEmpty else { return [] }
    let rows = fields.map { field in
      let name = "`\(field.name)`" + (field.isRequired ? " (required)" : "")
      let summary = field.summary + (field.defaultText.map { " Default: `\($0)`." } ?? "")
      return "| \(name) | \(words(for: field.type)) | \(escaped(summary)) |"
    }
    return ["| key | value | meaning |", "| --- | --- | --- |"] + rows + [""]
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? Array("\\|") : $0 == "\n" ? [" "] : [$0] })
  }

  /// What a value may be, in the words of the page.
  private static func words(for type: FieldType) -> String {
    switch type {
    case .text: "text"
    case .identifier: "identifier"
    case .boolean: "`true` or `false`"
    case .integer(let range):
      range.upperBound > 1_000_000_000
        ? "whole number from \(range.lowerBound)"
        : "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .duration: "duration (`72h`, `30d`, `14 business days`)"
    case .size: "size (`10 MB`, `2Gi`)"
    case .date: "date (`2026-11-21`)"
    case .severity: "`info`, `low`, `medium`, `high` or `critical`"
    case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
    case .pattern: "pattern (PCRE2)"
    case .glob: "path or glob"
    case .target: "target"
    case .control: "control or glob"
    case .dataPath: "data path"
    case .list(let element): "list of \(words(for: element))"
    case .oneOrMany(let element): "\(words(for: element)), or a list of them"
    case .mapping(let element): "mapping to \(words(for: element))"
    case .object(let fields):
      "mapping with " + fields.map { "`\($0.name)`" }.joined(separator: ", ")
    case .either(let types): types.map(words(for:)).joined(separator: ", or ")
    case .anything: "any value"
    }
  }
}

extension String {
  /// Without white space at the end.
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
