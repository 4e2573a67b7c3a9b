import CommandLineInterface
import Testing

@Suite struct ArgumentParserTests {
  private let parser = ArgumentParser(
    commands: [
      Command(
        name: "check", summary: "assess",
        operands: [.init("POSTURE", help: "the file")],
        options: [
          Option(
            "format", short: "f", value: .choice(["text", "json"], placeholder: "F"), help: ""),
          Option(
            "output", short: "o", value: .required(placeholder: "P"), repeatable: true, help: ""),
          Option("strict", short: "s", help: ""),
        ]),
      Command(
        name: "explain", summary: "why",
        operands: [
          .init("CONTROL", required: true, help: ""), .init("POSTURE", help: ""),
        ]),
      Command(
        name: "scan", summary: "look",
        parts: [
          Command(
            name: "scan secrets", summary: "in history",
            operands: [.init("PATH", help: "the repository")],
            options: [Option("staged", help: "")])
        ]),
    ],
    common: [Option("help", short: "h", help: ""), Option("verbose", short: "v", help: "")])

  @Test(arguments: [
    ["check", "--format=json"], ["check", "--format", "json"], ["check", "-fjson"],
    ["check", "-f", "json"], ["check", "-f=json"],
  ])
  func `an option's value may be written in every customary way`(words: [String]) throws {
    #expect(try parser.parse(words).value("format") == "json")
  }

  @Test func `short flags may be bundled, the last with a value`() throws {
    let parsed = try parser.parse(["check", "-svfjson", "here"])
    #expect(parsed.has("strict") && parsed.has("verbose"))
    #expect(parsed.value("format") == "json")
    #expect(parsed.operands == ["here"])
  }

  @Test func `two dashes end the options and one dash is an operand`() throws {
    #expect(try parser.parse(["check", "--", "--strict"]).operands == ["--strict"])
    #expect(try parser.parse(["check", "-"]).operands == ["-"])
  }

  @Test func `a repeatable option keeps every value in order`() throws {
    let parsed = try parser.parse(["check", "-o", "a=1", "--output=b=2"])
    #expect(parsed.values("output") == ["a=1", "b=2"])
  }

  @Test func `help is given although an operand is missing`() throws {
    #expect(try parser.parse(["explain", "--help"]).has("help"))
  }

  @Test func `a part of a command is named by one more word`() throws {
    let parsed = try parser.parse(["scan", "secrets", "--staged", "here"])
    #expect(parsed.command.name == "scan secrets" && parsed.has("staged"))
    #expect(parsed.operands == ["here"])
    #expect(try parser.parse(["scan", "--help"]).command.name == "scan")
    #expect(try parser.parse(["scan", "secrets", "-h"]).command.name == "scan secrets")
    let page = HelpText(parser: parser, tagline: "").page(for: try parser.command(named: "scan"))
    #expect(page.contains("usage: avouch scan COMMAND") && page.contains("  secrets  in history"))
  }

  @Test(arguments: [
    (["chek"], "unknown command \"chek\"; did you mean \"check\"?"),
    ([], "a command is expected"),
    (["check", "--fromat", "x"], "unknown option \"--fromat\"; did you mean \"--format\"?"),
    (["check", "-x"], "unknown option \"-x\""),
    (["check", "--format"], "--format needs a value"),
    (["check", "--strict=yes"], "--strict takes no value"),
    (["check", "-f", "jsn"], "--format is one of text, json, not \"jsn\"; did you mean \"json\"?"),
    (["check", "-f", "json", "-f", "text"], "--format is given twice"),
    (["check", "a", "b"], "check does not expect \"b\""),
    (["explain"], "explain needs CONTROL"), (["scan"], "scan needs one of secrets"),
    (["scan", "secret"], "scan needs one of secrets, not \"secret\"; did you mean \"secrets\"?"),
    (["scan", "--staged"], "scan needs one of secrets before its options"),
    (["scan", "secrets", "a", "b"], "scan secrets does not expect \"b\""),
  ])
  func `a wrong command line says what was expected`(words: [String], message: String) {
    #expect(throws: UsageError.self) { try parser.parse(words) }
    do {
      _ = try parser.parse(words)
    } catch {
      #expect(error.message == message)
    }
  }
}
