import Foundation
import Model
import Systems
import TestSupport
import Testing

struct GitRepositoryTests {
  @Test func `references and their targets, sorted`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit(["a": "1\n"])
    try repository.git(["branch", "zeta"])
    try repository.git(["tag", "v1"])
    let second = try repository.commit(["a": "2\n"])
    try repository.git(["pack-refs", "--all"])
    try repository.git(["branch", "alpha"])
    let references = try GitRepository(at: repository.path).references()
    #expect(
      references.list.map(\.name)
        == ["refs/heads/alpha", "refs/heads/main", "refs/heads/zeta", "refs/tags/v1"])
    #expect(references.list.map(\.target.description) == [second, second, first, first])
    #expect(references.unreadable.isEmpty)
  }

  @Test func `history is oldest first and equals what git lists`() throws {
    let repository = try TemporaryRepository()
    for index in 0..<4 { try repository.commit(["a": "\(index)\n"]) }
    try repository.git(["checkout", "-q", "-b", "side", "HEAD~2"])
    for index in 0..<3 { try repository.commit(["b": "\(index)\n"]) }
    try repository.git(["checkout", "-q", "main"])
    try repository.git(["merge", "-q", "--no-ff", "-m", "merge", "side"])
    let opened = try GitRepository(at: repository.path)
    let head = try #require(try opened.headCommit())
    let history = opened.history(from: [head])
    let listed = try repository.git(["rev-list", "--all"]).split(separator: "\n").map(String.init)
    #expect(Set(history.commits.map(\.id.description)) == Set(listed))
    #expect(history.missing.isEmpty)
    var seen: Set<GitObjectID> = []
    for commit in history.commits {
      #expect(commit.parents.allSatisfy { seen.contains($0) })
      seen.insert(commit.id)
    }
  }

  @Test func `changes between trees`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "1\n", "b": "1\n", "dir/x": "1\n", "dir.txt": "1\n"])
    try repository.commit(["b": "2\n", "dir/x": "2\n", "c": "1\n", "a": nil])
    let opened = try GitRepository(at: repository.path)
    let head = try opened.commit(try #require(try opened.headCommit()))
    let parent = try opened.commit(try #require(head.parents.first))
    let changes = try opened.changes(from: parent.tree, to: head.tree)
    #expect(changes.map(\.entry.name) == ["b", "c", "dir"])
    #expect(changes.map { $0.previous != nil } == [true, false, true])
    #expect(changes.map(\.entry.kind) == [.blob, .blob, .folder])
    #expect(try opened.entries(of: head.tree).map(\.name) == ["b", "c", "dir.txt", "dir"])
    #expect(try opened.object(at: "dir/x", in: head.tree)?.kind == .blob)
    #expect(try opened.object(at: "dir/x/y", in: head.tree) == nil)
  }

  @Test func `blobs are read within a limit`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "12345", "empty": ""])
    let opened = try GitRepository(at: repository.path)
    let head = try opened.commit(try #require(try opened.headCommit()))
    let blob = try #require(try opened.object(at: "a", in: head.tree)).id
    let empty = try #require(try opened.object(at: "empty", in: head.tree)).id
    #expect(try opened.blob(blob, limit: 5) == Array("12345".utf8))
    #expect(try opened.blob(empty, limit: 0) == [])
    #expect(throws: Unavailable.self) { _ = try opened.blob(blob, limit: 4) }
    #expect(throws: Unavailable("\(head.id.description) is not a blob")) {
      _ = try opened.blob(head.id, limit: 100)
    }
  }

  @Test func `sparse and partial clones open`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a/x": "1\n", "b/x": "1\n"])
    try repository.git(["sparse-checkout", "set", "a"])
    #expect(try GitRepository(at: repository.path).headCommit() != nil)
    try repository.git(["config", "core.repositoryFormatVersion", "1"])
    try repository.git(["config", "extensions.partialClone", "origin"])
    #expect(try GitRepository(at: repository.path).headCommit() != nil)
    try repository.git(["config", "extensions.somethingNew", "true"])
    #expect(throws: Unavailable.self) { _ = try GitRepository(at: repository.path) }
  }

  @Test func `a hostile configuration runs nothing`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "1\n", ".gitattributes": "* filter=evil diff=evil\n"])
    let trap = repository.folder.path + "/trap"
    for name in [
      "filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "core.fsmonitor",
      "core.sshCommand", "core.pager",
    ] {
      try repository.git(["config", name, "touch \(trap)"])
    }
    let opened = try GitRepository(at: repository.path)
    _ = opened.lastChanges(of: ["a"])
    _ = opened.history(from: [try #require(try opened.headCommit())])
    #expect(!FileManager.default.fileExists(atPath: trap))
  }

  @Test func `corrupt metadata is an error`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "1\n"])
    try repository.folder.write("repository/.git/HEAD", "nonsense")
    #expect(throws: Unavailable.self) {
      _ = try GitRepository(at: repository.path).headCommit()
    }
    try repository.folder.write("repository/.git/config", "[core\nbroken")
    #expect(throws: Unavailable.self) { _ = try GitRepository(at: repository.path) }
  }
}
