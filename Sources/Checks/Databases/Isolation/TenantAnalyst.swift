import Model

/// Judges whether conditions over a table hold the tenant column against what says who asks.
struct TenantAnalyst {
  /// Calls whose answer tells who asks, unless the check names others.
  static let askers = [
    #"(^|[^a-z_])current_setting\("#, #"auth\.(uid|jwt|email|session|org_id)\("#,
    #"(^|[^a-z_])(current_user|session_user)([^a-z_]|$)"#, #"request\.jwt"#,
  ]
  private static let deepest = 60

  let schema: DatabaseSchema
  let table: DatabaseTable
  /// The columns that say whose a row is.
  let keys: Set<String>
  let values: [String]
  let trusted: NameGlobs
  let patterns: any PatternMatching
  /// Patterns of conditions that only an operator meets.
  let gates: [String]
  /// The application's roles, with those that they are members of.
  let roles: Set<String>

  /// Whether a row that is nobody's counts as harmless: to read it is, to write it is not.
  var acceptsShared = true

  func binding(of expression: SQLExpression) -> TenantBinding {
    binding(expression, Scope(), 0)
  }

  /// The queries around an expression, from the outside in.
  private struct Scope {
    var sources: [SQLQuery.Source] = []
    /// Names of a function's arguments that stand for the row's key.
    var keyArguments: Set<String> = []
    /// Numbers of such arguments, from 1.
    var keyNumbers: Set<Int> = []
    /// Whether a column of the row itself can be meant.
    var isInFunction = false
    var calls = 0

    func inside(_ query: SQLQuery) -> Scope {
      var scope = self
      scope.sources += query.sources
      return scope
    }
  }

  private func binding(
    _ expression: SQLExpression, _ scope: Scope, _ depth: Int
  ) -> TenantBinding {
    guard depth < Self.deepest else { return .unknown("it is nested too deep") }
    if isGate(expression) { return .neverTrue }
    let deeper = { (part: SQLExpression) in binding(part, scope, depth + 1) }
    switch expression {
    case .boolean(let value): return value ? .alwaysTrue : .neverTrue
    case .null: return .neverTrue
    case .cast(let part, _): return deeper(part)
    case .and(let parts): return .all(parts.map(deeper))
    case .or(let parts): return .any(parts.map(deeper))
    case .not(let part):
      switch deeper(part) {
      case .alwaysTrue: return .neverTrue
      case .neverTrue: return .alwaysTrue
      case .unknown(let reason): return .unknown(reason)
      case .bound, .unbound: return .unbound
      }
    case .nullTest(let part, let isNull):
      if isNull, acceptsShared, isKey(part, scope) { return .neverTrue }
      if isConstant(part) { return isNull == (part.uncast == .null) ? .alwaysTrue : .neverTrue }
      return .unbound
    case .comparison(let sign, let left, let right):
      return comparison(sign, left, right, scope, depth)
    case .member(let part, let query):
      if isKey(part, scope), isTenants(query, scope, depth + 1) { return .bound }
      if isAsker(part, scope), ties(query, scope, depth + 1) { return .bound }
      return .unbound
    case .exists(let query): return binding(query, scope, depth)
    case .value(let query):
      if query.sources.isEmpty, query.condition == nil, query.columns.count == 1,
        let column = query.columns.first
      {
        return deeper(column)
      }
      return binding(query, scope, depth)
    case .call(let name, let parts): return call(name, parts, scope, depth)
    case .column, .parameter, .text, .number, .list: return .unbound
    case .other(let name): return .unknown("it holds \(name), which is not followed")
    }
  }

  /// A query that gives rows only for the tenant's own: it ties its rows to the key, and to who asks.
  private func binding(_ query: SQLQuery, _ scope: Scope, _ depth: Int) -> TenantBinding {
    let inner = scope.inside(query)
    let parts = conjuncts(query.condition)
    let direct = TenantBinding.all(parts.map { binding($0, inner, depth + 1) })
    let arms = query.arms.map { binding($0, scope, depth + 1) }
    if direct == .bound { return .any([.bound] + arms) }
    let isTied = parts.contains { tie($0, inner) }
    let isAsked = parts.contains { asks($0, inner, depth + 1) }
    if isTied, isAsked { return .any([.bound] + arms) }
    // What it reads in turn may do either.
    for source in query.sources {
      if case .query(let part) = source.kind, binding(part, scope, depth + 1) == .bound {
        return .any([.bound] + arms)
      }
    }
    if case .unknown = direct { return direct }
    return .unbound
  }

