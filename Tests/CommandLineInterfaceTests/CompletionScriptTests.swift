import CommandLineInterface
import Foundation
import Testing

@Suite struct CompletionScriptTests {
  private let parser = ArgumentParser(
    commands: [
      Command(
        name: "check", summary: "it's the gate",
        options: [
          Option(
            "format", short: "f", value: .choice(["text", "json"], placeholder: "F"),
            help: "What [sort]")
        ]),
      Command(
        name: "scan", summary: "look",
        parts: [
          Command(
            name: "scan secrets", summary: "it's in history",
            options: [
              Option("kind", value: .choice(["commits", "files"], placeholder: "K"), help: "Which")
            ])
        ]),
    ],
    common: [Option("help", short: "h", help: "Show help")])

  @Test(arguments: [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])])
  func `the shell itself accepts its script`(shell: String, syntaxCheck: [String]) throws {
    let script = try #require(CompletionScripts.all.first { $0.shell == shell })
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [shell] + syntaxCheck
    let input = Pipe()
    let errors = Pipe()
    process.standardInput = input
    process.standardError = errors
    try process.run()
    input.fileHandleForWriting.write(Data(script.script(for: parser).utf8))
    try input.fileHandleForWriting.close()
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(complaint)")
    #expect(complaint.isEmpty)
  }

  @Test(arguments: [
    (["check", "--format", "j"], "json"), (["scan", "se"], "secrets"),
    (["scan", "secrets", "--ki"], "--kind"), (["scan", "secrets", "--kind", "f"], "files"),
  ])
  func `bash completes words of commands, their parts and their options`(
    words: [String], expected: String
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c",
      BashCompletion.script(for: parser)
        + "COMP_WORDS=(avouch \(words.joined(separator: " "))); COMP_CWORD=\(words.count); _avouch;"
        + " echo \"${COMPREPLY[@]}\"",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == expected + "\n")
  }
}
