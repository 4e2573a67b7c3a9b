import Model
import Systems

/// The `content-hash` by which Composer knows whether its lockfile is of today's `composer.json`.
///
/// It is the MD5 of the keys that the choice of versions depends on, written as PHP's `json_encode`
/// does. Source: `Composer\Package\Locker::getContentHash`.
enum ComposerDigest {
  private static let keys: Set<String> = [
    "name", "version", "require", "require-dev", "conflict", "replace", "provide",
    "minimum-stability", "prefer-stable", "repositories", "extra",
  ]

  /// Nil where a value has no certain form.
  static func text(of manifest: Node) -> String? {
    var parts: [(key: String, value: String)] = []
    for entry in manifest.entries ?? [] where keys.contains(entry.key) {
      guard let value = encoded(entry.value) else { return nil }
      parts.append((entry.key, value))
    }
    if let platform = manifest["config"]?["platform"], !platform.isNull {
      guard let value = encoded(platform) else { return nil }
      parts.append(("config", "{\"platform\":\(value)}"))
    }
    let sorted = parts.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + $0.value }
    let text = sorted.isEmpty ? "[]" : "{" + sorted.joined(separator: ",") + "}"
    return Digest.md5(Array(text.utf8))
  }

  private static func encoded(_ node: Node) -> String? {
    switch node.content {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .string(let text): return quoted(text)
    case .number, .unknown: return nil
    case .sequence(let elements):
      let parts = elements.map(encoded)
      guard !parts.contains(nil) else { return nil }
      return "[" + parts.compactMap(\.self).joined(separator: ",") + "]"
    case .mapping(let entries):
      // PHP reads both empty kinds as the same empty array.
      guard !entries.isEmpty else { return "[]" }
      // Whole numbers as keys would make it a list.
      guard !entries.contains(where: { Int($0.key) != nil }) else { return nil }
      let parts = entries.map { entry in encoded(entry.value).map { quoted(entry.key) + ":" + $0 } }
      guard !parts.contains(nil) else { return nil }
      return "{" + parts.compactMap(\.self).joined(separator: ",") + "}"
    }
  }

  /// As `json.dumps` does it, and with `\/`.
  private static func quoted(_ text: String) -> String {
    SortedJSON.quoted(text).replacing("/", with: "\\/")
  }
}
