import Model
import StructuredData
import Systems

/// Secrets that a team knows of: keyed digests of rule and secret, which tell nothing to whoever has
/// no key, and stay the same wherever a secret moves.
///
/// The file carries a digest of the key, to tell another key's file from a changed one, and a keyed
/// digest over its entries.
package struct SecretBaseline: Sendable, Hashable {
  package struct Entry: Sendable, Hashable, Comparable {
    package let rule: String
    /// HMAC-SHA-256 of rule and secret, hexadecimal.
    package let fingerprint: String

    package init(rule: String, fingerprint: String) {
      self.rule = rule
      self.fingerprint = fingerprint
    }

    package static func < (first: Entry, second: Entry) -> Bool {
      (first.rule, first.fingerprint) < (second.rule, second.fingerprint)
    }
  }

  /// Sorted, each once.
  package let entries: [Entry]
  private let fingerprints: Set<String>

  /// The largest file that is read.
  package static let largestFile = 64 << 20
  private static let version = 1

  package init(_ entries: some Sequence<Entry>) {
    self.entries = Set(entries).sorted()
    fingerprints = Set(self.entries.map(\.fingerprint))
  }

  /// What a scan found, as known from now on.
  package init(_ matches: [SecretMatch]) {
    self.init(matches.map { Entry(rule: $0.rule, fingerprint: $0.fingerprint) })
  }

  package func contains(_ fingerprint: String) -> Bool { fingerprints.contains(fingerprint) }

  /// Entries that nothing was found for any more.
  package func stale(beside found: Set<String>) -> [Entry] {
    entries.filter { !found.contains($0.fingerprint) }
  }

  /// The file's text: the same for the same entries and key.
  package func serialized(key: [UInt8]) -> String {
    JSONValue.object([
      "avouch-baseline": .integer(Self.version),
      "key": .string(Self.digest(of: key)),
      "digest": .string(Self.digest(of: entries, key: key)),
      "secrets": .array(
        entries.map {
          .object(["rule": .string($0.rule), "fingerprint": .string($0.fingerprint)])
        }),
    ]).serialized()
  }

  /// Reads a file from disk.
  package static func load(_ path: String, key: [UInt8]) throws(Diagnostics) -> SecretBaseline {
    let bytes: [UInt8]
    do throws(Unavailable) {
      bytes = try BoundedFile.read(path, limit: largestFile)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: path))])
    }
    return try SecretBaseline(bytes, path: path, key: key)
  }

  /// Reads a file.
  ///
  /// - Throws: What is wrong with it: not of this form, made with another key, or changed since.
  package init(_ bytes: [UInt8], path: String, key: [UInt8]) throws(Diagnostics) {
    let documents = try StructuredParser.parse(bytes, as: .json, path: path)
    var decoder = FieldDecoder(path: path, patterns: PatternMatcher())
    let file = documents.first.flatMap { decoder.decode($0, fields: Self.fields, as: "a baseline") }
    guard let file, decoder.diagnostics.isEmpty else {
      let empty = Diagnostic("expected a baseline, found nothing", at: Location(path: path))
      throw Diagnostics(decoder.diagnostics.isEmpty ? [empty] : decoder.diagnostics)
    }
    self.init(
      file.objects("secrets").map {
        Entry(rule: $0.text("rule") ?? "", fingerprint: $0.text("fingerprint") ?? "")
      })
    guard file.text("key") == Self.digest(of: key) else {
      throw Diagnostics([
        Diagnostic(
          "the baseline was made with another key: set AVOUCH_FINGERPRINT_KEY to the one it was made"
            + " with, or write it again with --write-baseline", at: file.location(of: "key"))
      ])
    }
    guard file.text("digest") == Self.digest(of: entries, key: key) else {
      throw Diagnostics([
        Diagnostic(
          "the baseline was changed by hand: its digest does not fit its entries; write it again"
            + " with --write-baseline", at: file.location(of: "digest"))
      ])
    }
  }

  private static let fields: [Field] = [
    Field("avouch-baseline", .integer(version...version), required: true, "The form's version."),
    Field("key", .text, required: true, "A digest of the key."),
    Field("digest", .text, required: true, "A keyed digest of the entries."),
    Field(
      "secrets",
      .list(
        of: .object([
          Field("rule", .text, required: true, "The rule."),
          Field("fingerprint", .text, required: true, "HMAC-SHA-256 of rule and secret."),
        ])), required: true, "What is known."),
  ]

  private static func digest(of key: [UInt8]) -> String {
    String(Digest.hmacSHA256(key: key, Array("avouch baseline".utf8)).prefix(16))
  }

  private static func digest(of entries: [Entry], key: [UInt8]) -> String {
    let text = entries.map { "\($0.rule) \($0.fingerprint)\n" }.joined()
    return Digest.hmacSHA256(key: key, Array("avouch baseline entries\n\(text)".utf8))
  }
}
