import Foundation
import Model
import Policy
import TestSupport
import Testing

/// Whatever stands where a file should be, one clear error comes out and soon.
@Suite struct HostileFileTests {
  private func problems(_ bytes: [UInt8]) throws -> [String] {
    let workspace = try Workspace()
    try workspace.folder.write("avouch.yaml", bytes)
    return workspace.problems()
  }

  @Test(arguments: [
    ("", "avouch.yaml:1:1: is empty: expected a mapping with `avouch: 1`"),
    ("# only a comment\n", "avouch.yaml:1:1: is empty: expected a mapping with `avouch: 1`"),
    ("---\n", "avouch.yaml:1:1: is empty: expected a mapping with `avouch: 1`"),
    ("[a]", "avouch.yaml:1:1: expected a posture file, a mapping, found a list"),
    ("text", "avouch.yaml:1:1: expected a posture file, a mapping, found text \"text\""),
    ("avouch: 1\n---\navouch: 1\n", "avouch.yaml:3:1: holds 2 YAML documents: expected one"),
    (
      "avouch: 1\0",
      "avouch.yaml:1:1: is a binary file: byte 9 is NUL; expected a mapping with `avouch: 1`"
    ),
  ])
  func `a posture file without a posture`(text: String, problem: String) throws {
    #expect(try problems(Array(text.utf8)) == [problem])
  }

  @Test func `bytes that are no text`() throws {
    let found = try problems(Array("avouch: 1\nname: ".utf8) + [0xFF, 0xFE])
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("avouch.yaml:2:7: "), "\(found)")
  }

  @Test func `nesting and aliases without end`() throws {
    let deep = Array("a: ".utf8) + Array(repeating: UInt8(ascii: "["), count: 100_000)
    #expect(try problems(deep).count == 1)
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<20 {
      bomb += "a\(level): &a\(level) [" + String(repeating: "*a\(level - 1), ", count: 9) + "x]\n"
    }
    let start = ContinuousClock.now
    #expect(try problems(Array(bomb.utf8)).count == 1)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `a file far too large is not read`() throws {
    let workspace = try Workspace()
    let file = try workspace.folder.write("avouch.yaml", "avouch: 1\n")
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.truncate(atOffset: 100_000_000)
    try handle.close()
    #expect(
      workspace.problems() == ["avouch.yaml:1:1: is too large: 100.0 MB, the limit is 16.7 MB"])
  }

  @Test func `what is not there, or is no file`() throws {
    let workspace = try Workspace()
    #expect(workspace.problems("missing.yaml") == ["missing.yaml:1:1: no such file"])
    let empty = TemporaryFolder()
    do throws(Diagnostics) {
      _ = try workspace.reader.read(path: empty.path)
      Issue.record("an empty folder holds no posture")
    } catch {
      #expect(
        error.list.map(\.description) == [
          empty.path + ": error: no avouch.yaml in this folder; write a first one with "
            + "\"avouch init\""
        ])
    }
    try workspace.folder.makeFolder("folder.yaml/avouch.yaml")
    #expect(
      workspace.problems("folder.yaml")
        == ["folder.yaml/avouch.yaml:1:1: is a folder: expected a file"])
    // The path is a terminated copy for the length of the call.
    let made = unsafe mkfifo(workspace.folder.path + "/pipe.yaml", 0o600)
    #expect(made == 0)
    #expect(workspace.problems("pipe.yaml") == ["pipe.yaml:1:1: is not a regular file"])
  }

  @Test func `symbolic links that form a loop`() throws {
    let workspace = try Workspace()
    try workspace.folder.link("one.yaml", to: "two.yaml")
    try workspace.folder.link("two.yaml", to: "one.yaml")
    #expect(
      workspace.problems("one.yaml")
        == ["one.yaml:1:1: cannot be read: its symbolic links form a loop"])
  }

  @Test func `a link to the posture itself is followed`() throws {
    let workspace = try Workspace()
    try workspace.folder.link("link.yaml", to: "avouch.yaml")
    #expect(try workspace.read("link.yaml").controls.count == 2)
  }

  @Test func `a control file that is a link is not read`() throws {
    let workspace = try Workspace(posture: "controls/*.yaml", with: "link.yaml")
    try workspace.folder.link("link.yaml", to: "/etc/passwd")
    #expect(
      workspace.problems() == [
        "avouch.yaml:9:5: \"use\": \"link.yaml\" is a symbolic link, which is not followed"
      ])
  }

  @Test(.enabled(if: geteuid() != 0)) func `a file that may not be read`() throws {
    let workspace = try Workspace()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: workspace.folder.path + "/controls/all.yaml")
    #expect(
      workspace.problems() == ["controls/all.yaml:1:1: cannot be read: permission denied"])
  }

  @Test func `errors of all files come out of one run, sorted by place`() throws {
    let workspace = try Workspace(
      posture: "frameworks: [soc2, mvsp]",
      with: "waivers: waivers.yaml\nframeworks: [soc2, mvsp]\ngate: { fail-on: x }",
      [
        "controls/broken.yaml": "controls: [\n",
        "controls/empty.yaml": "",
        "controls/none.yaml": "controls: none",
        "waivers.yaml": "waivers:\n  - { control: a, owner: b, until: never }\n",
      ])
    let found = workspace.problems()
    #expect(
      found.map { $0.prefix { $0 != " " } } == [
        "avouch.yaml:12:18:", "controls/broken.yaml:2:1:", "controls/empty.yaml:1:1:",
        "controls/none.yaml:1:11:", "waivers.yaml:2:5:", "waivers.yaml:2:36:",
      ], "\(found)")
    // The control that the waiver names may be in one of the files that could not be read.
    #expect(!found.contains { $0.contains("unknown control") })
    #expect(
      found.contains("controls/empty.yaml:1:1: is empty: expected a mapping with `controls:`"))
    #expect(
      found.contains("controls/none.yaml:1:11: \"controls\": expected a list, found text \"none\""))
    #expect(
      found.contains("waivers.yaml:2:5: missing key \"reason\" in a waiver; Why it is acceptable."))
  }

  @Test func `a misspelt check or control in a waiver`() throws {
    let workspace = try Workspace(
      posture: "frameworks:", with: "waivers: waivers.yaml\nframeworks:",
      [
        "waivers.yaml": """
        waivers:
          - { control: repository.secret, check: secret, owner: a, reason: b, until: 2027-01-01 }
        """
      ])
    #expect(
      workspace.problems() == [
        "waivers.yaml:2:16: unknown control \"repository.secret\"; did you mean "
          + "\"repository.secrets\"?",
        "waivers.yaml:2:42: unknown check \"secret\"; did you mean \"secrets\"?",
      ])
  }
}
