import Model

/// Turns PostgreSQL's syntax of values and queries into what judgements look at.
struct ExpressionReader {
  /// Deeper than any condition that a person writes.
  private static let deepest = 200

  private let depth: Int

  init() { depth = 0 }

  private init(depth: Int) { self.depth = depth }

  private var deeper: ExpressionReader { ExpressionReader(depth: depth + 1) }

  func expression(_ node: SyntaxNode) -> SQLExpression {
    guard depth < Self.deepest, let (tag, node) = node.tagged else { return .other("expression") }
    let inner = deeper
    switch tag {
    case "ColumnRef":
      return .column(
        node.list("fields").map { field in
          field["String"]?.string("sval") ?? "*"
        })
    case "ParamRef": return .parameter(node.integer("number") ?? 0)
    case "A_Const": return Self.constant(node)
    case "TypeCast":
      guard let argument = node["arg"] else { return .other(tag) }
      let type = node["typeName"].map(TypeName.text) ?? ""
      return .cast(inner.expression(argument), type)
    case "BoolExpr":
      let parts = node.list("args").map(inner.expression)
      switch node.string("boolop") {
      case "AND_EXPR": return .and(parts)
      case "OR_EXPR": return .or(parts)
      default: return parts.first.map { .not($0) } ?? .other(tag)
      }
    case "NullTest":
      guard let argument = node["arg"] else { return .other(tag) }
      return .nullTest(
        inner.expression(argument), isNull: node.string("nulltesttype") == "IS_NULL")
    case "BooleanTest": return inner.booleanTest(node)
    case "FuncCall":
      let name = node.list("funcname").compactMap { $0["String"]?.string("sval") }
      return .call(Self.plainName(name), node.list("args").map(inner.expression))
    case "CoalesceExpr": return .call("coalesce", node.list("args").map(inner.expression))
    case "MinMaxExpr": return .call("greatest", node.list("args").map(inner.expression))
    case "SQLValueFunction": return .call(Self.valueFunction(node.string("op") ?? ""), [])
    case "CaseExpr": return inner.cases(node)
    case "A_ArrayExpr": return .list(node.list("elements").map(inner.expression))
    case "RowExpr": return .list(node.list("args").map(inner.expression))
    case "List": return .list(node.list("items").map(inner.expression))
    case "A_Indirection":
      return .call("element", node["arg"].map { [inner.expression($0)] } ?? [])
    case "CollateClause": return node["arg"].map(inner.expression) ?? .other(tag)
    case "A_Expr": return inner.operation(node)
    case "SubLink": return inner.subquery(node)
    case "ResTarget": return node["val"].map(inner.expression) ?? .other(tag)
    case "NamedArgExpr": return node["arg"].map(inner.expression) ?? .other(tag)
    default: return .other(tag)
    }
  }

  private func booleanTest(_ node: SyntaxNode) -> SQLExpression {
    guard let argument = node["arg"] else { return .other("BooleanTest") }
    let value = expression(argument)
    switch node.string("booltesttype") {
    case "IS_TRUE", "IS_NOT_FALSE": return value
    case "IS_FALSE", "IS_NOT_TRUE": return .not(value)
    default: return .call("is unknown", [value])
    }
  }

  private func cases(_ node: SyntaxNode) -> SQLExpression {
    var parts = node.list("args").flatMap { when in
      [when["CaseWhen"]?["expr"], when["CaseWhen"]?["result"]].compactMap { $0 }
    }
    if let otherwise = node["defresult"] { parts.append(otherwise) }
    if let subject = node["arg"] { parts.append(subject) }
    return .call("case", parts.map(expression))
  }

  private func operation(_ node: SyntaxNode) -> SQLExpression {
    let name = node.list("name").compactMap { $0["String"]?.string("sval") }.last ?? ""
    let left = node["lexpr"].map(expression)
    let right = node["rexpr"].map(expression)
    guard let right else { return left ?? .other(name) }
    guard let left else { return .call(name, [right]) }
    switch node.string("kind") {
    case "AEXPR_IN":
      let test = SQLExpression.comparison("=", left, right)
      return name == "<>" ? .not(test) : test
    case "AEXPR_OP_ANY": return .comparison(name, left, right)
    case "AEXPR_OP_ALL": return .call("all", [left, right])
    case "AEXPR_NOT_DISTINCT": return .comparison("=", left, right)
    case "AEXPR_DISTINCT": return .comparison("<>", left, right)
    case "AEXPR_NULLIF": return .call("nullif", [left, right])
    case "AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_SIMILAR": return .comparison("like", left, right)
    case "AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN", "AEXPR_BETWEEN_SYM", "AEXPR_NOT_BETWEEN_SYM":
      return .call("between", [left, right])
    default: return .comparison(name, left, right)
    }
  }

  private func subquery(_ node: SyntaxNode) -> SQLExpression {
    guard let select = node["subselect"]?["SelectStmt"] else { return .other("SubLink") }
    let query = query(select)
    let test = node["testexpr"].map(expression)
    switch node.string("subLinkType") {
    case "EXISTS_SUBLINK": return .exists(query)
    case "ANY_SUBLINK":
      let name = node.list("operName").compactMap { $0["String"]?.string("sval") }.last ?? "="
      guard let test, name == "=" else { return .call("any", query.parts) }
      return .member(test, query)
    case "ALL_SUBLINK": return .call("all", query.parts)
    case "ARRAY_SUBLINK": return .value(query)
    default: return .value(query)
    }
  }