  private func conjuncts(_ condition: SQLExpression?) -> [SQLExpression] {
    guard let condition else { return [] }
    if case .and(let parts) = condition { return parts.flatMap(conjuncts) }
    return [condition]
  }

  /// Whether a part of a query's condition holds one of its columns against the row's key.
  private func tie(_ part: SQLExpression, _ scope: Scope) -> Bool {
    switch part {
    case .comparison("=", let left, let right):
      return isKey(left, scope) && isInner(right, scope)
        || isKey(right, scope) && isInner(left, scope)
    case .member(let test, let query):
      return isKey(test, scope) && query.columns.contains { isInner($0, scope.inside(query)) }
    default: return false
    }
  }

  /// Whether a part of a query's condition holds one of its columns against who asks.
  private func asks(_ part: SQLExpression, _ scope: Scope, _ depth: Int) -> Bool {
    guard depth < Self.deepest else { return false }
    switch part {
    case .comparison("=", let left, let right):
      return isAsker(left, scope) && isInner(right, scope)
        || isAsker(right, scope) && isInner(left, scope)
    case .member(let test, let query):
      return isInner(test, scope) && isTenants(query, scope, depth + 1)
    case .exists(let query):
      let inner = scope.inside(query)
      return conjuncts(query.condition).contains { asks($0, inner, depth + 1) }
    case .or(let parts): return parts.allSatisfy { asks($0, scope, depth + 1) }
    case .and(let parts): return parts.contains { asks($0, scope, depth + 1) }
    case .call(let name, let arguments):
      return trusted.matches(Self.name(name)) && arguments.contains { isInner($0, scope) }
        || isAsker(part, scope) && arguments.contains { isInner($0, scope) }
    default: return false
    }
  }

  private func ties(_ query: SQLQuery, _ scope: Scope, _ depth: Int) -> Bool {
    let inner = scope.inside(query)
    return conjuncts(query.condition).contains { tie($0, inner) }
  }

  private func comparison(
    _ sign: String, _ left: SQLExpression, _ right: SQLExpression, _ scope: Scope, _ depth: Int
  ) -> TenantBinding {
    if let truth = constantTruth(sign, left, right) { return truth ? .alwaysTrue : .neverTrue }
    if sign == "=", isOfOtherRole(left, right) || isOfOtherRole(right, left) { return .neverTrue }
    if sign == "=" {
      if case .column = left.uncast, left.uncast == right.uncast { return .alwaysTrue }
      if case .boolean(true) = right.uncast { return binding(left, scope, depth + 1) }
      for (key, other) in [(left, right), (right, left)] where isKey(key, scope) {
        if isAsker(other, scope) { return .bound }
        if case .list(let members) = other.uncast, !members.isEmpty,
          members.allSatisfy({ isAsker($0, scope) })
        {
          return .bound
        }
        if case .value(let query) = other.uncast, isTenants(query, scope, depth + 1) {
          return .bound
        }
      }
      for (asker, other) in [(left, right), (right, left)] where isAsker(asker, scope) {
        if case .value(let query) = other.uncast, ties(query, scope, depth + 1) { return .bound }
      }
      return .unbound
    }
    if ["@>", "<@", "&&"].contains(sign),
      isKey(left, scope) && isAsker(right, scope) || isKey(right, scope) && isAsker(left, scope)
    {
      return .bound
    }
    // A count of what is the tenant's own.
    if sign == ">" || sign == ">=", case .value(let query) = left.uncast,
      case .number(let number) = right.uncast, number != "0" || sign == ">"
    {
      return binding(query, scope, depth + 1)
    }
    return .unbound
  }

  private func constantTruth(
    _ sign: String, _ left: SQLExpression, _ right: SQLExpression
  ) -> Bool? {
    guard isConstant(left), isConstant(right) else { return nil }
    switch sign {
    case "=": return left.uncast == right.uncast
    case "<>", "!=": return left.uncast != right.uncast
    default: return nil
    }
  }

