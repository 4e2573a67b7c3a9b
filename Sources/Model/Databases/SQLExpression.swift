/// A condition or value in SQL, as far as judgements need its form.
package indirect enum SQLExpression: Hashable, Sendable {
  /// A column, with the table or alias before it where one is written.
  case column([String])
  /// `$1`, counted from 1.
  case parameter(Int)
  case text(String)
  case number(String)
  case boolean(Bool)
  case null
  /// A call by its name in lower case with `.` between parts; also COALESCE, CASE and the like.
  case call(String, [SQLExpression])
  /// An operator between two values, by its sign; `IN` over a list and `= ANY` are `=` with `list` or
  /// `array` on the right.
  case comparison(String, SQLExpression, SQLExpression)
  case and([SQLExpression])
  case or([SQLExpression])
  case not(SQLExpression)
  case nullTest(SQLExpression, isNull: Bool)
  /// A value as another type.
  case cast(SQLExpression, String)
  /// A query that stands for its one value.
  case value(SQLQuery)
  case exists(SQLQuery)
  /// `value IN (SELECT …)` or `value = ANY (SELECT …)`.
  case member(SQLExpression, SQLQuery)
  /// The members of `IN (…)`, `ARRAY[…]` or a row.
  case list([SQLExpression])
  /// Some form that is not taken apart.
  case other(String)

  /// The value under its casts.
  package var uncast: SQLExpression {
    var value = self
    while case .cast(let inner, _) = value { value = inner }
    return value
  }

  /// What it is made of, one level down.
  package var parts: [SQLExpression] {
    switch self {
    case .column, .parameter, .text, .number, .boolean, .null, .other: []
    case .call(_, let parts), .and(let parts), .or(let parts), .list(let parts): parts
    case .comparison(_, let left, let right): [left, right]
    case .not(let part), .nullTest(let part, _), .cast(let part, _): [part]
    case .value(let query), .exists(let query): query.parts
    case .member(let part, let query): [part] + query.parts
    }
  }

  /// Whether it or something in it is as asked.
  package func contains(where isWanted: (SQLExpression) -> Bool) -> Bool {
    isWanted(self) || parts.contains { $0.contains(where: isWanted) }
  }
}

/// A query as far as judgements need it: what it reads, gives and asks for.
package struct SQLQuery: Hashable, Sendable {
  /// One thing after FROM.
  package struct Source: Hashable, Sendable {
    package indirect enum Kind: Hashable, Sendable {
      case table([String])
      case query(SQLQuery)
      case function(SQLExpression)
    }

    package let kind: Kind
    /// The alias, or the table's own name.
    package let name: String

    package init(kind: Kind, name: String) {
      self.kind = kind
      self.name = name
    }
  }

  package var sources: [Source]
  package var columns: [SQLExpression]
  /// WHERE together with the conditions of inner joins.
  package var condition: SQLExpression?
  /// The other arms of UNION; each must hold what the first must.
  package var arms: [SQLQuery]

  package init(
    sources: [Source] = [], columns: [SQLExpression] = [], condition: SQLExpression? = nil,
    arms: [SQLQuery] = []
  ) {
    self.sources = sources
    self.columns = columns
    self.condition = condition
    self.arms = arms
  }

  package var parts: [SQLExpression] {
    var parts = columns
    if let condition { parts.append(condition) }
    for source in sources {
      switch source.kind {
      case .table: continue
      case .query(let query): parts += query.parts
      case .function(let call): parts.append(call)
      }
    }
    return parts + arms.flatMap(\.parts)
  }
}
