import Foundation
import Testing

/// Validates YAML against a JSON Schema with a validator that knows nothing of this project.
///
/// Needs a Python with the packages jsonschema and PyYAML: `AVOUCH_TEST_PYTHON`, or `python3`.
package enum SchemaValidator {
  /// Reads a request from the standard input; PyYAML speaks YAML 1.1, so what it would take for a
  /// date, a yes or an octal number is left as text here, as in YAML 1.2.
  private static let program = """
    import json, re, sys, yaml, jsonschema

    class Loader(yaml.SafeLoader):
        pass

    core = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in core]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:int", re.compile("^[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789"))
    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:float", re.compile("^[-+]?[0-9]+[.][0-9]+$"), list("-+0123456789"))

    request = json.load(sys.stdin)
    jsonschema.Draft202012Validator.check_schema(request["schema"])
    validator = jsonschema.Draft202012Validator(request["schema"])
    answers = []
    for text in request["texts"]:
        errors = sorted(validator.iter_errors(yaml.load(text, Loader)), key=str)
        answers.append([e.json_path + ": " + e.message for e in errors])
    json.dump(answers, sys.stdout)
    """

  /// For each text what the validator has against it.
  package static func problems(with texts: [String], schema: String) throws -> [[String]] {
    let schemaValue = try JSONSerialization.jsonObject(with: Data(schema.utf8))
    let request = try JSONSerialization.data(
      withJSONObject: ["schema": schemaValue, "texts": texts])
    let process = Process()
    let python = ProcessInfo.processInfo.environment["AVOUCH_TEST_PYTHON"] ?? "python3"
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, "-c", program]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: request)
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0, "\(python) needs the packages jsonschema and PyYAML")
    return try #require(JSONSerialization.jsonObject(with: answer) as? [[String]])
  }
}
