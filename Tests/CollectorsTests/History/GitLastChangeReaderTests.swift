import Collectors
import Model
import TestSupport
import Testing

struct GitLastChangeReaderTests {
  private func change(
    of path: String, in folder: String
  ) throws -> Result<TextFile.Change, Unavailable> {
    try #require(GitLastChangeReader().lastChanges(of: [path], in: folder)[path])
  }

  @Test func `the newest commit that changed the file`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["docs/a.md": "one\n", "b.md": "one\n"])
    let wanted = try repository.commit(["docs/a.md": "two\n"])
    let seconds = repository.lastCommitSeconds
    try repository.commit(["b.md": "two\n"])
    let change = try change(of: "docs/a.md", in: repository.path).get()
    #expect(change.commit == wanted)
    #expect(change.date.seconds == seconds)
    #expect(try self.change(of: "a.md", in: repository.path + "/docs").get().commit == wanted)
  }

  @Test func `a side branch whose version lost does not count`() throws {
    let repository = try TemporaryRepository()
    let wanted = try repository.commit(["a.md": "one\n"])
    try repository.git(["checkout", "-q", "-b", "side"])
    try repository.commit(["a.md": "side\n"])
    try repository.git(["checkout", "-q", "main"])
    try repository.commit(["b.md": "x\n"])
    try repository.git(["merge", "-q", "-s", "ours", "-m", "merge", "side"])
    #expect(try change(of: "a.md", in: repository.path).get().commit == wanted)
  }

  @Test func `a merged change belongs to its commit`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.md": "one\n"])
    try repository.git(["checkout", "-q", "-b", "side"])
    let wanted = try repository.commit(["a.md": "side\n"])
    try repository.git(["checkout", "-q", "main"])
    try repository.commit(["b.md": "x\n"])
    try repository.git(["merge", "-q", "--no-ff", "-m", "merge", "side"])
    #expect(try change(of: "a.md", in: repository.path).get().commit == wanted)
  }

  @Test func `what git says for many files is what we say`() throws {
    let repository = try TemporaryRepository()
    for index in 0..<15 {
      try repository.commit(["f\(index % 4)/x.md": "\(index)\n", "g\(index % 3).md": "\(index)\n"])
    }
    let paths = ["f0/x.md", "f1/x.md", "f2/x.md", "f3/x.md", "g0.md", "g1.md", "g2.md"]
    let found = GitLastChangeReader().lastChanges(of: paths, in: repository.path)
    for path in paths {
      let expected = try repository.git(["log", "-1", "--format=%H", "--", path])
      #expect(try found[path]?.get().commit == expected)
    }
  }

  @Test func `what is not committed has no last change`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.md": "one\n"])
    try repository.folder.write("repository/new.md", "x")
    try repository.folder.write("repository/a.md", "changed")
    #expect(
      try change(of: "new.md", in: repository.path).reason == "new.md is not committed")
    #expect(
      try change(of: "a.md", in: repository.path).reason
        == "a.md has changes that are not committed")
    #expect(
      try change(of: "absent.md", in: repository.path).reason == "absent.md is not committed")
  }

  @Test func `a shallow clone does not guess`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.md": "one\n"])
    try repository.commit(["b.md": "one\n"])
    let clone = repository.folder.path + "/clone"
    try repository.git(["clone", "-q", "--depth", "1", "file://" + repository.path, clone])
    #expect(
      try change(of: "a.md", in: clone).reason
        == "the clone is shallow and does not reach the last change")
  }

  @Test func `no repository and no commits`() throws {
    let folder = TemporaryFolder()
    let outside = try change(of: "a.md", in: folder.path).reason
    #expect(outside == "\(folder.path) is not inside a git repository")
    let empty = try TemporaryRepository()
    let reason = try change(of: "a.md", in: empty.path).reason
    #expect(reason == "not committed: the repository has no commits")
  }
}

extension Result where Failure == Unavailable {
  fileprivate var reason: String? {
    guard case .failure(let error) = self else { return nil }
    return error.reason
  }
}
