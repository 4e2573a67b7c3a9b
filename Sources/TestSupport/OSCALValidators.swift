import Foundation
import Testing

/// Those who know nothing of this project: the official schemas, and compliance-trestle.
package enum OSCALValidators {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// For each document the first thing that the official schema has against it, or nothing.
  package static func problems(of documents: [String], model: String) throws -> [String] {
    let folder = TemporaryFolder()
    let files = try documents.enumerated().map { try folder.write("\($0).json", $1) }
    let script = """
      import json, sys, jsonschema
      result, schema, *files = sys.argv[1:]
      schema = json.load(open(schema))
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
      with open(result, "w") as out:
          for file in files:
              error = next(validator.iter_errors(json.load(open(file))), None)
              print(error and error.json_path + ": " + repr(error.message[:200]) or "", file=out)
      """
    let python = ProcessInfo.processInfo.environment["AVOUCH_TEST_PYTHON"] ?? "python3"
    return try lines(
      from: ["/usr/bin/env", python, "-c", script],
      [try folder.write("schema.json", schema(model))] + files, in: folder)
  }

  /// The exit codes of `trestle import`, run for each file in one process.
  package static func imported(_ files: [String], in folder: TemporaryFolder) throws -> [String] {
    let python =
      ProcessInfo.processInfo.environment["AVOUCH_TEST_TRESTLE"]
      ?? package.appendingPathComponent(".build/trestle/bin/python").path
    try #require(
      FileManager.default.isExecutableFile(atPath: python),
      "compliance-trestle is not at \(python); run the project's setup")
    let script = """
      import os, sys
      from trestle.cli import Trestle
      result, workspace, *files = sys.argv[1:]
      os.chdir(workspace)
      def run(*words):
          sys.argv = ["trestle", *words]
          return Trestle().run()
      assert run("init", "--local") == 0
      with open(result, "w") as out:
          for index, file in enumerate(files):
              print(run("import", "-f", file, "-o", f"document{index}"), file=out)
      """
    return try lines(
      from: [python, "-c", script], [try folder.makeFolder("workspace")] + files, in: folder)
  }

  /// What a program writes into the file that its first word names, line by line.
  private static func lines(
    from program: [String], _ words: [String], in folder: TemporaryFolder
  ) throws -> [String] {
    let result = folder.path + "/result"
    try ChildProcess.run(program + [result] + words)
    return try String(contentsOfFile: result, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { String($0) }
  }

  private static func schema(_ name: String) throws -> String {
    let folder =
      ProcessInfo.processInfo.environment["OSCAL_SCHEMAS"].map { URL(fileURLWithPath: $0) }
      ?? package.appendingPathComponent(".build/schemas")
    let file = folder.appendingPathComponent("oscal-\(name)-1.2.3.json")
    let text = try #require(
      try? String(contentsOf: file, encoding: .utf8),
      "\(file.lastPathComponent) is not at \(folder.path); run the project's setup")
    // Python's expressions know no \p{…}; ASCII is all that we write, and narrower.
    return text.replacingOccurrences(of: #"\\p{L}"#, with: "[A-Za-z]")
      .replacingOccurrences(of: #"\\p{N}"#, with: "[0-9]")
  }
}
