import Model
import StructuredData

/// Reads files of tools.
package enum PipelineToolReader {
  /// The folder of the tools that ship with the command.
  package static let folder = "Policies/pipelines"

  private static let toolFields = [
    Field("name", .text, required: true, "The tool."),
    Field(
      "does", .oneOrMany(.choice(PipelineTool.Purpose.allCases.map(\.rawValue))), required: true,
      "What it is run for."),
    Field("actions", .list(of: .text), "Actions of GitHub that run it, without their versions."),
    Field(
      "commands", .list(of: .text),
      "Its program with the arguments that tell; a|b for either, one word a position."),
    Field("images", .list(of: .text), "Container images that run it, without their tags."),
    Field("orbs", .list(of: .text), "Orbs of CircleCI that run it, without their versions."),
    Field("templates", .list(of: .text), "Templates of GitLab that run it."),
    Field(
      "fails", .choice(PipelineTool.Failing.allCases.map(\.rawValue)), default: "always",
      "When a finding makes it fail."),
    Field(
      "fails-with", .list(of: .text), "Options, or `input: value`, that make it fail on a finding."),
    Field(
      "passes-with", .list(of: .text),
      "Options, or `input: value`, by which it never fails on a finding."),
    Field(
      "narrowed-by", .list(of: .text), "Options, or names of inputs, that leave findings out."),
    Field(
      "unless", .list(of: .text),
      "Options and arguments with which it does not do what it is known for."),
    Field(
      "only-with", .list(of: .text),
      "Options and arguments of which it needs one to do what it is known for."),
  ]

  private static let fileFields = [
    Field("tools", .list(of: .object(toolFields)), required: true, "The tools.")
  ]

  /// The tools of one file.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong with it.
  package static func read(
    _ bytes: [UInt8], path: String, patterns: any PatternMatching
  ) throws(Diagnostics) -> [PipelineTool] {
    var decoder = FieldDecoder(path: path, patterns: patterns)
    var tools: [PipelineTool] = []
    for document in try StructuredParser.parse(bytes, as: .yaml, path: path) {
      let file = decoder.decode(document, fields: fileFields, as: "a file of tools")
      tools += (file?.objects("tools") ?? []).map(tool)
    }
    guard decoder.diagnostics.isEmpty else { throw Diagnostics(decoder.diagnostics) }
    return tools
  }

  private static func tool(_ arguments: Arguments) -> PipelineTool {
    PipelineTool(
      name: arguments.text("name") ?? "",
      purposes: Set(arguments.texts("does").compactMap(PipelineTool.Purpose.init(rawValue:))),
      actions: arguments.texts("actions").map { $0.lowercased() },
      commands: arguments.texts("commands").map { $0.split(separator: " ").map(String.init) },
      images: arguments.texts("images").map { $0.lowercased() },
      orbs: arguments.texts("orbs"), templates: arguments.texts("templates"),
      failing: arguments.text("fails").flatMap(PipelineTool.Failing.init(rawValue:)) ?? .always,
      failsWith: arguments.texts("fails-with"), passesWith: arguments.texts("passes-with"),
      narrowedBy: arguments.texts("narrowed-by"), unless: arguments.texts("unless"),
      onlyWith: arguments.texts("only-with"))
  }
}
