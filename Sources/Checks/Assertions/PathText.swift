import Model

/// Writes data paths the way people read and write them.
package enum PathText {
  package static func joined(_ steps: [DataPath.Step]) -> String {
    steps.reduce("") { appending($1, to: $0) }
  }

  package static func appending(_ step: DataPath.Step, to path: String) -> String {
    switch step {
    case .index(let index): "\(path)[\(index)]"
    case .every: "\(path)[*]"
    case .key(let key):
      if isPlain(key) {
        path.isEmpty ? key : "\(path).\(key)"
      } else {
        "\(path)[\(ValueText.quoted(key))]"
      }
    }
  }

  /// The path in backquotes, or what to call the subject itself.
  package static func shown(_ path: String) -> String {
    path.isEmpty ? "the document" : "`\(path)`"
  }

  private static func isPlain(_ key: String) -> Bool {
    let special: Set<Unicode.Scalar> = [".", "[", "]", "\"", "'", "`"]
    return !key.isEmpty && key != "*" && key.utf8.count <= 80
      && key.unicodeScalars.allSatisfy {
        $0.value > 0x20 && $0.value != 0x7F && !special.contains($0)
          && !$0.properties.isWhitespace
      }
  }
}
