import Model
import StructuredData

/// Reads and writes the file in which people's answers are kept.
package enum AnswerMemoryFile {
  /// Far above any memory; a file past it is not one.
  package static let largest = 16 << 20

  private static let file: [Field] = [
    Field("answers", .list(of: .object(entry)), required: true, "What people answered.")
  ]

  private static let entry: [Field] = [
    Field("question", .text, required: true, "The words of the question."),
    Field("value", .text, required: true, "The answer in the questionnaire's own words."),
    Field("comment", .text, "The comment beside it."),
    Field("controls", .list(of: .text), "The controls it rests on."),
    Field("digest", .text, "SHA-256 of these controls' sentences and states."),
    Field("learned", .date, required: true, "The day on which it was taken in."),
  ]

  /// The memory in a file's bytes.
  ///
  /// - Throws: `Diagnostics` with what is wrong and where.
  package static func read(
    _ bytes: [UInt8], path: String, patterns: any PatternMatching
  ) throws(Diagnostics) -> AnswerMemory {
    let documents = try StructuredParser.parse(bytes, as: .yaml, path: path)
    guard let document = documents.first, documents.count == 1 else {
      throw Diagnostics([
        Diagnostic("expected one document with \"answers\"", at: Location(path: path))
      ])
    }
    var decoder = FieldDecoder(path: path, patterns: patterns)
    guard let arguments = decoder.decode(document, fields: file, as: "an answer memory") else {
      throw Diagnostics(decoder.diagnostics)
    }
    return AnswerMemory(
      arguments.nodes("answers").compactMap { node in
        guard let question = node["question"]?.scalarText, let value = node["value"]?.scalarText,
          let learned = node["learned"]?.scalarText.flatMap({ CalendarDate($0) })
        else { return nil }
        return AnswerMemory.Entry(
          question: question, value: value, comment: node["comment"]?.scalarText,
          controls: (node["controls"]?.elements ?? []).compactMap(\.scalarText),
          digest: node["digest"]?.scalarText, learned: learned)
      })
  }

  /// The file's text, sorted by question.
  package static func text(of memory: AnswerMemory) -> String {
    let entries = memory.entries.values.sorted { $0.question < $1.question }
    guard !entries.isEmpty else { return "answers: []\n" }
    return "answers:\n" + entries.map(lines).joined()
  }

  private static func lines(of entry: AnswerMemory.Entry) -> String {
    var lines = [
      "  - question: \(quoted(entry.question))", "    value: \(quoted(entry.value))",
    ]
    if let comment = entry.comment { lines.append("    comment: \(quoted(comment))") }
    if !entry.controls.isEmpty {
      lines.append("    controls: [\(entry.controls.map(quoted).joined(separator: ", "))]")
    }
    if let digest = entry.digest { lines.append("    digest: \(quoted(digest))") }
    lines.append("    learned: \(entry.learned.description)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A JSON string, which is a double-quoted scalar of YAML 1.2 too.
  private static func quoted(_ text: String) -> String {
    JSONValue.string(text).serialized(pretty: false)
  }
}
