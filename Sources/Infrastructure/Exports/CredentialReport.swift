import Model
import StructuredData

/// Amazon's report of credentials, one row for each user (IAM user guide, "Getting credential
/// reports").
enum CredentialReport {
  private static let header = "user,arn,user_creation_time,password_enabled"

  static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: header.utf8) }

  static func read(_ bytes: [UInt8], path: String, into reading: inout DocumentReading) {
    let rows: [Node]
    do throws(Diagnostics) {
      rows = try CSVParser.parse(bytes, path: path)
    } catch {
      let first = error.list.first
      return reading.note(
        first?.message ?? "the file cannot be parsed", in: path, at: first?.location.span)
    }
    for row in rows {
      let user = row["user"]?.scalarText ?? ""
      reading.found.resources.append(
        resource("export:aws:credential-report-user", user, row, filled(row), path))
      for number in 1...2 {
        guard row["access_key_\(number)_active"]?.scalarText?.lowercased() == "true",
          let rotated = row["access_key_\(number)_last_rotated"]
        else { continue }
        let entries = [
          Node.Entry(key: "CreateDate", keySpan: rotated.span, value: rotated),
          Node.Entry(
            key: "UserName", keySpan: rotated.span, value: Node(.string(user), at: row.span)),
        ]
        reading.found.resources.append(
          resource(
            "export:aws:access-key", "\(user) key \(number)", row,
            Node(.mapping(entries), at: row.span), path))
      }
    }
  }

  private static func resource(
    _ kind: String, _ address: String, _ row: Node, _ attributes: Node, _ path: String
  ) -> ConfiguredResource {
    ConfiguredResource(
      layer: .export, dialect: .export, kind: kind, address: address, file: path,
      span: TextSpan(line: row.span.line, column: row.span.column), attributes: attributes)
  }

  /// The root user always has a password, of which the report says that it does not support it.
  private static func filled(_ row: Node) -> Node {
    let entries = (row.entries ?? []).map { entry in
      entry.key == "password_enabled" && entry.value.scalarText == "not_supported"
        ? Node.Entry(
          key: entry.key, keySpan: entry.keySpan, value: Node(.boolean(true), at: entry.value.span))
        : entry
    }
    return Node(.mapping(entries), at: row.span)
  }
}
