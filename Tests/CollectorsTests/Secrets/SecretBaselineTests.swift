import Collectors
import Foundation
import Model
import TestSupport
import Testing

struct SecretBaselineTests {
  private let token = SecretTesting.githubToken
  private let key = SecretTesting.key

  /// A baseline of what the repository holds now, in a file beside it.
  private func write(_ repository: TemporaryRepository) throws -> String {
    let matches = try SecretTesting.collect(repository.path).matches
    return try repository.folder.write(
      "baseline.json", SecretBaseline(matches).serialized(key: key))
  }

  private func scan(
    _ repository: TemporaryRepository, _ baseline: String, key: [UInt8] = SecretTesting.key
  ) throws -> SecretScan {
    try SecretTesting.collectShipped(
      repository.path, settings: SecretScanSettings(baseline: baseline), key: key)
  }

  @Test func `what is known is no finding, after moves too, and what is new is one`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    let baseline = try write(repository)
    try repository.git(["mv", "a.txt", "b.txt"])
    try repository.commit(["b.txt": "\n\nsomewhere else: \(token)\n"])
    let known = try scan(repository, baseline)
    #expect(known.matches.isEmpty)
    #expect(known.exceptions.byBaseline == 2)
    try repository.commit(["c.txt": "id = \(SecretTesting.awsKey)\n"])
    #expect(try scan(repository, baseline).matches.map(\.location.path) == ["c.txt"])
  }

  @Test func `entries for what is gone are told`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    let baseline = try write(repository)
    let other = try TemporaryRepository()
    try other.commit(["a.txt": "nothing\n"])
    #expect(try scan(other, baseline).exceptions.staleInBaseline == 1)
  }

  @Test func `it holds no part of a secret, and is the same for the same secrets`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\ny \(SecretTesting.awsKey)\n"])
    let matches = try SecretTesting.collect(repository.path).matches
    let text = SecretBaseline(matches).serialized(key: key)
    #expect(text == SecretBaseline(Array(matches.reversed()) + matches).serialized(key: key))
    for start in 4..<(token.count - 8) {
      let part = token.dropFirst(start).prefix(8)
      #expect(!text.contains(part))
    }
    #expect(!text.contains(String(decoding: key, as: UTF8.self)))
    let read = try SecretBaseline(Array(text.utf8), path: "b.json", key: key)
    #expect(read.entries.count == 2)
  }

  @Test func `another key's file, a changed one and no baseline at all are errors`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n"])
    let path = try write(repository)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    func message(_ text: String, key: [UInt8] = SecretTesting.key) -> String {
      do throws(Diagnostics) {
        _ = try SecretBaseline(Array(text.utf8), path: "b.json", key: key)
        return ""
      } catch {
        return error.list.map(\.description).joined()
      }
    }
    #expect(message(text) == "")
    #expect(message(text, key: [1, 2]).contains("made with another key"))
    #expect(message(text.replacing("github-personal", with: "github")).contains("changed by hand"))
    #expect(message(text.replacing("\"secrets\"", with: "\"secret\"")).contains("b.json:"))
    #expect(message("[]").contains("b.json:1:1"))
    #expect(message("").contains("b.json"))
    #expect(message(text.replacing("\"avouch-baseline\": 1", with: "\"avouch-baseline\": 2")) != "")
    let error = #expect(throws: Unavailable.self) { _ = try scan(repository, path + "x") }
    #expect(error?.reason.contains("baseline.jsonx") == true)
  }
}
