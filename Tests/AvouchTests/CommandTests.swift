import Foundation
import TestSupport
import Testing

/// The command's contract: exit codes, what goes where, suggestions, reproducible bytes.
@Suite struct CommandTests {
  private func workspace(present: Bool = true) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("avouch.yaml", BadInputTests.posture)
    if present { try folder.write("present.txt", "x") }
    return folder
  }

  @Test func `the version is one line on standard output`() throws {
    let run = try AvouchProcess.run("--version", in: "/")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("avouch 0.") && run.errors.isEmpty)
  }

  @Test(arguments: [
    (["chek"], "did you mean \"check\"?"),
    (["check", "--fromat=json"], "did you mean \"--format\"?"),
    (["check", "--format=jsn"], "did you mean \"json\"?"), ([], "usage: avouch"),
    (["schema", "postur"], "did you mean \"posture\"?"),
    (["check", "--output", "sarfi=x"], "did you mean \"sarif\"?"),
  ])
  func `a wrong command line ends with 2 and a way out`(words: [String], expected: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: AvouchProcess.path)
    process.arguments = words
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text.contains(expected), "\(text)")
  }

  @Test func `the exit code follows the verdict`() throws {
    #expect(try AvouchProcess.run("check", in: workspace()).status == 0)
    let broken = try workspace(present: false)
    let run = try AvouchProcess.run("check", in: broken)
    #expect(run.status == 1)
    #expect(run.output.contains("a.b") && run.output.contains("violated"))
    #expect(try AvouchProcess.run("check", "--fail-on", "high", in: broken).status == 0)
  }

  @Test func `a misspelt --only asks for nothing and ends with 2`() throws {
    let run = try AvouchProcess.run("check", "--only", "a.c", in: workspace())
    #expect(run.status == 2 && run.errors.contains("did you mean \"a.b\"?"), "\(run.errors)")
    let holds = try AvouchProcess.run("check", "--only", "a.*", in: workspace())
    #expect(holds.status == 0 && holds.output.contains("--only a.*"))
  }

  @Test func `places are told as seen from where the command was started`() throws {
    let folder = TemporaryFolder()
    try folder.write("security/avouch.yaml", BadInputTests.posture)
    let run = try AvouchProcess.run("check", "security", in: folder)
    #expect(run.status == 1)
    #expect(run.output.contains("security/present.txt"), "\(run.output)")
  }

  @Test func `a result that cannot be written ends with 2`() throws {
    let run = try AvouchProcess.run("check", "-o", "json=/dev/full", in: workspace())
    #expect(run.status == 2 && run.errors.contains("/dev/full"), "\(run.errors)")
  }

  @Test func `several formats are written in one run`() throws {
    let folder = try workspace()
    let run = try AvouchProcess.run(
      "check", "-f", "json", "-o", "sarif=a.sarif", "--output=junit=b.xml", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let printed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect((printed as? [String: Any])?["schema"] as? String == "avouch-assessment/1")
    let sarif = try Data(contentsOf: URL(filePath: folder.path + "/a.sarif"))
    #expect(try JSONSerialization.jsonObject(with: sarif) is [String: Any])
    let junit = try String(contentsOfFile: folder.path + "/b.xml", encoding: .utf8)
    #expect(junit.contains("<testsuite"))
  }

  @Test(arguments: ["text", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv"])
  func `equal input gives equal bytes`(format: String) throws {
    let folder = try workspace(present: false)
    let clock = ["SOURCE_DATE_EPOCH": "1795257600"]
    let first = try AvouchProcess.run("check", "-f", format, in: folder, environment: clock)
    let second = try AvouchProcess.run("check", "-f", format, in: folder, environment: clock)
    #expect(!first.output.isEmpty)
    #expect(first.output == second.output)
  }

  @Test func `what init writes lints clean and checks at once`() throws {
    let folder = TemporaryFolder()
    try folder.write("SECURITY.md", "# Security\n")
    try folder.write("LICENSE", "x")
    try folder.write("package.json", #"{"name":"x","dependencies":{}}"#)
    try folder.write(".github/workflows/ci.yml", "on: push\npermissions: {}\njobs: {}\n")
    try folder.write("CNAME", "app.invoice-desk.example-host.net\n")
    let run = try AvouchProcess.run("init", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let lint = try AvouchProcess.run("lint", "--strict", in: folder)
    #expect(lint.status == 0, "\(lint.errors)")
    let check = try AvouchProcess.run("check", in: folder)
    #expect(check.status == 0, "\(check.output)")
    let again = try AvouchProcess.run("init", in: folder)
    #expect(again.status == 2 && again.errors.contains("--force"))
  }

  @Test func `explain tells why, and the nearest control when there is none`() throws {
    let folder = try workspace()
    let run = try AvouchProcess.run("explain", "a.b", in: folder)
    #expect(
      run.status == 0 && run.output.contains("verified") && run.output.contains("present.txt"))
    let wrong = try AvouchProcess.run("explain", "a.c", in: folder)
    #expect(wrong.status == 2 && wrong.errors.contains("did you mean \"a.b\"?"), "\(wrong.errors)")
  }

  @Test func `a copy of the binary alone still has its rules`() throws {
    let folder = TemporaryFolder()
    let copy = folder.path + "/elsewhere"
    try FileManager.default.copyItem(atPath: AvouchProcess.path, toPath: copy)
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organization: { name: Test }
      targets:
        web: { url: "http://127.0.0.1:9", paths: [/] }
      use: [{ pack: web-application, with: { target: web } }]
      frameworks: [soc2]

      """)
    let run = try AvouchProcess.run("lint", in: folder, path: copy)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `an installed prefix is found from the binary`() throws {
    let folder = TemporaryFolder()
    try folder.makeFolder("bin")
    try FileManager.default.copyItem(
      atPath: AvouchProcess.path, toPath: folder.path + "/bin/avouch")
    try folder.write(
      "share/avouch/Policies/packs/own.yaml",
      """
      pack: own
      title: Own
      summary: A pack of this prefix.
      controls:
        - id: own.one
          title: One
          kind: limitation
          statement: Nothing more is covered.

      """)
    try folder.write(
      "work/avouch.yaml",
      "avouch: 1\norganization: { name: Test }\nuse: [{ pack: own }]\n")
    let run = try AvouchProcess.run(
      "lint", in: folder.path + "/work", path: folder.path + "/bin/avouch")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("1 control"))
  }

  @Test func `this repository's own posture lints clean`() throws {
    let run = try AvouchProcess.run("lint", "--strict", in: AvouchProcess.repository)
    #expect(run.status == 0, "\(run.errors)")
  }
}
