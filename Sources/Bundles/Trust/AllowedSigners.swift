import Model

/// A list of allowed signers: which key may sign under which name, for what and when.
package struct AllowedSigners: Hashable, Sendable {
  package static let sizeLimit = 1 << 20

  let signers: [AllowedSigner]

  /// Reads a list; lines with other kinds of keys are passed over.
  ///
  /// - Throws: every line that cannot be understood.
  package init(text: [UInt8], path: String) throws(Diagnostics) {
    var signers: [AllowedSigner] = []
    var problems: [Diagnostic] = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      do throws(Malformed) {
        guard let line = String(validating: bytes, as: UTF8.self) else {
          throw Malformed("this line is not UTF-8")
        }
        var reader = AllowedSignerReader(line, number: index + 1)
        if let signer = try reader.signer() { signers.append(signer) }
      } catch {
        problems.append(
          Diagnostic(
            error.reason,
            at: Location(path: path, span: TextSpan(line: index + 1, column: 1))))
      }
    }
    guard problems.isEmpty else { throw Diagnostics(problems) }
    self.signers = signers
  }

  /// Why no line vouches for a signature; empty when one does.
  func objections(
    to key: PublicKey, identity: String, namespace: String, now: Instant
  ) -> [String] {
    var objections: [String] = []
    for signer in signers where signer.key == key {
      guard
        let objection = signer.objection(identity: identity, namespace: namespace, now: now)
      else { return [] }
      objections.append(objection)
    }
    return objections.isEmpty ? ["no line holds the key \(key.fingerprint)"] : objections
  }

  /// A list of one key, for a buyer who has nothing but OpenSSH.
  ///
  /// The days are widened to whole ones, and written without a zone, because versions before 9.1 read
  /// no zone and take times as local ones; the statement has the exact times.
  static func text(for statement: Statement, key: PublicKey) -> String {
    let first = compact(statement.created.date.adding(days: -1))
    let last = compact(statement.expires.date.adding(days: 2))
    return "\(statement.identity) namespaces=\"\(statement.namespace)\","
      + "valid-after=\"\(first)\",valid-before=\"\(last)\" \(key.text)\n"
  }

  private static func compact(_ date: CalendarDate) -> String {
    date.description.filter { $0 != "-" }
  }
}