  private static func constant(_ node: SyntaxNode) -> SQLExpression {
    if node.isTrue("isnull") { return .null }
    if let text = node["sval"] { return .text(text.string("sval") ?? text.string ?? "") }
    if let value = node["boolval"] {
      return .boolean(value.isTrue("boolval") || value.plain == "true")
    }
    if let value = node["ival"] {
      return .number(value["ival"]?.plain ?? value.plain ?? "0")
    }
    if let value = node["fval"] { return .number(value.string("fval") ?? value.string ?? "") }
    return .text(node["bsval"]?.string("bsval") ?? "")
  }

  private static func plainName(_ parts: [String]) -> String {
    let parts = parts.first == "pg_catalog" ? Array(parts.dropFirst()) : parts
    return parts.joined(separator: ".").lowercased()
  }

  private static func valueFunction(_ name: String) -> String {
    switch name {
    case "SVFOP_CURRENT_USER", "SVFOP_CURRENT_ROLE", "SVFOP_USER": "current_user"
    case "SVFOP_SESSION_USER": "session_user"
    default: name.lowercased()
    }
  }
}

// Queries.
extension ExpressionReader {
  func query(_ node: SyntaxNode) -> SQLQuery {
    var common: [String: SQLQuery] = [:]
    for member in node["withClause"]?.list("ctes") ?? [] {
      guard let expression = member["CommonTableExpr"], let name = expression.string("ctename"),
        let select = expression["ctequery"]?["SelectStmt"]
      else { continue }
      common[name] = deeperQuery(select, common)
    }
    return deeperQuery(node, common)
  }

  private func deeperQuery(_ node: SyntaxNode, _ common: [String: SQLQuery]) -> SQLQuery {
    guard depth < Self.deepest else { return SQLQuery(condition: .other("nested too deep")) }
    let inner = deeper
    if let left = node["larg"], let right = node["rarg"] {
      var query = inner.deeperQuery(left, common)
      let arm = inner.deeperQuery(right, common)
      // What INTERSECT and EXCEPT give is in the first arm; UNION gives both.
      if node.string("op") == "SETOP_UNION" { query.arms.append(arm) }
      return query
    }
    var query = SQLQuery()
    var conditions: [SQLExpression] = []
    for item in node.list("fromClause") {
      inner.add(item, to: &query, &conditions, common, isOuter: false)
    }
    if let condition = node["whereClause"] { conditions.append(inner.expression(condition)) }
    query.condition = conditions.count > 1 ? .and(conditions) : conditions.first
    query.columns = node.list("targetList").map(inner.expression)
    return query
  }

  private func add(
    _ item: SyntaxNode, to query: inout SQLQuery, _ conditions: inout [SQLExpression],
    _ common: [String: SQLQuery], isOuter: Bool
  ) {
    guard depth < Self.deepest, let (tag, node) = item.tagged else { return }
    let alias = node["alias"]?.string("aliasname")
    switch tag {
    case "RangeVar":
      let name = RangeName.parts(node)
      let shown = alias ?? name.last ?? ""
      if name.count == 1, let known = name.first.flatMap({ common[$0] }) {
        query.sources.append(.init(kind: .query(known), name: shown))
      } else {
        query.sources.append(.init(kind: .table(name), name: shown))
      }
    case "RangeSubselect":
      guard let select = node["subquery"]?["SelectStmt"] else { return }
      query.sources.append(
        .init(kind: .query(deeper.deeperQuery(select, common)), name: alias ?? ""))
    case "JoinExpr":
      let isLoose = node.string("jointype") != "JOIN_INNER"
      if let left = node["larg"] {
        deeper.add(left, to: &query, &conditions, common, isOuter: isOuter)
      }
      if let right = node["rarg"] {
        deeper.add(right, to: &query, &conditions, common, isOuter: isOuter || isLoose)
      }
      if let on = node["quals"] {
        let condition = deeper.expression(on)
        if isLoose { query.columns.append(condition) } else { conditions.append(condition) }
      }
    case "RangeFunction":
      let call = node.list("functions").first?["List"]?.list("items").first
      query.sources.append(
        .init(kind: .function(call.map(deeper.expression) ?? .other(tag)), name: alias ?? ""))
    default: query.sources.append(.init(kind: .function(.other(tag)), name: alias ?? ""))
    }
  }
}

/// Names of types as they are compared.
enum TypeName {
  static func text(_ node: SyntaxNode) -> String {
    var names = node.list("names").compactMap { $0["String"]?.string("sval") }
    if names.first == "pg_catalog" { names.removeFirst() }
    let base = names.joined(separator: ".")
    let shown =
      switch base {
      case "int4": "integer"
      case "int8": "bigint"
      case "int2": "smallint"
      case "bool": "boolean"
      case "varchar": "character varying"
      case "float8": "double precision"
      case "timestamptz": "timestamp with time zone"
      case "timestamp": "timestamp without time zone"
      default: base
      }
    return shown + (node["arrayBounds"] == nil ? "" : "[]")
  }
}

/// The names of tables.
enum RangeName {
  /// The schema, where one is written, and the name.
  static func parts(_ node: SyntaxNode) -> [String] {
    [node.string("schemaname"), node.string("relname")].compactMap { $0 }
  }
}
