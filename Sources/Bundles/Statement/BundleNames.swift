/// What the files that carry the signatures are called.
package struct BundleNames: Hashable, Sendable {
  package static let standard = BundleNames(statement: "statement.json")

  package let statement: String

  /// Takes the name of the statement, from which the others follow.
  package init(statement: String) { self.statement = statement }

  package var signature: String { statement + ".sig" }
  package var envelope: String {
    (statement.hasSuffix(".json") ? String(statement.dropLast(5)) : statement) + ".dsse.json"
  }
  package var allowedSigners: String { "allowed_signers" }

  /// The files that a statement cannot hold, since they come after it.
  package var all: [String] { [statement, signature, envelope, allowedSigners] }
}
