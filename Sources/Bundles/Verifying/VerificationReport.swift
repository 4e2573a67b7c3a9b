import Model

/// A verification for people and for machines.
package enum VerificationReport {
  private static let noEnvelope = "none in the bundle"

  /// What people read; every text from the bundle is made fit for a terminal.
  package static func text(_ verification: BundleVerification) -> String {
    var lines = [headline(verification)]
    lines += verification.faults.map { "  \(ShownText.escaped($0.file)) \($0.message)" }
    lines += verification.doubts.map { "  not known: \($0)" }
    if let statement = verification.statement { lines += summary(of: statement, verification) }
    if verification.state == .verified {
      lines.append(
        "The signature proves who published these files and that they are unchanged since; "
          + "not that what they say is true.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func headline(_ verification: BundleVerification) -> String {
    let count = verification.faults.count
    return switch verification.state {
    case .verified: "verified: every file is as it was signed"
    case .refused: "refused: \(count) thing\(count == 1 ? " is" : "s are") wrong"
    case .unverified: "not verified: nothing is wrong, but not everything is known"
    }
  }

  private static func summary(
    of statement: Statement, _ verification: BundleVerification
  ) -> [String] {
    let key = verification.signer.map { "with \($0.fingerprint)" } ?? "but not proved"
    let organization = statement.organization.map { " for \(ShownText.quoted($0))" } ?? ""
    return [
      "  signer    \(ShownText.escaped(statement.identity)), \(key)",
      "  purpose   \(ShownText.escaped(statement.namespace))\(organization)",
      "  made      \(statement.created.description)",
      "  expires   \(statement.expires.description)",
      "  files     \(statement.subjects.count), "
        + ByteSize(bytes: verification.byteCount).description,
      "  envelope  \(verification.hasEnvelope ? "read" : noEnvelope)",
    ]
  }

  /// The same as JSON (`avouch-verification/1`).
  package static func json(_ verification: BundleVerification) -> String {
    let statement = verification.statement
    return JSONValue.object([
      "schema": .string("avouch-verification/1"),
      "state": .string(verification.state.rawValue),
      "faults": .array(
        verification.faults.map {
          .object([
            "kind": .string($0.kind.rawValue), "file": .string($0.file),
            "message": .string($0.message),
          ])
        }),
      "doubts": .strings(verification.doubts),
      "signer": .optional(verification.signer?.fingerprint),
      "identity": .optional(statement?.identity),
      "namespace": .optional(statement?.namespace),
      "organization": .optional(statement?.organization),
      "created": .optional(statement?.created.description),
      "expires": .optional(statement?.expires.description),
      "files": statement.map { .integer($0.subjects.count) } ?? .null,
      "envelope": .boolean(verification.hasEnvelope),
    ]).serialized()
  }
}
