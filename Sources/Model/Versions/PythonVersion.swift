/// A version as PEP 440 has it: `1!2.0rc1.post2.dev3+local`.
package struct PythonVersion: Hashable, Sendable, Comparable {
  private static let longestText = 256

  private let parts: PythonVersionReader.Parts
  private let order: EcosystemVersion

  /// Reads a version and the other spellings that PEP 440 allows (`v1.0-alpha_1`); nil for anything
  /// else.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.longestText,
      let parts = PythonVersionReader.parts(of: Array(text.utf8)[...]),
      let order = EcosystemVersion(text, order: .python)
    else { return nil }
    self.parts = parts
    self.order = order
  }

  /// Whether a text is a version, without the work of putting it in order.
  package static func isVersion(_ text: ArraySlice<UInt8>) -> Bool {
    // Most are numbers and dots alone.
    text.count <= longestText
      && (isPlainRelease(text) || PythonVersion(String(decoding: text, as: UTF8.self)) != nil)
  }

  private static func isPlainRelease(_ text: ArraySlice<UInt8>) -> Bool {
    var isAfterDigit = false
    for byte in text {
      if byte == 0x2E, !isAfterDigit { return false }
      guard byte == 0x2E || byte.isDigit else { return false }
      isAfterDigit = byte != 0x2E
    }
    return isAfterDigit
  }

  /// The spelling that PEP 440 calls normal, with as many zeros as were written.
  package var description: String {
    let epoch = Self.normal(parts.epoch)
    let start =
      (epoch == "0" ? "" : epoch + "!") + parts.release.map(Self.normal).joined(separator: ".")
    let stage = parts.prerelease.map { $0.kind.rawValue + Self.normal($0.number) } ?? ""
    let rest =
      (parts.post.map { ".post" + Self.normal($0) } ?? "")
      + (parts.development.map { ".dev" + Self.normal($0) } ?? "")
    let local = parts.local.map {
      $0.allSatisfy(\.isDigit) ? Self.normal($0) : String(decoding: $0, as: UTF8.self)
    }
    return start + stage + rest + (local.isEmpty ? "" : "+") + local.joined(separator: ".")
  }

  private static func normal(_ digits: ArraySlice<UInt8>) -> String {
    let significant = digits.drop { $0 == 0x30 }
    return significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
  }

  package static func < (left: PythonVersion, right: PythonVersion) -> Bool {
    left.order < right.order
  }

  package static func == (left: PythonVersion, right: PythonVersion) -> Bool {
    left.order == right.order
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(order) }
}
