import Foundation
import Model
import Systems
import TestSupport
import Testing

struct GitRepositoryTests {
  @Test func `objects at paths`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "1\n", "dir/x": "1\n", "dir.txt": "1\n"])
    let opened = try GitRepository(at: repository.path)
    let head = try opened.commit(try #require(try opened.headCommit()))
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
    _ = try opened.stagedFiles()
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
