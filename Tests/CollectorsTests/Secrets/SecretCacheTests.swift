import Foundation
import Model
import Resources
import Systems
import TestSupport
import Testing

@testable import Collectors

/// A scan with a cache comes to what one without comes to.
struct SecretCacheTests {
  private let folder = TemporaryFolder()
  private var cache: CacheFolder { CacheFolder(path: folder.path + "/cache", key: [7]) }
  private let token = SecretTesting.githubToken
  private let key = SecretTesting.awsKey

  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    let lines = (0..<200).map { "line \($0)\n" }.joined()
    try repository.commit(["a.txt": lines + "x \(token)\n", "b.txt": "\(token.dropLast())l\n"])
    try repository.commit(["a.txt": lines], "use \(key)")
    return repository
  }

  /// Scans with and without the cache.
  @discardableResult
  private func compare(
    _ path: String, scope: SecretScope = .history, unreachable: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> SecretScan {
    let cached = try SecretTesting.collect(
      path, scope: scope, unreachable: unreachable, cache: cache)
    let plain = try SecretTesting.collect(path, scope: scope, unreachable: unreachable)
    #expect(cached.matches == plain.matches, sourceLocation: sourceLocation)
    #expect(cached.gaps == plain.gaps, sourceLocation: sourceLocation)
    #expect(cached.lookAlikes == plain.lookAlikes, sourceLocation: sourceLocation)
    #expect(cached.commits == plain.commits, sourceLocation: sourceLocation)
    #expect(cached.blobs == plain.blobs, sourceLocation: sourceLocation)
    #expect(cached.digest == plain.digest, sourceLocation: sourceLocation)
    #expect(cached.head == plain.head, sourceLocation: sourceLocation)
    return cached
  }

  private func files(_ word: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: cache.path)
      .filter { $0.hasPrefix(word) }.map { cache.path + "/" + $0 }
  }

  @Test func `a second run and one after a push come to the same, and look at what is new`() throws
  {
    let repository = try repository()
    let first = try compare(repository.path)
    #expect(first.matches.count == 2 && first.lookAlikes == 1)
    #expect(try compare(repository.path).bytes == first.bytes)
    try repository.commit(["c.txt": "y \(key)\n"], "new")
    let new = try compare(repository.path)
    #expect(new.matches.map(\.location.path) == [nil, "a.txt", "c.txt"])
    #expect(new.bytes < 400)
    try repository.git(["gc", "-q", "--prune=now"])
    #expect(try compare(repository.path).bytes == 0)
    try repository.git(["branch", "same"])
    #expect(try compare(repository.path).bytes == 0)
  }

  @Test func `parts of the history and unreachable objects are kept apart`() throws {
    let repository = try repository()
    try compare(repository.path, scope: .range("HEAD~1", "HEAD"))
    try compare(repository.path)
    #expect(try compare(repository.path, scope: .since("HEAD~1")).lookAlikes == 0)
    try repository.commit(["gone.txt": "z \(SecretTesting.awsKey)\n"])
    try repository.git(["reset", "-q", "--hard", "HEAD~1"])
    try compare(repository.path)
    #expect(try compare(repository.path, unreachable: true).matches.count == 3)
    #expect(try compare(repository.path).matches.count == 2)
  }

  @Test func `objects that went are not told of any more`() throws {
    let repository = try repository()
    try repository.commit(["b.txt": "other \(key)\n"])
    try compare(repository.path)
    try repository.git(["reset", "-q", "--hard", "HEAD~2"])
    try repository.git(["reflog", "expire", "--expire=now", "--all"])
    try repository.git(["gc", "-q", "--prune=now"])
    #expect(try compare(repository.path, unreachable: true).matches.count == 1)
  }

  @Test func `what was damaged, changed or made for another is made again`() throws {
    let repository = try repository()
    try compare(repository.path)
    let other = try TemporaryRepository()
    try other.commit(["z.txt": "clean\n"])
    try compare(other.path)
    for word in ["outcome", "objects"] {
      let pair = try files(word).sorted()
      #expect(pair.count == 2)
      let bytes = try pair.map { try Data(contentsOf: URL(filePath: $0)) }
      // Each for the other's repository.
      try bytes[0].write(to: URL(filePath: pair[1]))
      try bytes[1].write(to: URL(filePath: pair[0]))
      try compare(repository.path)
      try compare(other.path)
      for file in pair {
        var changed = try Data(contentsOf: URL(filePath: file))
        changed[changed.count / 2] ^= 0x20
        try changed.write(to: URL(filePath: file))
      }
      try compare(repository.path)
      try compare(other.path)
      for file in pair { try Data().write(to: URL(filePath: file)) }
      try compare(repository.path)
      try compare(other.path)
    }
  }

  @Test func `exceptions and the baseline are looked at anew`() throws {
    let repository = try repository()
    func scan(_ settings: SecretScanSettings) throws -> SecretScan {
      try SecretTesting.collectShipped(repository.path, settings: settings, cache: cache)
    }
    let first = try scan(SecretScanSettings())
    #expect(first.matches.count == 2)
    let known = SecretBaseline(
      first.matches.prefix(1).map { .init(rule: $0.rule, fingerprint: $0.fingerprint) })
    try folder.write("known.json", known.serialized(key: SecretTesting.key) + "\n")
    let second = try scan(SecretScanSettings(baseline: folder.path + "/known.json"))
    #expect(second.matches == Array(first.matches.dropFirst()))
    #expect(second.exceptions.byBaseline == 1)
    try folder.write(
      "allow.yaml", "allow: [{ rule: \(first.matches[1].rule), path: a.txt, reason: a test }]\n")
    let third = try scan(SecretScanSettings(configuration: folder.path + "/allow.yaml"))
    #expect(third.matches.count + third.exceptions.byList == 2)
    #expect(try scan(SecretScanSettings()).matches == first.matches)
    #expect(try files("rules").count == 2)
  }

  @Test func `kept rules find what read ones find`() throws {
    let library = ResourceLibrary(folder: SecretTesting.packageFolder)
    let read = try SecretRules.load(from: library, compilesPatterns: false, cache: cache)
    let kept = try SecretRules.load(from: library, compilesPatterns: false, cache: cache)
    #expect(kept.digest == read.digest && kept.rules.map(\.id) == read.rules.map(\.id))
    // The kept ones have no examples, which is how they are told from those that were read again.
    #expect(kept.rules.allSatisfy { $0.examples.match.isEmpty })
    for rule in read.rules {
      for example in rule.examples.match + rule.examples.noMatch {
        let bytes = Array(example.utf8)
        let first = try SecretScanner(read, fingerprintKey: [1]).scan(bytes)
        let second = try SecretScanner(kept, fingerprintKey: [1]).scan(bytes)
        #expect(first == second, "\(rule.id)")
      }
    }
    let file = try #require(try files("rules").first)
    var bytes = try Data(contentsOf: URL(filePath: file))
    bytes[bytes.count - 9] ^= 4
    try bytes.write(to: URL(filePath: file))
    let again = try SecretRules.load(from: library, compilesPatterns: false, cache: cache)
    #expect(again.rules.contains { !$0.examples.match.isEmpty })
  }

  @Test func `no kept file holds a planted secret`() throws {
    let repository = try repository()
    try repository.commit([
      "p.txt": "password = \"\(SecretTesting.password)\"\n", "\(token).txt": "name\n",
      "encoded.txt": Data("token \(token) end".utf8).base64EncodedString() + "\n",
    ])
    try compare(repository.path)
    let kept = try files("outcome") + files("objects")
    #expect(kept.count == 2)
    for file in kept {
      let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
      for secret in [token, key, SecretTesting.password] {
        #expect(!text.contains(secret.dropFirst(5)))
        #expect(!text.contains(Data(secret.utf8).base64EncodedString().prefix(16)))
      }
    }
  }
}
