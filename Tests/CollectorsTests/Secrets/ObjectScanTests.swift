import Foundation
import Model
import Systems
import TestSupport
import Testing

@testable import Collectors

/// The delta-aware scan finds in every object what a scan of all of it finds.
struct ObjectScanTests {
  @Test("the scan from base to delta equals the scan of every blob in full", arguments: 0..<4)
  func equality(seed: UInt64) throws {
    let repository = try TemporaryRepository()
    var text = GeneratedSecretText(seed: seed)
    // The second is longer than what one copy of a delta may hold.
    let files = [
      "a.txt": text.versions(30, lines: 30), "b.txt": text.versions(5, lines: 2_000),
      "c.txt": text.versions(20, lines: 12),
    ]
    try Self.commit(files, to: repository)
    try repository.git(["repack", "-adfq", "--depth=60", "--window=20"])
    let compared = try Self.compare(repository.path)
    #expect(compared.blobs > 40)
    #expect(compared.found > 30)
  }

  @Test("wide text, loose objects and several packs are scanned alike")
  func otherObjects() throws {
    let repository = try TemporaryRepository()
    var text = GeneratedSecretText(seed: 99)
    try Self.commit(["a.txt": text.versions(20, lines: 60)], to: repository)
    try repository.git(["repack", "-dq"])
    try Self.commit(["a.txt": text.versions(6, lines: 60)], to: repository)
    try repository.git(["repack", "-dq"])
    let wide = "key = '\(SecretTesting.githubToken)'\n".utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    for version in 0..<4 {
      try repository.folder.write(
        "repository/wide.txt", [0xFF, 0xFE] + wide + [UInt8(0x30 + version), 0] + wide)
      try repository.commit([:])
    }
    try repository.git(["repack", "-dq"])
    try repository.commit(["loose.txt": "x \(SecretTesting.awsKey)\n"])
    #expect(try Self.compare(repository.path).found > 10)
  }

  /// By hand: `AVOUCH_COMPARE=/path/to/repository swift test --filter ObjectScanTests`.
  @Test("a repository that is named is scanned alike")
  func namedRepository() throws {
    guard let path = ProcessInfo.processInfo.environment["AVOUCH_COMPARE"] else { return }
    let compared = try Self.compare(path)
    print("compared \(compared.blobs) objects, \(compared.found) with findings")
  }

  private static func compare(_ path: String) throws -> (blobs: Int, found: Int) {
    let rules = try SecretTesting.rules.get()
    let folder = try GitRepository(at: path).commonFolder ?? path
    let store = try ObjectStore(at: folder)
    let scan = ObjectScan(
      catalog: try ObjectCatalog(store, workers: 2), rules: rules,
      fingerprintKey: SecretTesting.key, workers: 2)
    let found = try scan.run([.blob], wanted: nil, isCancelled: { false })
    var options = ObjectWalkOptions()
    options.workers = 2
    options.largestObject = SecretCollector.largestBlob
    let key = SecretTesting.key
    let plain = try store.walk(options) { () throws(Unavailable) in
      do {
        return try PlainVisitor(scan: PlainScan(of: folder, rules: rules, key: key))
      } catch { throw Unavailable("\(error)") }
    }
    #expect(found.objects == plain.visitedObjects)
    var expected: [ObjectName: SecretTextScan] = [:]
    for (name, scan) in plain.outputs where !scan.secrets.isEmpty { expected[name] = scan }
    for (name, scan) in expected {
      let mine = found.found[name]?.secrets ?? []
      #expect(mine == scan.secrets, "object \(name.description)")
    }
    #expect(Set(found.found.keys) == Set(expected.keys))
    let lookAlikes = plain.outputs.reduce(into: Set<String>()) {
      $0.formUnion($1.output.lookAlikes)
    }
    #expect(found.lookAlikes == lookAlikes)
    return (found.objects, expected.count)
  }

  private static func commit(
    _ files: [String: [[UInt8]]], to repository: TemporaryRepository
  ) throws {
    for version in 0..<(files.values.map(\.count).max() ?? 0) {
      for (name, versions) in files where version < versions.count {
        try repository.folder.write("repository/" + name, versions[version])
      }
      try repository.commit([:])
    }
  }
}

/// Takes only the names of objects and reads them through libgit2.
private struct PlainVisitor: ObjectVisitor {
  let scan: PlainScan

  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]? { [] }

  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> SecretTextScan? {
    do { return try object.name.flatMap { try scan.scan($0) } } catch {
      return SecretTextScan(problems: ["\(error)"])
    }
  }
}
