import Foundation
import TestSupport
import Testing

/// `avouch scan secrets` as people and hooks run it.
@Suite struct ScanSecretsTests {
  /// In parts, so that this file holds none.
  private let token = "gh" + "p_" + "yXBHMoc5L40zBANMAAcNPMMcv7FQw42kWkIk"

  @Test func `what is found ends with 1 and never shows the secret`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x = \(token)\n"])
    try repository.commit(["a.txt": "clean\n"])
    for format in ["text", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv"] {
      let run = try AvouchProcess.run("scan", "secrets", "-f", format, in: repository.path)
      #expect(run.status == 1, "\(format): \(run.errors)")
      #expect(run.output.contains("github-personal-token") || run.output.contains("GitHub"))
      #expect(!run.output.contains(token.suffix(20)) && !run.errors.contains(token.suffix(20)))
    }
    let now = try AvouchProcess.run("scan", "secrets", "--worktree", in: repository.path)
    #expect(now.status == 0 && now.output.contains("No secret is in the files"))
    let head = try AvouchProcess.run("scan", "secrets", "--head-only", in: repository.path)
    #expect(head.status == 0 && head.output.contains("verified"))
  }

  @Test func `what a baseline lists is known, and only that`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x = \(token)\n"])
    func scan(_ words: String..., key: String = "k1") throws -> AvouchProcess {
      try AvouchProcess.run(
        ["scan", "secrets"] + words, in: repository.path,
        environment: ["AVOUCH_FINGERPRINT_KEY": key])
    }
    let known = repository.folder.path + "/known.json"
    #expect(try scan("--write-baseline", known).status == 1)
    let text = try String(contentsOfFile: known, encoding: .utf8)
    #expect(!text.contains(token.suffix(12)))
    #expect(try scan("--baseline", known).status == 0)
    // The same secret elsewhere is as known as before; another one is not.
    try repository.commit(["b.txt": "y = \(token)\n"])
    #expect(try scan("--baseline", known).status == 0)
    let other = "gl" + "pat-" + "x3Vb9QpL7mKt2RwZcY8d"
    try repository.commit(["c.txt": "z = \(other)\n"])
    #expect(try scan("--baseline", known, "--write-baseline", known).status == 1)
    #expect(try scan("--baseline", known).status == 0)
    #expect(try scan("--baseline", known, key: "k2").output.contains("another key"))
    #expect(try scan("--baseline", known, key: "k2").status == 3)
    #expect(try scan("--config", "/none.yaml").status == 3)
  }

  @Test func `staged files and plain folders`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"])
    try repository.folder.write("repository/b.txt", "x = \(token)\n")
    #expect(try AvouchProcess.run("scan", "secrets", "--staged", in: repository.path).status == 0)
    try repository.git(["add", "b.txt"])
    let staged = try AvouchProcess.run("scan", "secrets", "--staged", in: repository.path)
    #expect(staged.status == 1 && staged.output.contains("b.txt:1:5"))
    let folder = TemporaryFolder()
    try folder.write("sub/c.txt", "x = \(token)\n")
    let plain = try AvouchProcess.run("scan", "secrets", in: folder)
    #expect(plain.status == 1 && plain.output.contains("sub/c.txt:1:5"), "\(plain.output)")
    let empty = try AvouchProcess.run("scan", "secrets", in: TemporaryFolder())
    #expect(empty.status == 3 && empty.output.contains("holds no files"))
  }

  @Test func `a shallow clone ends with 3 unless that is allowed`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "one\n"])
    try repository.commit(["a.txt": "two\n"])
    let clone = repository.folder.path + "/clone"
    try repository.git(["clone", "-q", "--depth", "1", "file://" + repository.path, clone])
    let run = try AvouchProcess.run("scan", "secrets", in: clone)
    #expect(run.status == 3 && run.output.contains("shallow"))
    let allowed = try AvouchProcess.run("scan", "secrets", "--allow-unmeasured", in: clone)
    #expect(allowed.status == 0 && allowed.output.contains("--allow-unmeasured"))
  }

  @Test(arguments: [
    (["--staged", "--worktree"], "two answers"), (["--range", "main"], "two revisions"),
    (["--sinc", "x"], "did you mean \"--since\"?"),
  ])
  func `a wrong command line ends with 2`(options: [String], expected: String) throws {
    let folder = TemporaryFolder()
    let run = try AvouchProcess.run("scan", "secrets", options[0], options[1], in: folder)
    #expect(run.status == 2 && run.errors.contains(expected), "\(run.errors)")
  }
}
