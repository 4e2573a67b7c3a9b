import Foundation
import Model
import TestSupport
import Testing

@testable import Systems

/// Commits, trees and references are what git says they are.
struct StoredHistoryTests {
  private func history(at path: String) throws -> (StoredHistory, RepositoryReferences) {
    let folders = try RepositoryFolders.discover(from: path)
    let catalog = try ObjectCatalog(ObjectStore(folders), workers: 2)
    return (
      try StoredHistory(catalog, workers: 2, isCancelled: { false }),
      try RepositoryReferences(of: folders)
    )
  }

  @Test("references, commits and trees equal what git lists", arguments: ["sha1", "sha256"])
  func equality(hash: String) throws {
    let repository = try TemporaryRepository(arguments: ["--object-format=\(hash)"])
    for index in 0..<6 {
      try repository.commit([
        "a": "\(index)\n", "dir/x\(index)": "1\n", "dir.txt": "\(index / 2)\n",
        "dir/é/y": "\(index)\n",
      ])
    }
    try repository.git(["checkout", "-q", "-b", "side", "HEAD~3"])
    for index in 0..<3 { try repository.commit(["b": "\(index)\n"]) }
    try repository.git(["checkout", "-q", "main"])
    try repository.git(["merge", "-q", "--no-ff", "-m", "merge", "side"])
    try repository.git(["tag", "-a", "-m", "one", "v1", "HEAD~1"])
    try repository.git(["tag", "v2"])
    try repository.git(["gc", "-q"])
    try repository.commit(["dir": nil, "loose": "1\n"])
    try repository.git(["branch", "new"])
    let (history, references) = try history(at: repository.path)
    let listed = try repository.git(["for-each-ref", "--format=%(refname) %(objectname)"])
    #expect(
      references.list.map { "\($0.name) \($0.target.description)" }
        == listed.split(separator: "\n").map(String.init))
    #expect(references.unreadable.isEmpty)
    #expect(references.head?.description == (try repository.git(["rev-parse", "HEAD"])))
    let tips = try references.list.compactMap { reference -> Int32? in
      guard case .commit(let number) = try history.tip(of: reference.target) else { return nil }
      return number
    }
    let reached = history.reached(from: tips)
    #expect(reached.missing.isEmpty)
    var seen: Set<Int32> = []
    for number in reached.commits {
      let commit = try #require(history.commit(number))
      #expect(commit.parents.allSatisfy { seen.contains($0) })
      seen.insert(number)
    }
    let commits = try repository.git(["rev-list", "--all"]).split(separator: "\n").map(String.init)
    #expect(Set(reached.commits.compactMap { history.name(of: $0)?.description }) == Set(commits))
    for number in reached.commits { try compareTrees(of: number, in: history, with: repository) }
  }

  private func compareTrees(
    of number: Int32, in history: StoredHistory, with repository: TemporaryRepository
  ) throws {
    let commit = try #require(history.commit(number))
    let name = try #require(history.name(of: number)).description
    var lines: [String] = []
    var steps: [(tree: Int32, path: String)] = [(commit.tree, "")]
    while let step = steps.popLast() {
      for line in try history.tree(step.tree) {
        let path = step.path + String(decoding: history.names[line.name], as: UTF8.self)
        if line.isFolder {
          steps.append((line.object, path + "/"))
        } else {
          lines.append("\(try #require(history.name(of: line.object)).description) \(path)")
        }
      }
    }
    let listed = try repository.git([
      "-c", "core.quotePath=false", "ls-tree", "-r", "--format=%(objectname) %(path)", name,
    ])
    #expect(Set(lines) == Set(listed.split(separator: "\n").map(String.init)))
    let date = try repository.git(["log", "-1", "--format=%ct %an <%ae>", name])
    #expect("\(commit.committedAt) \(try #require(history.author(of: number)))" == date)
  }

  @Test func `changes are what two trees do not share`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "1\n", "b": "1\n", "dir/x": "1\n", "dir.txt": "1\n"])
    try repository.commit(["b": "2\n", "dir/x": "2\n", "c": "1\n", "a": nil])
    let (history, references) = try history(at: repository.path)
    let head = try #require(references.head.flatMap { history.number(of: $0) })
    let commit = try #require(history.commit(head))
    let parent = try #require(commit.parents.first.flatMap { history.commit($0) })
    let changes = try history.changes(from: parent.tree, to: commit.tree)
    let names = changes.map { String(decoding: history.names[$0.line.name], as: UTF8.self) }
    #expect(names == ["b", "c", "dir"])
    #expect(changes.map { $0.previous != nil } == [true, false, true])
    #expect(changes.map(\.line.isFolder) == [false, false, true])
    #expect(throws: Unavailable.self) { _ = try history.tree(head) }
  }

  @Test func `damaged trees, commits and references are told`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "1\n"])
    func object(_ kind: String, _ bytes: [UInt8]) throws -> ObjectName {
      try repository.folder.write("object", bytes)
      let path = repository.folder.path + "/object"
      let name = try repository.git(["hash-object", "-w", "--literally", "-t", kind, path])
      return try #require(ObjectName(hexadecimal: name))
    }
    let name = [UInt8](repeating: 7, count: 20)
    let trees = [
      Array("100644 a".utf8), Array("100644 a\0".utf8) + name.dropLast(),
      Array("9 a\0".utf8) + name,
      Array("100644 \0".utf8) + name, Array(" a\0".utf8) + name,
    ]
    let damaged = try trees.map { try object("tree", $0) }
    let lost = try object("tree", Array("40000 lost\0".utf8) + name)
    let commit = try object("commit", Array("tree 12\n\nx".utf8))
    try repository.folder.write("repository/.git/refs/heads/out", "ref: refs/../../../secret\n")
    try repository.folder.write("repository/.git/refs/heads/void", "ref: refs/heads/none\n")
    let (history, references) = try history(at: repository.path)
    for tree in damaged {
      let number = try #require(history.number(of: tree))
      #expect(throws: Unavailable("tree \(tree.description) is damaged")) {
        _ = try history.tree(number)
      }
    }
    let lines = try history.tree(try #require(history.number(of: lost)))
    let absent = try #require(lines.first).object
    #expect(!history.isPresent(absent) && history.name(of: absent)?.bytes == name)
    #expect(throws: Unavailable.self) { _ = try history.tree(absent) }
    #expect(throws: Unavailable("object \(commit.description) is damaged")) {
      _ = try history.tip(of: commit)
    }
    #expect(references.unreadable == ["refs/heads/out"])
    #expect(references.list.map(\.name) == ["refs/heads/main"])
  }

  @Test func `a state changes with every object and reference, and with nothing else`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a": "1\n"])
    func state() throws -> String {
      let folders = try RepositoryFolders.discover(from: repository.path)
      return folders.state(try RepositoryReferences(of: folders))
    }
    var states = [try state()]
    #expect(try state() == states[0])
    try repository.folder.write("repository/untracked", "x")
    #expect(try state() == states[0])
    try repository.folder.write("blob", "loose\n")
    let blob = repository.folder.path + "/blob"
    for arguments in [
      ["hash-object", "-w", blob], ["branch", "b"], ["gc", "-q"], ["checkout", "-q", "-b", "c"],
      ["branch", "-D", "b"],
    ] {
      try repository.git(arguments)
      states.append(try state())
    }
    try repository.commit(["a": "2\n"])
    states.append(try state())
    // A new branch at the same commit changes what HEAD is called, not what it leads to.
    #expect(Set(states).count == states.count)
  }
}
