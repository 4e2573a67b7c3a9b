/// Writes the completion script of one shell from the commands' definitions.
package protocol CompletionScript: Sendable {
  static var shell: String { get }

  static func script(for parser: ArgumentParser) -> String
}

/// The shells that have completions.
package enum CompletionScripts {
  package static let all: [any CompletionScript.Type] = [
    BashCompletion.self, ZshCompletion.self, FishCompletion.self,
  ]
}

extension Option {
  /// The words its value may be, if they are known.
  var choices: [String] {
    guard case .choice(let words, _) = value else { return [] }
    return words
  }
}