  /// Whether it asks for a role that is none of the application's.
  private func isOfOtherRole(_ asked: SQLExpression, _ name: SQLExpression) -> Bool {
    guard case .text(let name) = name.uncast, !roles.contains(name) else { return false }
    switch asked.uncast {
    case .call("auth.role", _), .call("current_user", _): return true
    case .comparison("->>", .call("auth.jwt", _), .text("role")): return true
    case .value(let query):
      return query.sources.isEmpty && query.columns.count == 1
        && query.columns.first.map { isOfOtherRole($0, .text(name)) } ?? false
    default: return false
    }
  }

  private func isConstant(_ expression: SQLExpression) -> Bool {
    switch expression.uncast {
    case .text, .number, .boolean, .null: true
    default: false
    }
  }
}

// What stands for whom.
extension TenantAnalyst {
  /// Whether an expression is the row's own key, seen from inside of queries.
  private func isKey(_ expression: SQLExpression, _ scope: Scope) -> Bool {
    switch expression.uncast {
    case .parameter(let number): return scope.keyNumbers.contains(number)
    case .column(let parts):
      guard let name = parts.last else { return false }
      if scope.isInFunction {
        return parts.count <= 2 && scope.keyArguments.contains(name)
          && !(parts.count == 1 && belongsToSource(name, scope))
      }
      guard keys.contains(name) else { return false }
      if parts.count > 1 {
        let qualifier = parts[parts.count - 2]
        return qualifier == table.name.name && !scope.sources.contains { $0.name == qualifier }
      }
      return !belongsToSource(name, scope)
    case .call(let name, let parts) where ["lower", "trim", "btrim"].contains(name):
      return parts.first.map { isKey($0, scope) } ?? false
    default: return false
    }
  }

  /// Whether an unqualified name means a column of a query around it.
  private func belongsToSource(_ column: String, _ scope: Scope) -> Bool {
    scope.sources.contains { source in
      guard case .table(let parts) = source.kind else { return false }
      return known(parts)?.columns.contains { $0.name == column } ?? false
    }
  }

  private func known(_ parts: [String]) -> DatabaseTable? {
    guard let name = parts.last else { return nil }
    if parts.count > 1 {
      return schema.tables[DatabaseObjectName(parts[parts.count - 2], name)]
    }
    return schema.tables[DatabaseObjectName(table.name.schema, name)]
      ?? schema.tables.values.first { $0.name.name == name }
  }

  /// Whether an expression is a column of a query around it.
  private func isInner(_ expression: SQLExpression, _ scope: Scope) -> Bool {
    guard case .column(let parts) = expression.uncast else { return false }
    if parts.count > 1 {
      let qualifier = parts[parts.count - 2]
      return scope.sources.contains { $0.name == qualifier }
    }
    return !isKey(expression, scope) && !scope.sources.isEmpty
  }

  /// Whether an expression says who asks.
  private func isAsker(_ expression: SQLExpression, _ scope: Scope) -> Bool {
    guard scope.calls < 6 else { return false }
    switch expression.uncast {
    case .call(let name, let parts):
      if matchesAsker(expression.uncast) { return true }
      switch name {
      case "nullif", "coalesce", "element", "lower", "unnest", "string_to_array", "split_part",
        "any", "btrim", "trim", "regexp_split_to_array", "jsonb_array_elements_text":
        return parts.first.map { isAsker($0, scope) } ?? false
      default: break
      }
      if trusted.matches(Self.name(name)) { return true }
      var inner = scope
      inner.calls += 1
      return schema.functions(called: name).contains { function in
        function.body.expressions.contains { answer in
          answer.contains { part in
            if case .call = part { isAsker(part, inner) } else { false }
          }
        }
      }
    case .comparison(let sign, let left, _) where sign == "->>" || sign == "->":
      return isAsker(left, scope)
    case .value(let query):
      return isTenants(query, scope, 0)
    case .list(let parts): return !parts.isEmpty && parts.allSatisfy { isAsker($0, scope) }
    default: return false
    }
  }

  private func matchesAsker(_ expression: SQLExpression) -> Bool { matches(values, expression) }

  /// Whether it is a condition that the team has reviewed and names, whole.
  private func isGate(_ expression: SQLExpression) -> Bool {
    if gates.isEmpty { return false }
    switch expression {
    case .comparison, .call, .column, .exists, .value, .member: return matches(gates, expression)
    default: return false
    }
  }

  private func matches(_ wanted: [String], _ expression: SQLExpression) -> Bool {
    let text = expression.sql
    return wanted.contains { pattern in
      if case .match = patterns.firstMatch(of: pattern, in: text) { true } else { false }
    }
  }

