import Model

/// Answers questions to the system catalogs from what the files have made so far.
struct CatalogQuery {
  let schema: DatabaseSchema
  let variables: [String: BlockValue]

  /// Whether a query gives any row; nil when it asks for something that is not kept.
  func exists(_ query: SQLQuery) -> Bool? {
    guard let rows = rows(of: query) else { return nil }
    return !rows.isEmpty
  }

  /// The columns that a query gives, by their names.
  func rows(_ query: SQLQuery, names: [String?]) -> [[(String, String)]]? {
    if query.sources.isEmpty, query.columns.count == 1,
      case .call("unnest", let arguments) = query.columns[0],
      let list = arguments.first.flatMap({ BlockValue.of($0, variables)?.list })
    {
      return list.map { [(names.first.flatMap { $0 } ?? "unnest", $0)] }
    }
    if query.sources.count == 1, query.condition == nil,
      case .function(.call("unnest", let arguments)) = query.sources[0].kind,
      let list = arguments.first.flatMap({ BlockValue.of($0, variables)?.list })
    {
      return list.map { [(query.sources[0].name, $0)] }
    }
    guard let rows = rows(of: query) else { return nil }
    let wanted = query.columns.map { column -> String? in
      if case .column(let parts) = column.uncast { parts.last } else { nil }
    }
    guard !wanted.contains(nil) else { return nil }
    return rows.map { row in
      zip(wanted, names).flatMap { column, name -> [(String, String)] in
        guard let column else { return [] }
        if column == "*" { return row.map { ($0.key, $0.value) } }
        return row[column].map { [(name ?? column, $0)] } ?? []
      }
    }
  }

  private typealias Row = [String: String]

  private func rows(of query: SQLQuery) -> [Row]? {
    guard query.arms.isEmpty, query.sources.count == 1,
      case .table(let parts) = query.sources[0].kind,
      let table = parts.last, let rows = rows(ofCatalog: table)
    else { return nil }
    var kept: [Row] = []
    for row in rows {
      switch query.condition.map({ truth(of: $0, row) }) ?? true {
      case true: kept.append(row)
      case false: continue
      case nil: return nil
      }
    }
    return kept
  }

  private func rows(ofCatalog name: String) -> [Row]? {
    let tables = schema.tables.keys.sorted()
    switch name {
    case "pg_roles", "pg_user", "pg_authid", "pg_group", "pg_shadow":
      return schema.roles.keys.sorted().map { ["rolname": $0, "usename": $0, "groname": $0] }
    case "pg_tables":
      return tables.map { ["schemaname": $0.schema, "tablename": $0.name] }
    case "tables":
      return tables.map {
        ["table_schema": $0.schema, "table_name": $0.name, "table_type": "BASE TABLE"]
      }
    case "columns":
      return tables.flatMap { table in
        (schema.tables[table]?.columns ?? []).map {
          ["table_schema": table.schema, "table_name": table.name, "column_name": $0.name]
        }
      }
    case "pg_policies":
      return tables.flatMap { table in
        (schema.tables[table]?.policies ?? []).map {
          ["schemaname": table.schema, "tablename": table.name, "policyname": $0.name]
        }
      }
    case "pg_views":
      return schema.views.keys.sorted().map { ["schemaname": $0.schema, "viewname": $0.name] }
    case "pg_namespace": return schema.namespaces.keys.sorted().map { ["nspname": $0] }
    case "schemata": return schema.namespaces.keys.sorted().map { ["schema_name": $0] }
    case "pg_extension": return schema.extensions.keys.sorted().map { ["extname": $0] }
    case "pg_proc":
      return schema.functions.keys.sorted().map {
        ["proname": $0.bareName, "pronamespace": $0.schema]
      }
    case "pg_publication": return schema.publications.keys.sorted().map { ["pubname": $0] }
    case "pg_trigger":
      return tables.flatMap { table in
        (schema.tables[table]?.triggers ?? []).map { ["tgname": $0.name] }
      }
    default: return nil
    }
  }

  private func truth(of condition: SQLExpression, _ row: Row) -> Bool? {
    switch condition {
    case .and(let parts):
      let truths = parts.map { truth(of: $0, row) }
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .or(let parts):
      let truths = parts.map { truth(of: $0, row) }
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .not(let part): return truth(of: part, row).map { !$0 }
    case .comparison(let sign, let left, let right):
      guard let value = value(left, row) else { return nil }
      if case .list(let parts) = right {
        let texts = parts.map { self.value($0, row) }
        guard !texts.contains(nil) else { return nil }
        return texts.contains(value)
      }
      if let list = BlockValue.of(right, variables)?.list { return list.contains(value) }
      guard let other = self.value(right, row) else { return nil }
      switch sign {
      case "=": return value == other
      case "<>", "!=": return value != other
      default: return nil
      }
    default: return nil
    }
  }

  private func value(_ expression: SQLExpression, _ row: Row) -> String? {
    if case .column(let parts) = expression.uncast, let name = parts.last, let value = row[name] {
      return value
    }
    if case .call("current_schema", _) = expression { return "public" }
    return BlockValue.of(expression, variables)?.text
  }
}
