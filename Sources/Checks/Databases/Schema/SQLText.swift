import Model

extension SQLExpression {
  /// The expression as SQL that a person would write, for messages and patterns; a server writes the
  /// types of its texts out, which are left out here.
  var sql: String {
    switch self {
    case .column(let parts): parts.joined(separator: ".")
    case .parameter(let number): "$\(number)"
    case .text(let text): "'\(text)'"
    case .number(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .null: "NULL"
    case .call(let name, let parts):
      ["current_user", "session_user"].contains(name)
        ? name : "\(name)(\(Self.joined(parts, ", ")))"
    case .comparison(let sign, let left, let right): "\(left.sql) \(sign) \(right.sql)"
    case .and(let parts): "(\(Self.joined(parts, " AND ")))"
    case .or(let parts): "(\(Self.joined(parts, " OR ")))"
    case .not(let part): "NOT \(part.sql)"
    case .nullTest(let part, let isNull): "\(part.sql) IS \(isNull ? "" : "NOT ")NULL"
    case .cast(.text(let text), _): "'\(text)'"
    case .cast(let part, let type): "\(part.sql)::\(type)"
    case .value(let query): "(\(query.sql))"
    case .exists(let query): "EXISTS (\(query.sql))"
    case .member(let part, let query): "\(part.sql) IN (\(query.sql))"
    case .list(let parts): "(\(Self.joined(parts, ", ")))"
    case .other(let name): "…\(name)…"
    }
  }

  private static func joined(_ parts: [SQLExpression], _ separator: String) -> String {
    parts.map(\.sql).joined(separator: separator)
  }

  /// Cut to what fits a message.
  var shortSQL: String {
    let text = sql
    return text.count > 160 ? text.prefix(159) + "…" : text
  }
}

extension SQLQuery {
  var sql: String {
    let names = sources.map { source in
      switch source.kind {
      case .table(let parts): parts.joined(separator: ".")
      case .query(let query): "(\(query.sql))"
      case .function(let call): call.sql
      }
    }
    let from = names.isEmpty ? "" : " FROM \(names.joined(separator: ", "))"
    let condition = condition.map { " WHERE \($0.sql)" } ?? ""
    return "SELECT \(columns.map(\.sql).joined(separator: ", "))\(from)\(condition)"
      + arms.map { " UNION \($0.sql)" }.joined()
  }
}
