import Foundation
import Spreadsheets
import TestSupport
import Testing

/// `Scripts/demo invoiceops` writes what it says and leaves nothing behind, however it ends.
@Suite struct InvoiceOpsDemoTests {
  private static let script = AvouchProcess.repository + "/Scripts/demo"

  @Test func `the demo runs every command and takes everything down`() throws {
    let folder = TemporaryFolder()
    let run = try demo(in: folder)
    #expect(run.status == 0, "\(run.errors)\(run.output)")
    for text in [
      "controls, 4 targets, 0 warnings", "The gate holds", "The gate fails",
      "verified: every file is as it was signed",
      "Good \"posture@invoiceops.ai\" signature for security@invoiceops.ai",
    ] { #expect(run.output.contains(text), "\(text) is not in \(run.output)") }
    let published = folder.path + "/written/published"
    for name in [
      "posture.html", "posture.md", "posture.pdf", "map.html", "map.csv", "questionnaire.csv",
      "questionnaire.xlsx", "statement.json.sig",
    ] {
      let data = try #require(FileManager.default.contents(atPath: published + "/" + name))
      #expect(!data.isEmpty, "\(name)")
      #expect(run.output.contains("published/\(name)"))
    }
    try expectAnswers(in: published)
    try expectNothingLeft(in: folder)
  }

  /// The buyer's workbook and table say the same, and nothing that the posture does not hold.
  private func expectAnswers(in published: String) throws {
    let file = try #require(FileManager.default.contents(atPath: published + "/questionnaire.xlsx"))
    let rows = try Workbook.read([UInt8](file)).sheets.filter { !$0.isHidden }.flatMap(\.rows)
    var answers: [String: String] = [:]
    for row in rows {
      let texts = Dictionary(uniqueKeysWithValues: row.cells.map { ($0.column, $0.cell.text) })
      guard let question = texts[2], row.number > 3 else { continue }
      answers[question] = texts[3] ?? ""
    }
    let expected = [
      "Is source code scanned for committed secrets?": "Yes",
      "Is static analysis run before each production deployment?": "Yes",
      "Is customer data encrypted in transit with TLS 1.2 or newer?": "Yes",
      "Are restores tested at least twice a year?": "Yes",
      "Does the application send HSTS and a Content Security Policy?": "Yes",
      "Can customers hold their own encryption keys?": "No",
      "Do you have a SOC 2 Type II report?": "No",
      "Is our data used to train AI models?": "No",
      "Has an independent firm carried out a penetration test in the last twelve months?": "No",
      // What the service does not do is never a yes, and the vague is a person's.
      "Is the service end-to-end encrypted so that the vendor cannot read our data?": "",
      "Does the AI provider retain our data?": "",
    ]
    for (question, answer) in expected { #expect(answers[question] == answer, "\(question)") }
    #expect(answers.values.count { !$0.isEmpty } >= 13, "\(answers)")
    let table = try String(contentsOfFile: published + "/questionnaire.csv", encoding: .utf8)
    for (question, answer) in answers where !answer.isEmpty && !question.hasPrefix("Answered") {
      #expect(table.contains("\(question),\(answer),"), "\(question)")
    }
  }

  @Test func `the demo takes everything down when a command fails`() throws {
    let folder = TemporaryFolder()
    // Answers every command with success until the gate is asked.
    let binary = try folder.write("avouch", "#!/bin/sh\n[ \"$1\" != check ] || exit 1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: binary)
    let run = try demo(in: folder, binary: binary)
    #expect(run.status == 1)
    #expect(run.errors.contains("check ended with 1"))
    try expectNothingLeft(in: folder)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `the demo takes everything down when it is interrupted`(signal: Int32) throws {
    let folder = TemporaryFolder()
    // Interrupts the script while the server is up, as Ctrl-C does in a terminal.
    let binary = try folder.write(
      "avouch", "#!/bin/sh\n[ \"$1\" != check ] || { kill -\(signal) $PPID; sleep 1; }\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: binary)
    try folder.makeFolder("temporary")
    let settings = surroundings(in: folder, binary: binary).map { "\($0.key)=\($0.value)" }
    // Worker threads block signals, and Foundation's processes inherit that; these do not.
    #expect(throws: ChildProcess.Failure.self) {
      try ChildProcess.run(["/usr/bin/env"] + settings + [Self.script, "invoiceops"])
    }
    try expectNothingLeft(in: folder)
  }

  @Test func `another example is a wrong use`() throws {
    let folder = TemporaryFolder()
    let run = try demo("something", in: folder)
    #expect(run.status == 2)
    #expect(run.errors == "usage: Scripts/demo invoiceops\n")
  }

  private func demo(
    _ name: String = "invoiceops", in folder: TemporaryFolder, binary: String = AvouchProcess.path
  ) throws -> AvouchProcess {
    try folder.makeFolder("temporary")
    return try AvouchProcess.run(
      name, in: folder,
      environment: surroundings(in: folder, binary: binary), path: Self.script)
  }

  private func surroundings(in folder: TemporaryFolder, binary: String) -> [String: String] {
    [
      "AVOUCH_BINARY": binary, "AVOUCH_DEMO_OUTPUT": folder.path + "/written",
      "TMPDIR": folder.path + "/temporary",
    ]
  }

  /// No file of the work folder, and no process that was started from it.
  private func expectNothingLeft(in folder: TemporaryFolder) throws {
    let temporary = folder.path + "/temporary"
    let left = try FileManager.default.contentsOfDirectory(atPath: temporary)
    #expect(left == [])
    for process in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
      guard let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else {
        continue
      }
      #expect(!String(decoding: data, as: UTF8.self).contains(temporary), "process \(process)")
    }
  }
}
