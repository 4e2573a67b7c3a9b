import Foundation
import TestSupport
import Testing

/// Every kind of broken or hostile file ends with one clear error and exit code 2, in little time and
/// memory, and the command never traps.
@Suite struct BadInputTests {
  static let posture = """
    avouch: 1
    organization: { name: Test }
    targets:
      code: { files: . }
    controls:
      - id: a.b
        title: A
        statement: A thing holds.
        checks:
          - file: { path: present.txt, target: code }

    """

  /// Address space that is enough for the command and not for an expanded bomb.
  private static let bounded = ["/usr/bin/prlimit", "--as=1500000000", "--cpu=5"]

  @Test(arguments: [
    ("empty", "", "avouch.yaml:1:1: error:"),
    ("only a comment", "# nothing\n", "avouch.yaml:1:1: error:"),
    ("a list", "- a\n- b\n", "avouch.yaml:1:1: error:"),
    ("tabs", "avouch: 1\norganization:\n\tname: Test\n", "avouch.yaml:3:1: error:"),
    ("unclosed", "avouch: 1\norganization: { name: Test\n", "avouch.yaml:"),
    ("a word", "hello", "avouch.yaml:1:1: error:"),
    ("wrong version", "avouch: 2\norganization: { name: T }\n", "avouch.yaml:1:9: error:"),
  ])
  func `a broken posture file has one place and one reason`(
    name: String, text: String, expected: String
  ) throws {
    let folder = TemporaryFolder()
    try folder.write("avouch.yaml", text)
    let run = try AvouchProcess.run("check", in: folder)
    #expect(run.status == 2, "\(name)")
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix(expected), "\(name): \(run.errors)")
    #expect(run.errors.contains("nothing was checked"))
  }

  @Test func `binary and invalid UTF-8 files are named as what they are`() throws {
    for bytes: [UInt8] in [
      [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1], Array("avouch: ".utf8) + [0xFF, 0xFE, 0x0A],
    ] {
      let folder = TemporaryFolder()
      try folder.write("avouch.yaml", bytes)
      let run = try AvouchProcess.run("lint", in: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains("avouch.yaml:1:"), "\(run.errors)")
    }
  }

  @Test func `line ends of Windows and a byte order mark change nothing`() throws {
    let folder = TemporaryFolder()
    let text = "\u{FEFF}" + Self.posture.replacingOccurrences(of: "\n", with: "\r\n")
    try folder.write("avouch.yaml", text)
    try folder.write("present.txt", "x")
    #expect(try AvouchProcess.run("check", in: folder).status == 0)
  }

  @Test func `a hundred thousand levels end as an error`() throws {
    let folder = TemporaryFolder()
    try folder.write("avouch.yaml", "avouch: " + String(repeating: "[", count: 100_000))
    let run = try AvouchProcess.run("lint", in: folder, launcher: Self.bounded)
    #expect(run.status == 2, "\(run.errors.prefix(300))")
    #expect(run.errors.contains("avouch.yaml:1:"))
  }

  @Test func `an alias bomb ends within a second`() throws {
    let folder = TemporaryFolder()
    var text = "avouch: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<20 {
      let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(alias)]\n"
    }
    try folder.write("avouch.yaml", text)
    let run = try AvouchProcess.run("lint", in: folder, launcher: Self.bounded)
    #expect(run.status == 2, "\(run.errors.prefix(300))")
    #expect(run.errors.contains("avouch.yaml:"))
  }

  @Test func `a hundred megabytes of YAML are refused by size`() throws {
    let folder = TemporaryFolder()
    let file = try folder.write("avouch.yaml", "avouch: 1\n")
    // A sparse file: the refusal must come before reading.
    try #require(FileHandle(forWritingAtPath: file)).truncate(atOffset: 100_000_000)
    let run = try AvouchProcess.run("lint", in: folder, launcher: Self.bounded)
    #expect(run.status == 2)
    #expect(run.errors.contains("MB"), "\(run.errors)")
  }

  @Test func `a folder, a missing file and a loop of links are told apart`() throws {
    let folder = TemporaryFolder()
    try folder.makeFolder("sub/avouch.yaml")
    try folder.makeFolder("loop")
    try folder.link("loop/avouch.yaml", to: "avouch.yaml")
    let cases = [("sub", "folder"), ("missing", "no such file"), ("loop", "link")]
    for (name, word) in cases {
      let run = try AvouchProcess.run("lint", name, in: folder)
      #expect(run.status == 2, "\(name)")
      #expect(run.errors.contains(word), "\(name): \(run.errors)")
    }
  }

  @Test func `a file that may not be read says so`() throws {
    let folder = TemporaryFolder()
    let file = try folder.write("avouch.yaml", Self.posture)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    // Root reads everything, so the command is run without that capability.
    let dropped = ["/usr/bin/setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    let run = try AvouchProcess.run(
      "lint", in: folder, launcher: geteuid() == 0 ? dropped : [])
    #expect(run.status == 2)
    #expect(run.errors.contains("permission denied"), "\(run.errors)")
  }

  @Test func `all errors of a file come in one run, each with its place and the nearest name`()
    throws
  {
    let folder = TemporaryFolder()
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organisation: { name: Test }
      organization: { name: Test }
      targets:
        code: { files: . }
      controls:
        - id: a.b
          tittle: A
          title: A
          statement: "Within {hours}."
          severity: hihg
          parameters: { days: 3 }
          checks:
            - fiel: { path: a }
            - file: { path: a, target: cod }
        - id: a.b
          title: Again
          statement: Again.

      """)
    let run = try AvouchProcess.run("lint", in: folder)
    #expect(run.status == 2)
    for expected in [
      "avouch.yaml:2:1: error:", "avouch.yaml:8:5: error:", "did you mean", "hours", "hihg", "fiel",
      "cod", "avouch.yaml:16:",
    ] {
      #expect(run.errors.contains(expected), "\(expected) in \(run.errors)")
    }
  }

  @Test func `a pattern that backtracks for ever is unmeasured`() throws {
    let folder = TemporaryFolder()
    try folder.write("present.txt", String(repeating: "a", count: 20_000) + "!")
    try folder.write(
      "avouch.yaml",
      Self.posture.replacingOccurrences(
        of: "path: present.txt", with: "path: present.txt, contains: [\"(a+)+$\"]"))
    let run = try AvouchProcess.run("check", in: folder, launcher: Self.bounded)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.output.contains("limit"))
  }

  @Test func `a target whose variable is not set is unmeasured and names it`() throws {
    let folder = TemporaryFolder()
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organization: { name: Test }
      targets:
        web: { url: $AVOUCH_TEST_UNSET }
      controls:
        - id: a.b
          title: A
          statement: A thing holds.
          checks:
            - headers: { target: web, expect: { x-content-type-options: nosniff } }

      """)
    let run = try AvouchProcess.run("check", in: folder)
    #expect(run.status == 3, "\(run.output) \(run.errors)")
    #expect(run.output.contains("AVOUCH_TEST_UNSET"))
  }

  @Test func `a named file that is not there is unmeasured beside one that is`() throws {
    let folder = TemporaryFolder()
    try folder.write("one.yaml", "a: 1\n")
    try folder.write(
      "avouch.yaml",
      Self.posture.replacingOccurrences(
        of: "- file: { path: present.txt, target: code }",
        with: "- config: { files: [one.yaml, two.yaml], assert: [{ path: a, is: 1 }] }"))
    let run = try AvouchProcess.run("check", in: folder)
    #expect(run.status == 3, "\(run.output) \(run.errors)")
    #expect(run.output.contains("two.yaml"))
  }

  @Test func `an assertion on a path that cannot exist is unmeasured with the place`() throws {
    let folder = TemporaryFolder()
    try folder.write("deploy.yaml", "spec:\n  replicas: 3\n")
    try folder.write(
      "avouch.yaml",
      Self.posture.replacingOccurrences(
        of: "- file: { path: present.txt, target: code }",
        with: "- config: { files: deploy.yaml, assert: [{ path: spec.replicas.name, is: x }] }"))
    let run = try AvouchProcess.run("check", in: folder)
    #expect(run.status == 3, "\(run.output) \(run.errors)")
    #expect(run.output.contains("deploy.yaml:2:"))
  }

  @Test func `a repository that is corrupt is unmeasured`() throws {
    let folder = TemporaryFolder()
    try folder.write(".git/HEAD", "ref: refs/heads/main\n")
    try folder.write(".git/objects/pack/pack-1.pack", "not a pack")
    try folder.write(
      "avouch.yaml",
      Self.posture.replacingOccurrences(of: "{ files: . }", with: "{ repository: . }")
        .replacingOccurrences(
          of: "file: { path: present.txt, target: code }", with: "secrets: { target: code }"))
    let run = try AvouchProcess.run("check", in: folder)
    #expect(run.status == 3, "\(run.output) \(run.errors)")
  }
}
