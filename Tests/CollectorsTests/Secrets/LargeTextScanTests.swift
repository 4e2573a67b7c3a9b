import Foundation
import Model
import Systems
import TestSupport
import Testing

@testable import Collectors

/// What is too large to be held is scanned in stretches, and they find what a scan of all of it finds.
struct LargeTextScanTests {
  private static let stretchLength = 150_000

  /// Text of about a megabyte, with secrets here and there and across the ends of stretches.
  private func text(seed: UInt64) -> [UInt8] {
    var random = CorpusRandom(seed: seed)
    var bytes: [UInt8] = []
    let secrets = [
      "x \(SecretTesting.githubToken)\n", "é key: \(SecretTesting.awsKey) ",
      "password = \"\(SecretTesting.password)\"\n",
      "// avouch:allow github-personal-token a test\ny = \(SecretTesting.githubToken)\n",
      Data("token \(SecretTesting.githubToken) end of it".utf8).base64EncodedString() + "\n",
    ]
    let ends = Set((1...6).map { $0 * Self.stretchLength / 64 })
    for line in 0..<16_000 {
      bytes += Array("line \(line) of some length, é, with words and numbers \(line * line)\n".utf8)
      if ends.contains(bytes.count / 64) || random.number(0...200) == 0 {
        bytes += Array(random.one(of: secrets).utf8)
      }
    }
    // One line without an end, as in minified code.
    bytes += Array(String(repeating: "var a=1;é;", count: 40_000).utf8)
    return bytes + Array("x \(SecretTesting.githubToken)".utf8)
  }

  private func scan(_ path: String, largest: Int) throws -> ScannedObjects {
    var scan = ObjectScan(
      catalog: try ObjectCatalog(ObjectStore(RepositoryFolders.discover(from: path)), workers: 1),
      rules: try SecretTesting.rules.get(), fingerprintKey: SecretTesting.key, workers: 1)
    scan.largestObject = largest
    scan.stretchLength = Self.stretchLength
    return try scan.run([.blob], wanted: nil, isCancelled: { false })
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `stretches of loose and packed objects give what the whole gives`(_ seed: UInt64) throws {
    let repository = try TemporaryRepository()
    try repository.folder.write("repository/large.txt", text(seed: seed))
    try repository.commit([:])
    let whole = try scan(repository.path, largest: 1 << 30)
    let found = try #require(whole.found.values.first)
    #expect(found.secrets.count > 20 && found.secrets.contains(where: \.isAllowed))
    for isPacked in [false, true] {
      if isPacked { try repository.git(["repack", "-adq"]) }
      let parts = try scan(repository.path, largest: 100_000)
      #expect(parts.unread.isEmpty && parts.objects == 1 && parts.bytes == whole.bytes)
      #expect(parts.found.values.first?.secrets == found.secrets)
      #expect(parts.problems == whole.problems && parts.lookAlikes == whole.lookAlikes)
    }
  }

  @Test func `archives, wide text and deltas of that size are gaps`() throws {
    let repository = try TemporaryRepository()
    let lines = (0..<20_000).map { "line \($0) \($0 * 7_919 % 104_729)\n" }.joined()
    let wide: [UInt8] = [0xFF, 0xFE] + lines.utf8.flatMap { [$0, 0] as [UInt8] }
    try repository.folder.write("repository/wide.txt", wide)
    try repository.folder.write("repository/lines.txt", lines)
    try repository.commit([:])
    try repository.commit(["lines.txt": lines + "x \(SecretTesting.githubToken)\n"])
    try repository.git(["repack", "-adfq", "--depth=10", "--window=10"])
    let scan = try scan(repository.path, largest: 100_000)
    #expect(scan.objects == 1 && scan.unread.count == 2)
    #expect(scan.unread.values.contains { $0.contains("UTF-16 and deltas") })
  }

  @Test func `damaged data in a large object is a gap`() throws {
    let repository = try TemporaryRepository()
    try repository.folder.write("repository/large.txt", text(seed: 9))
    try repository.commit([:])
    let blob = try repository.git(["rev-parse", "HEAD:large.txt"])
    let path = repository.path + "/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    let bytes = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    for count in [bytes.count / 2, bytes.count - 2] {
      try bytes.prefix(count).write(to: URL(filePath: path))
      let scan = try scan(repository.path, largest: 100_000)
      #expect(scan.objects == 0 && scan.unread.count == 1)
    }
    var changed = bytes
    changed[bytes.count / 2] ^= 0xFF
    try changed.write(to: URL(filePath: path))
    #expect(try scan(repository.path, largest: 100_000).unread.count == 1)
  }
}
