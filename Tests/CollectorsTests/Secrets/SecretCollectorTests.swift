import Collectors
import Foundation
import Model
import TestSupport
import Testing

struct SecretCollectorTests {
  private let token = SecretTesting.githubToken

  @Test func `a secret in HEAD is found at its place`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["README.md": "hello\n"])
    let commit = try repository.commit(["app/settings.py": "# é\nDEBUG = 1\nkéy = '\(token)'\n"])
    let scan = try SecretTesting.collect(repository.path)
    let match = try #require(scan.matches.first)
    #expect(scan.matches.count == 1)
    #expect(match.rule == "github-personal-token")
    #expect(match.location.path == "app/settings.py")
    #expect(match.location.span == TextSpan(line: 3, column: 8, endLine: 3, endColumn: 48))
    #expect(match.location.commit == commit)
    #expect(
      match.location.blob == (try repository.git(["rev-parse", "HEAD:app/settings.py"])))
    #expect(match.introducedAt?.seconds == repository.lastCommitSeconds)
    #expect(match.isInHead)
    #expect(match.masked == "ghp_… (40 characters)")
    #expect(scan.commits == 2)
    #expect(scan.blobs == 2)
    #expect(scan.gaps.isEmpty)
    #expect(scan.head == commit)
  }

  @Test func `a history without secrets has no matches`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["README.md": "hello\n", "a/b/c.txt": "password = os.environ['X']\n"])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.isEmpty)
    #expect(scan.gaps.isEmpty)
    #expect(scan.blobs == 2)
  }

  @Test func `a removed secret stays in history`() throws {
    let repository = try TemporaryRepository()
    let introduced = try repository.commit(["a.txt": "x \(token)\n"])
    try repository.commit(["a.txt": "more\nx \(token)\n"])
    try repository.commit(["a.txt": "clean\n"])
    let match = try #require(try SecretTesting.collect(repository.path).matches.first)
    #expect(!match.isInHead)
    #expect(match.location.commit == introduced)
    #expect(match.location.span?.line == 1)
    #expect(match.furtherPlaces == 1)
  }

  @Test func `a secret only on a side branch is found`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"])
    try repository.git(["checkout", "-q", "-b", "side"])
    let commit = try repository.commit(["b.txt": "x \(token)\n"])
    try repository.git(["checkout", "-q", "main"])
    let match = try #require(try SecretTesting.collect(repository.path).matches.first)
    #expect(match.location.commit == commit)
    #expect(!match.isInHead)
  }

  @Test func `a merged secret belongs to the commit that brought it, not to the merge`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"])
    try repository.git(["checkout", "-q", "-b", "side"])
    let commit = try repository.commit(["b.txt": "x \(token)\n"])
    try repository.git(["checkout", "-q", "main"])
    try repository.commit(["c.txt": "clean too\n"])
    try repository.git(["merge", "-q", "--no-ff", "-m", "merge", "side"])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.map(\.location.commit) == [commit])
    #expect(scan.matches.map(\.isInHead) == [true])
  }

  @Test func `a secret that only a merge brings in belongs to it`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"])
    try repository.git(["checkout", "-q", "-b", "side"])
    try repository.commit(["b.txt": "clean\n"])
    try repository.git(["checkout", "-q", "main"])
    try repository.commit(["c.txt": "clean too\n"])
    try repository.git(["merge", "-q", "--no-commit", "--no-ff", "side"])
    let merge = try repository.commit(["evil.txt": "x \(token)\n"], "merge")
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.map(\.location.commit) == [merge])
  }

  @Test func `a secret in two files is two matches with one fingerprint`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n", "b.txt": "other \(token)\n"])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.map(\.location.path) == ["a.txt", "b.txt"])
    #expect(Set(scan.matches.map(\.fingerprint)).count == 1)
  }

  @Test func `a renamed file has its secret at both paths`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit(["old/a.txt": "x \(token)\n"])
    try repository.git(["mv", "old", "new"])
    let second = try repository.commit([:])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.map(\.location.path) == ["new/a.txt", "old/a.txt"])
    #expect(scan.matches.map(\.isInHead) == [true, false])
    #expect(scan.matches.map(\.location.commit) == [second, first])
    #expect(scan.blobs == 1)
  }

  @Test func `look-alikes are not found`() throws {
    let wrongChecksum = String(token.dropLast()) + "l"
    let sample = "AK" + "IAIOSFODNN7EXAMPLE"
    let repository = try TemporaryRepository()
    try repository.commit([
      "a.txt": "x \(wrongChecksum)\ny \(sample)\npassword = \"${PASSWORD_1}\"\n"
    ])
    #expect(try SecretTesting.collect(repository.path).matches.isEmpty)
  }

  @Test func `a shallow clone is a gap`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    try repository.commit(["a.txt": "clean\n"])
    let clone = repository.folder.path + "/clone"
    try repository.git(["clone", "-q", "--depth", "1", "file://" + repository.path, clone])
    let scan = try SecretTesting.collect(clone)
    #expect(scan.matches.isEmpty)
    #expect(scan.commits == 1)
    #expect(scan.gaps.count == 1)
    #expect(scan.gaps.first?.contains("shallow") == true)
  }

  @Test func `a bare repository is read`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    let bare = repository.folder.path + "/bare.git"
    try repository.git(["clone", "-q", "--bare", repository.path, bare])
    let scan = try SecretTesting.collect(bare)
    #expect(scan.matches.map(\.isInHead) == [true])
    #expect(scan.gaps.isEmpty)
  }

  @Test func `packed references and objects give the same matches`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    try repository.git(["branch", "side"])
    try repository.commit(["a.txt": "clean\n"])
    let loose = try SecretTesting.collect(repository.path)
    try repository.git(["gc", "-q"])
    let packed = try SecretTesting.collect(repository.path)
    #expect(loose.matches == packed.matches)
    #expect(loose.matches.count == 1)
    #expect(loose.digest == packed.digest)
  }

  @Test func `a linked work tree sees the whole history`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["sub/a.txt": "x \(token)\n"])
    let linked = repository.folder.path + "/linked"
    try repository.git(["worktree", "add", "-q", "-b", "other", linked])
    let scan = try SecretTesting.collect(linked + "/sub")
    #expect(scan.matches.count == 1)
    #expect(scan.gaps.isEmpty)
  }

  @Test func `a stash, a tagged blob and an annotated tag are history too`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "clean\n"])
    try repository.folder.write("repository/a.txt", "x \(token)\n")
    try repository.git(["stash", "-q"])
    try repository.folder.write("key.txt", "id = \(SecretTesting.awsKey)\n")
    let blob = try repository.git(["hash-object", "-w", repository.folder.path + "/key.txt"])
    try repository.git(["tag", "-a", "-m", "a blob", "kept", blob])
    let rules = Set(try SecretTesting.collect(repository.path).matches.map(\.rule))
    #expect(rules == ["github-personal-token", "aws-access-key"])
  }

  @Test func `a missing object is a gap`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "one\n", "b.txt": "x \(token)\n"])
    let blob = try repository.git(["rev-parse", "HEAD:a.txt"])
    try FileManager.default.removeItem(
      atPath: repository.path + "/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.count == 1)
    #expect(scan.gaps.count == 1)
    #expect(scan.gaps.first?.contains(blob) == true)
  }

  @Test(arguments: [20, 100, 2_000])
  func `a damaged pack is a gap, never a clean pass`(_ offset: Int) throws {
    let repository = try TemporaryRepository()
    for index in 0..<5 {
      let text = (0..<400).map { "line \($0 * $0 * (index + 3))\n" }.joined()
      try repository.commit(["a\(index).txt": text])
    }
    try repository.git(["gc", "-q"])
    let folder = repository.path + "/.git/objects/pack"
    let pack = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".pack") })
    var bytes = try Data(contentsOf: URL(filePath: folder + "/" + pack))
    for index in offset..<(offset + 40) { bytes[index] ^= 0x5A }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: folder + "/" + pack)
    try bytes.write(to: URL(filePath: folder + "/" + pack))
    let outcome = Result { try SecretTesting.collect(repository.path) }
    if case .success(let scan) = outcome { #expect(!scan.gaps.isEmpty) }
  }

  @Test func `a damaged reference is a gap`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "one\n"])
    try repository.folder.write("repository/.git/refs/heads/broken", "nonsense\n")
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.gaps == ["reference refs/heads/broken cannot be read"])
  }

  @Test func `a blob above the limit is read in stretches, an archive of that size is a gap`()
    throws
  {
    let repository = try TemporaryRepository()
    let large = [UInt8](repeating: 0x20, count: SecretCollector.largestBlob + 1)
    try repository.folder.write("repository/large.bin", large + Array("x \(token)\n".utf8))
    try repository.commit([:])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.map(\.location.span?.column) == [large.count + 3])
    #expect(scan.gaps.isEmpty)
    try repository.folder.write("repository/large.bin", Array("PK\u{3}\u{4}".utf8) + large)
    try repository.commit([:])
    let gaps = try SecretTesting.collect(repository.path).gaps
    #expect(gaps.count == 1)
    #expect(gaps.first?.contains("more than the 67.1 MB that are read of archives") == true)
  }

  @Test func `no repository and no commits`() throws {
    let folder = TemporaryFolder()
    #expect(throws: Unavailable("\(folder.path) is not inside a git repository")) {
      _ = try SecretTesting.collect(folder.path)
    }
    let fresh = try TemporaryRepository()
    let empty = try SecretTesting.collect(fresh.path)
    #expect(empty.commits == 0)
    #expect(empty.head == nil)
  }

  @Test func `nested copies of one tree take no time`() throws {
    let repository = try TemporaryRepository()
    var tree = try repository.git(["hash-object", "-w", "-t", "tree", "/dev/null"])
    let blob = try Self.write("x \(token)\n", in: repository)
    tree = try Self.makeTree("100644 blob \(blob)\tleaf\n", in: repository)
    for _ in 0..<12 {
      let lines = (0..<10).map { "040000 tree \(tree)\tcopy\($0)\n" }.joined()
      tree = try Self.makeTree(lines, in: repository)
    }
    let commit = try repository.git(["commit-tree", tree, "-m", "bomb"])
    try repository.git(["update-ref", "refs/heads/main", commit])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.blobs == 1)
    #expect(!scan.matches.isEmpty && scan.matches.count <= 65)
  }

  @Test func `cancelling ends the scan with a reason`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    let cancellation = Cancellation()
    cancellation.cancel()
    let collector = SecretCollector(
      rules: try SecretTesting.rules.get(), fingerprintKey: SecretTesting.key)
    #expect(throws: Unavailable("the run was interrupted")) {
      _ = try collector.collect(
        SecretScanRequest(repository: repository.path),
        in: SecretTesting.context(cancellation: cancellation))
    }
  }

  @Test func `one thread and many give the same facts`() throws {
    let repository = try TemporaryRepository()
    for index in 0..<12 {
      var files: [String: String?] = [:]
      for file in 0..<20 { files["f\(file).txt"] = "version \(index) of \(file)\nx \(token)\n" }
      try repository.commit(files)
    }
    let one = try SecretTesting.collect(repository.path, workers: 1)
    let many = try SecretTesting.collect(repository.path, workers: 4)
    #expect(one.matches == many.matches)
    #expect(one.matches.count == 20)
    #expect(one.blobs == 240)
    #expect(one.bytes == many.bytes)
  }

  @Test func `planted secrets occur in no fact`() throws {
    let secrets = [token, SecretTesting.awsKey, SecretTesting.password]
    let repository = try TemporaryRepository()
    try repository.commit([
      "a.txt": "a = \(secrets[0])\nb = \(secrets[1])\npassword = \"\(secrets[2])\"\n"
    ])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.count == 3)
    var text = ""
    dump(scan, to: &text)
    for secret in secrets {
      #expect(!text.contains(secret))
      #expect(!text.contains(secret.dropFirst(5)))
    }
  }

  @Test func `fingerprints depend on the key and not on the place`() throws {
    let rules = try SecretTesting.rules.get()
    let text = Array("x \(token)\n".utf8)
    let moved = Array("\n\n y = \(token)\n".utf8)
    let first = try SecretScanner(rules, fingerprintKey: [1]).scan(text)
    let second = try SecretScanner(rules, fingerprintKey: [2]).scan(text)
    let third = try SecretScanner(rules, fingerprintKey: [1]).scan(moved)
    #expect(first.secrets.first?.fingerprint != second.secrets.first?.fingerprint)
    #expect(first.secrets.first?.fingerprint == third.secrets.first?.fingerprint)
  }

  private static func write(_ text: String, in repository: TemporaryRepository) throws -> String {
    try repository.folder.write("object.txt", text)
    return try repository.git(["hash-object", "-w", repository.folder.path + "/object.txt"])
  }

  private static func makeTree(
    _ lines: String, in repository: TemporaryRepository
  ) throws -> String {
    try repository.folder.write("tree.txt", lines)
    let script = "git mktree < '\(repository.folder.path)/tree.txt'"
    try repository.git(["config", "alias.make-tree", "!" + script])
    return try repository.git(["make-tree"])
  }
}
