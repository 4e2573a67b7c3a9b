import Foundation
import TestSupport
import Testing

/// Programs of other makers, run to judge what the reports write.
enum PythonValidation {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Validates a document with the `jsonschema` module; returns what is wrong, nothing when valid.
  static func problems(of document: String, schema: String) throws -> String {
    try run(
      """
      import json, sys, jsonschema
      given = json.load(sys.stdin)
      schema, document = json.loads(given["schema"]), json.loads(given["document"])
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      for error in kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(document):
          print(error.json_path, error.message[:200])
      """, input: ["schema": schema, "document": document])
  }

  /// What the XML parser of the standard library finds, as `tag name` lines.
  static func outline(ofXML document: String) throws -> String {
    try run(
      """
      import json, sys, xml.etree.ElementTree as tree
      for element in tree.fromstring(json.load(sys.stdin)["document"].encode()).iter():
          print(element.tag, element.get("name") or element.get("type") or "")
      """, input: ["document": document])
  }

  /// The rows that the csv module reads, as JSON lines.
  static func rows(ofCSV document: String) throws -> String {
    try run(
      """
      import csv, io, json, sys
      text = json.load(sys.stdin)["document"]
      for row in csv.reader(io.StringIO(text, newline=""), strict=True):
          print(json.dumps(row))
      """, input: ["document": document])
  }

  /// The tags that an HTML parser finds, with every attribute, one a line; text is left out.
  static func tags(ofHTML document: String) throws -> String {
    try run(
      """
      import json, sys
      from html.parser import HTMLParser
      class Tags(HTMLParser):
          def handle_starttag(self, tag, attributes): print("+" + tag, json.dumps(attributes))
          def handle_endtag(self, tag): print("-" + tag)
      Tags().feed(json.load(sys.stdin)["document"])
      """, input: ["document": document])
  }

  static func run(_ script: String, input: [String: String]) throws -> String {
    let folder = TemporaryFolder()
    // From a file, since a program that ends early would break a pipe, and with it this process.
    let document = try folder.write("input.json", [UInt8](JSONEncoder().encode(input)))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      ProcessInfo.processInfo.environment["AVOUCH_TEST_PYTHON"] ?? "python3", "-c", script,
    ]
    let (out, problems) = (Pipe(), folder.path + "/problems")
    try folder.write("problems", "")
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: document))
    process.standardOutput = out
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: problems))
    try process.run()
    let output = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: try String(contentsOfFile: problems, encoding: .utf8))
    }
    return String(decoding: output, as: UTF8.self)
  }
}

extension PythonValidation {
  /// The structure of Markdown documents as CommonMark with tables reads them: every token's type
  /// in order, joined; text and code are left out.
  static func markdownTokens(of documents: [String]) throws -> [String] {
    let output = try run(
      """
      import json, sys
      from markdown_it import MarkdownIt
      parser = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
      def names(tokens):
          for token in tokens:
              if token.type == "inline": yield from names(token.children)
              elif token.type not in ("text", "text_special", "code_inline"): yield token.type
      for document in json.loads(json.load(sys.stdin)["documents"]):
          print(" ".join(names(parser.parse(document))))
      """,
      input: ["documents": String(decoding: try JSONEncoder().encode(documents), as: UTF8.self)])
    return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      String($0)
    }
  }
}
