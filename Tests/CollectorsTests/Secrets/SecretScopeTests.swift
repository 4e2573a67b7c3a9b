import Foundation
import Model
import TestSupport
import Testing

/// What of a repository is gone through.
struct SecretScopeTests {
  private let token = SecretTesting.githubToken
  private let key = SecretTesting.awsKey

  @Test func `since and range look at what their commits bring in alone`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["old.txt": "x \(token)\n"])
    try repository.git(["tag", "before"])
    let commit = try repository.commit(["new.txt": "x \(key)\n", "copy.txt": "x \(token)\n"])
    let since = try SecretTesting.collect(repository.path, scope: .since("before"))
    #expect(since.matches.map(\.location.path) == ["new.txt"])
    #expect(since.matches.map(\.location.commit) == [commit])
    #expect(since.commits == 1 && since.blobs == 1 && since.gaps.isEmpty)
    let range = try SecretTesting.collect(repository.path, scope: .range("before", "main"))
    #expect(range.matches == since.matches)
    let none = try SecretTesting.collect(repository.path, scope: .range("main", "main"))
    #expect(none.matches.isEmpty && none.commits == 0)
    #expect(throws: Unavailable.self) {
      _ = try SecretTesting.collect(repository.path, scope: .since("nowhere"))
    }
  }

  @Test func `a merge brings in what no parent holds`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"])
    try repository.git(["checkout", "-q", "-b", "topic"])
    try repository.commit(["b.txt": "other\n"])
    try repository.git(["checkout", "-q", "main"])
    try repository.commit(["c.txt": "x \(token)\n"])
    try repository.git(["checkout", "-q", "topic"])
    try repository.git(["merge", "-q", "--no-ff", "-m", "merge", "main"])
    let scan = try SecretTesting.collect(repository.path, scope: .range("main", "topic"))
    #expect(scan.matches.isEmpty && scan.commits == 2 && scan.blobs == 1)
  }

  @Test func `staged looks at the index alone`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["old.txt": "x \(token)\n"])
    try repository.folder.write("repository/new.txt", "x\nx \(key)\n")
    try repository.git(["add", "new.txt"])
    try repository.folder.write("repository/new.txt", "clean by now\n")
    try repository.folder.write("repository/not-added.txt", "x \(token)\n")
    let scan = try SecretTesting.collect(repository.path, scope: .staged)
    #expect(scan.matches.map(\.location.path) == ["new.txt"])
    #expect(scan.matches.first?.location.span?.line == 2)
    #expect(scan.blobs == 1 && scan.gaps.isEmpty)
  }

  @Test func `files are looked at as they are, with or without a repository`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["gone.txt": "x \(token)\n", ".gitignore": "ignored.txt\n"])
    try repository.commit(["gone.txt": nil, "kept.txt": "clean\n"])
    try repository.folder.write("repository/kept.txt", "x \(key)\n")
    try repository.folder.write("repository/sub/new.txt", "x \(token)\n")
    try repository.folder.write("repository/ignored.txt", "x \(token)\n")
    let scan = try SecretTesting.collect(repository.path, scope: .workTree)
    #expect(scan.matches.map(\.location.path) == ["kept.txt", "sub/new.txt"])
    #expect(scan.gaps.isEmpty)
    let folder = TemporaryFolder()
    try folder.write("a/b.txt", "x \(token)\n")
    let plain = try SecretTesting.collect(folder.path, scope: .workTree)
    #expect(plain.matches.map(\.location.path) == ["a/b.txt"])
  }

  @Test func `a text that is handed over is scanned`() throws {
    let scan = try SecretTesting.collect("/", scope: .text(Array("x\n\(token)\n".utf8)))
    #expect(scan.matches.map(\.location.span?.line) == [2])
  }

  @Test func `messages, people, tags and names of files are history`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"], "use \(token)")
    try repository.commit(["id-\(key).txt": "clean\n"])
    let other = "AK" + "IA" + "Q7RTVZJ2KXM5LWQE"
    try repository.git(["tag", "-a", "-m", "with \(other)", "v1"])
    let scan = try SecretTesting.collect(repository.path)
    #expect(Set(scan.matches.map(\.source)) == [.commit, .fileName, .tag])
    let message = try #require(scan.matches.first { $0.source == .commit })
    #expect(message.rule == "github-personal-token" && message.location.path == nil)
    #expect(message.author?.contains("<") == true)
  }

  @Test func `what no reference leads to counts only when asked`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"])
    try repository.commit(["b.txt": "x \(token)\n"])
    try repository.git(["reset", "-q", "--hard", "HEAD~1"])
    #expect(try SecretTesting.collect(repository.path).matches.isEmpty)
    let scan = try SecretTesting.collect(repository.path, unreachable: true)
    #expect(scan.matches.map(\.rule) == ["github-personal-token"])
    #expect(scan.matches.map(\.introducedAt) == [nil])
  }

  @Test func `a repository of SHA-256 names is scanned like any other`() throws {
    let repository = try TemporaryRepository(arguments: ["--object-format=sha256"])
    try repository.commit(["a.txt": "clean\n"])
    let commit = try repository.commit(["sub/b.txt": "x \(token)\n"], "use \(key)")
    try repository.git(["repack", "-adq"])
    try repository.commit(["sub/b.txt": "clean\n"])
    let scan = try SecretTesting.collect(repository.path + "/sub")
    #expect(scan.matches.map(\.rule) == ["aws-access-key", "github-personal-token"])
    #expect(scan.matches.map(\.location.path) == [nil, "sub/b.txt"])
    #expect(scan.matches.map(\.location.commit) == [commit, commit])
    #expect(scan.matches.last?.isInHead == false)
    #expect(scan.gaps.isEmpty && scan.commits == 3 && scan.blobs == 2)
    let part = try SecretTesting.collect(repository.path, scope: .since(commit))
    #expect(part.matches.isEmpty && part.commits == 1)
    #expect(throws: Unavailable("revision nowhere does not name a commit")) {
      _ = try SecretTesting.collect(repository.path, scope: .since("nowhere"))
    }
  }

  @Test func `replaced objects are read as they are, and alternates are followed`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit(["a.txt": "x \(token)\n"])
    let second = try repository.commit(["a.txt": "clean\n"])
    try repository.git(["replace", first, second])
    #expect(try SecretTesting.collect(repository.path).matches.count == 1)
    let clone = repository.folder.path + "/shared"
    try repository.git(["clone", "-q", "--shared", repository.path, clone])
    let scan = try SecretTesting.collect(clone)
    #expect(scan.matches.count == 1 && scan.gaps.isEmpty)
  }

  @Test func `a multi-pack index, grafts and submodules change nothing of what is scanned`() throws
  {
    let repository = try TemporaryRepository()
    let first = try repository.commit(["a.txt": "x \(token)\n"])
    try repository.git(["repack", "-dq"])
    let second = try repository.commit(["a.txt": "clean\n", "b.txt": "y \(key)\n"])
    try repository.git(["repack", "-dq"])
    let plain = try SecretTesting.collect(repository.path)
    #expect(plain.matches.map(\.location.commit) == [first, second] && plain.gaps.isEmpty)
    try repository.git(["multi-pack-index", "write"])
    #expect(try SecretTesting.collect(repository.path).matches == plain.matches)
    // Hides the first commit from git.
    try repository.folder.write("repository/.git/info/grafts", second + "\n")
    #expect(try SecretTesting.collect(repository.path).matches == plain.matches)
    let outer = try TemporaryRepository()
    try outer.git([
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.path, "inner",
    ])
    try outer.commit(["c.txt": "clean\n"])
    #expect(try SecretTesting.collect(outer.path).matches.isEmpty)
    let inner = try SecretTesting.collect(outer.path + "/inner")
    #expect(inner.matches.map(\.fingerprint) == plain.matches.map(\.fingerprint))
  }

  @Test func `a partial clone says what is missing`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    try repository.commit(["a.txt": "clean\n"])
    try repository.git(["config", "uploadpack.allowFilter", "true"])
    let clone = repository.folder.path + "/partial"
    try repository.git([
      "clone", "-q", "--bare", "--filter=blob:none", "file://" + repository.path, clone,
    ])
    let scan = try SecretTesting.collect(clone)
    #expect(scan.matches.isEmpty)
    #expect(scan.gaps.contains { $0.contains("partial clone") })
  }
}