  /// Whether a query gives nothing but what belongs to who asks.
  private func isTenants(_ query: SQLQuery, _ scope: Scope, _ depth: Int) -> Bool {
    guard depth < Self.deepest, query.arms.allSatisfy({ isTenants($0, scope, depth + 1) }) else {
      return false
    }
    let inner = scope.inside(query)
    if query.sources.isEmpty {
      return query.columns.first.map { isAsker($0, scope) } ?? false
    }
    if conjuncts(query.condition).contains(where: { asks($0, inner, depth + 1) }) { return true }
    return query.sources.allSatisfy { source in
      switch source.kind {
      case .table: false
      case .query(let part): isTenants(part, scope, depth + 1)
      case .function(let call): isAsker(call, scope)
      }
    }
  }

  /// Whether something in an expression says who asks.
  func mentionsAsker(_ expression: SQLExpression) -> Bool {
    expression.contains { part in
      switch part {
      case .call: isAsker(part, Scope())
      default: false
      }
    }
  }

  /// Whether a condition or a view's query gives only rows of who asks, whatever the tables.
  func limitsToAsker(_ query: SQLQuery) -> Bool { isTenants(query, Scope(), 0) }

  func limitsToAsker(_ condition: SQLExpression?) -> Bool {
    guard let condition else { return false }
    var scope = Scope()
    scope.sources = [SQLQuery.Source(kind: .table([table.name.name]), name: table.name.name)]
    return conjuncts(condition).contains { part in
      asks(part, scope, 0)
        || {
          if case .comparison("=", let left, let right) = part {
            isAsker(left, scope) || isAsker(right, scope)
          } else {
            false
          }
        }()
    }
  }

  private static func name(_ text: String) -> DatabaseObjectName {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    return parts.count > 1
      ? DatabaseObjectName(parts[0], parts[1]) : DatabaseObjectName("public", text)
  }
}

// Functions in conditions.
extension TenantAnalyst {
  private func call(
    _ name: String, _ parts: [SQLExpression], _ scope: Scope, _ depth: Int
  ) -> TenantBinding {
    switch name {
    case "coalesce":
      guard let first = parts.first else { return .unbound }
      return .any(
        [binding(first, scope, depth + 1)]
          + parts.dropFirst().map { binding($0, scope, depth + 1) }.filter { $0 != .neverTrue })
    case "case", "is unknown", "all", "any":
      return .unknown("it holds \(name.uppercased()), which is not followed")
    default: break
    }
    if trusted.matches(Self.name(name)) { return .bound }
    let functions = schema.functions(called: name).filter {
      $0.argumentNames.count >= parts.count || parts.isEmpty
    }
    let keyed = parts.indices.filter { isKey(parts[$0], scope) }
    guard !functions.isEmpty else {
      // Without the key it cannot bind; with it, only its text could tell.
      return keyed.isEmpty && !Self.mayBeOwn(name)
        ? .unbound : .unknown("what \(name)() asks for is not known")
    }
    guard !keyed.isEmpty else { return .unbound }
    guard scope.calls < 6 else { return .unknown("calls are nested too deep") }
    return .any(functions.map { binding(of: $0, keyed: keyed, scope, depth) })
  }

  /// Whether a name is one that a team gives, not one of PostgreSQL's own.
  private static func mayBeOwn(_ name: String) -> Bool {
    name.contains(".") && !name.hasPrefix("auth.")
  }

  private func binding(
    of function: DatabaseFunction, keyed: [Int], _ outer: Scope, _ depth: Int
  ) -> TenantBinding {
    var scope = Scope()
    scope.calls = outer.calls + 1
    scope.isInFunction = true
    for index in keyed {
      scope.keyNumbers.insert(index + 1)
      if function.argumentNames.indices.contains(index) {
        scope.keyArguments.insert(function.argumentNames[index])
      }
    }
    let bindings = function.body.expressions.map { binding($0, scope, depth + 1) }
    if bindings.contains(.bound) { return .bound }
    if let doubt = function.body.doubts.first {
      return .unknown("what \(function.name.description) asks for is not known: \(doubt)")
    }
    return .unknown(
      "\(function.name.description) is not seen to hold its argument against who asks; if it does, "
        + "name it under `trusted-functions`")
  }
}
