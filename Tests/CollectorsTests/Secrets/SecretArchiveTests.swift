import Collectors
import Foundation
import Model
import TestSupport
import Testing

struct SecretArchiveTests {
  private let token = SecretTesting.githubToken
  private var secretText: [UInt8] { Array("first\nkey = \(token)\n".utf8) }

  private func scan(_ bytes: [UInt8]) throws -> SecretTextScan {
    try SecretScanner(try SecretTesting.rules.get(), fingerprintKey: SecretTesting.key).scan(bytes)
  }

  private func places(_ bytes: [UInt8]) throws -> [String] {
    let scan = try scan(bytes)
    #expect(scan.problems == [])
    return scan.secrets.map { "\($0.entry ?? "")\(":")\($0.span.line)" }
  }

  @Test func `files in archives of every kind are looked into`() throws {
    let files: [(name: String, content: [UInt8])] = [
      ("docs/a.txt", Array("nothing".utf8)), ("conf/b.env", secretText),
    ]
    #expect(try places(ArchiveBuilder.zip(files)) == ["conf/b.env:2"])
    #expect(try places(ArchiveBuilder.tar(files)) == ["conf/b.env:2"])
    #expect(try places(ArchiveBuilder.gzip(ArchiveBuilder.tar(files))) == ["conf/b.env:2"])
    #expect(try places(ArchiveBuilder.gzip(secretText)) == ["content:2"])
  }

  @Test func `office documents are archives`() throws {
    let body = "<w:document><w:p><w:t>use \(token) for now</w:t></w:p></w:document>"
    let document = try ArchiveBuilder.zip([
      ("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", Array(body.utf8)),
    ])
    #expect(try places(document) == ["word/document.xml:1"])
  }

  @Test func `an archive in an archive is looked into, one deeper is told`() throws {
    let inner = try ArchiveBuilder.zip([("b.env", secretText)])
    let jar = try ArchiveBuilder.zip([("lib/inner.jar", inner)])
    #expect(try places(jar) == ["lib/inner.jar!/b.env:2"])
    let deeper = try scan(ArchiveBuilder.tar([("app.jar", jar)]))
    #expect(deeper.secrets.isEmpty)
    #expect(deeper.problems == ["archive app.jar!/lib/inner.jar: it lies deeper than 2 archives"])
  }

  @Test func `encoded and wide text inside is decoded`() throws {
    let encoded = Array(Data(secretText).base64EncodedString().utf8)
    #expect(try places(ArchiveBuilder.zip([("x", encoded)])) == ["x:1"])
  }

  @Test func `long names of pax and GNU archives`() throws {
    let name = String(repeating: "folder/", count: 30) + "a.env"
    let record = " path=\(name)\n"
    let length = record.utf8.count + 3
    let pax = Array("\(length)\(record)".utf8)
    let gnu = Array(name.utf8) + [0]
    for (type, body) in [(UInt8(0x78), pax), (0x4C, gnu)] {
      let bytes =
        ArchiveBuilder.header(name: "long", size: body.count, type: type)
        + ArchiveBuilder.padded(body) + ArchiveBuilder.tar([("short", secretText)])
      #expect(try scan(bytes).secrets.map(\.entry) == [String(name.prefix(200))])
    }
  }

  @Test func `damaged archives are told, and what is readable is looked at`() throws {
    let files: [(name: String, content: [UInt8])] = [
      ("a.env", secretText), ("b.txt", [UInt8](repeating: 0x61, count: 3_000)),
    ]
    let tar = ArchiveBuilder.tar(files)
    let cut = try scan(Array(tar.prefix(2_000)))
    #expect(cut.secrets.map(\.entry) == ["a.env"])
    #expect(cut.problems.count == 1 && cut.problems[0].contains("damaged"))
    var gzip = try ArchiveBuilder.gzip(tar)
    gzip[gzip.count / 2] ^= 0x55
    #expect(try scan(gzip).problems == ["archive: the gzip file is damaged"])
    let zip = try ArchiveBuilder.zip(files)
    #expect(try scan(Array(zip.prefix(zip.count - 30))).problems.count == 1)
  }

  @Test func `an encrypted entry is told`() throws {
    var zip = try ArchiveBuilder.zip([("a.env", secretText)])
    // The flag of encryption, in the local header and in the directory.
    zip[6] |= 1
    let directory = try #require(
      zip.indices.dropLast(4).last { zip[$0..<($0 + 4)].elementsEqual([0x50, 0x4B, 1, 2]) })
    zip[directory + 8] |= 1
    let result = try scan(zip)
    #expect(result.problems.count == 1)
    #expect(result.problems.first?.contains("encrypted") == true, "\(result.problems)")
  }

  @Test func `a bomb costs little and is told`() throws {
    let bomb = try ArchiveBuilder.gzip([UInt8](repeating: 0, count: 60 << 20))
    var problems: [String] = []
    let time = try ContinuousClock().measure { problems = try scan(bomb).problems }
    #expect(problems == ["archive: the gzip file holds more than is unpacked"])
    #expect(time < .seconds(20), "\(time)")
  }

  @Test func `a hostile archive never stops the scan`() throws {
    let files: [(name: String, content: [UInt8])] = [
      ("a.env", secretText), ("b", Array(token.utf8)),
    ]
    var random = SplitMix64(seed: 7)
    for whole in [
      try ArchiveBuilder.zip(files), ArchiveBuilder.tar(files),
      try ArchiveBuilder.gzip(ArchiveBuilder.tar(files)),
    ] {
      for _ in 0..<150 {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        if Bool.random(using: &random) {
          bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        }
        _ = try scan(bytes)
      }
    }
  }

  @Test func `the name of an entry that is a secret is masked`() throws {
    let result = try scan(ArchiveBuilder.tar([("\(token).env", secretText)]))
    #expect(result.secrets.map(\.entry) == ["ghp_… (40 characters).env"])
  }

  @Test func `the place in a repository names archive and entry`() throws {
    let repository = try TemporaryRepository()
    let folder = repository.folder.path + "/repository"
    try Data(ArchiveBuilder.tar([("b.env", secretText)])).write(
      to: URL(filePath: folder + "/a.tar"))
    try repository.commit(["readme": "x\n"])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.map(\.location.description) == ["a.tar!/b.env:2:7"])
    #expect(scan.matches.map(\.isInHead) == [true])
  }
}
