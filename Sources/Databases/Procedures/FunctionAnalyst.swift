import Model

/// Finds out what a function does from its text.
struct FunctionAnalyst {
  /// Commands that change the schema or who may do what.
  private static let defining: Set<String> = [
    "create", "alter", "drop", "grant", "revoke", "reassign", "execute", "set", "comment",
  ]

  private let replay: SchemaReplay
  private let parser = StatementParser()

  /// Takes the schema as it is when the function is made, and the path that it sets for itself.
  init(replay: SchemaReplay, searchPath: String?) {
    var replay = replay
    if let searchPath { replay.setSearchPath([searchPath]) }
    // Under an empty path only full names mean anything; others stay where they would be.
    if replay.searchPath.isEmpty { replay.searchPath = ["public"] }
    self.replay = replay
  }

  /// A body that was parsed with its function (`RETURN`, `BEGIN ATOMIC`).
  func body(parsed node: SyntaxNode) -> FunctionBody {
    var body = FunctionBody()
    if let value = node["ReturnStmt"]?["returnval"] {
      add(value: ExpressionReader().expression(value), to: &body)
    }
    for list in node["List"]?.list("items") ?? [] {
      for statement in list["List"]?.list("items") ?? [] { add(statement, to: &body) }
    }
    return body
  }

  func body(_ text: String, language: String) -> FunctionBody {
    let bytes = Array(text.utf8)
    var body = FunctionBody()
    switch language {
    case "sql":
      do throws(StatementParser.Failure) {
        for statement in try parser.statements(bytes) { add(statement, to: &body) }
      } catch {
        body.doubts.append("its text does not parse: \(error.reason)")
      }
    case "plpgsql":
      do throws(ProcedureParser.Failure) {
        let block = try ProcedureParser.parse(bytes, in: 0..<bytes.count)
        add(block, of: bytes, to: &body)
        for event in DatabaseTrigger.Event.allCases {
          switch outcome([block], of: bytes, event) {
          case .error: body.refuses.insert(event)
          case .noRow: body.drops.insert(event)
          case .goesOn, .ends, .unknown: continue
          }
        }
      } catch {
        body.doubts.append("its text does not parse")
      }
    default:
      body.doubts.append("it is written in \(language.isEmpty ? "another language" : language)")
    }
    return body
  }
}

// What it reads and changes.
extension FunctionAnalyst {
  private func add(_ statement: ProcedureStatement, of bytes: [UInt8], to body: inout FunctionBody)
  {
    switch statement {
    case .sql(let range), .resultQuery(let range):
      add(QueryText.withoutTargets(bytes, range), to: &body)
    case .perform(let range), .result(let range):
      add(Array("SELECT ".utf8) + QueryText.withoutTargets(bytes, range), to: &body)
    case .assignment(_, let range):
      add(Array("SELECT ".utf8) + bytes[range], to: &body)
    case .execute:
      body.doubts.append("it runs text as SQL")
      body.definesObjects = true
    case .conditional(let branches, let otherwise):
      for branch in branches {
        add(Array("SELECT ".utf8) + bytes[branch.condition], to: &body)
        let end = outcome(branch.body, of: bytes, .update)
        if end == .error || end == .ends || end == .noRow,
          let condition = parser.expression(Array(bytes[branch.condition]))
        {
          body.guards.append(ExpressionReader().expression(condition))
        }
        for inner in branch.body { add(inner, of: bytes, to: &body) }
      }
      for inner in otherwise { add(inner, of: bytes, to: &body) }
    case .loop(let kind, let header, let inner):
      addLoop(kind, header, of: bytes, to: &body)
      for inner in inner { add(inner, of: bytes, to: &body) }
    case .block(let declarations, let inner, let handlers):
      for declaration in declarations {
        add(Array("SELECT ".utf8) + bytes[declaration.value], to: &body)
      }
      for inner in inner + handlers { add(inner, of: bytes, to: &body) }
    case .raise, .resultNull, .other: return
    }
  }

  private func addLoop(
    _ kind: String, _ header: Range<Int>, of bytes: [UInt8], to body: inout FunctionBody
  ) {
    if kind == "while" {
      add(Array("SELECT ".utf8) + bytes[header], to: &body)
      return
    }
    guard kind == "for", let source = LoopHeader.source(bytes, header) else { return }
    guard !source.isText else {
      body.doubts.append("it runs text as SQL")
      body.definesObjects = true
      return
    }
    if source.isQuery { add(Array(bytes[source.range]), to: &body) }
  }

  private func add(_ text: [UInt8], to body: inout FunctionBody) {
    guard !text.isEmpty else { return }
    do throws(StatementParser.Failure) {
      for statement in try parser.statements(text) { add(statement, to: &body) }
    } catch {
      body.doubts.append("a part of it does not parse: \(error.reason)")
    }
  }

  private func add(_ statement: SyntaxNode, to body: inout FunctionBody) {
    guard let (tag, node) = statement.tagged else { return }
    let reader = ExpressionReader()
    let condition = node["whereClause"].map(reader.expression)
    switch tag {
    case "SelectStmt":
      add(value: .value(reader.query(node)), to: &body)
    case "InsertStmt":
      add(.insert, node["relation"], nil, to: &body)
      if node["onConflictClause"]?.string("action") == "ONCONFLICT_UPDATE" {
        add(.update, node["relation"], nil, to: &body)
      }
      if let select = node["selectStmt"]?["SelectStmt"] {
        add(value: .value(reader.query(select)), to: &body)
      }
    case "UpdateStmt", "DeleteStmt":
      add(tag == "UpdateStmt" ? .update : .delete, node["relation"], condition, to: &body)
      for other in node.list("fromClause") + node.list("usingClause") {
        add(.select, other["RangeVar"], condition, to: &body)
      }
      if let condition { add(value: condition, to: &body) }
    case "MergeStmt":
      for kind in [FunctionBody.Act.Kind.insert, .update, .delete] {
        add(kind, node["relation"], node["joinCondition"].map(reader.expression), to: &body)
      }
    case "TruncateStmt":
      for relation in node.list("relations") {
        add(.truncate, relation["RangeVar"], nil, to: &body)
      }
    case "CallStmt":
      if let call = node["funccall"] {
        let name = call.list("funcname").compactMap { $0["String"]?.string("sval") }
        add(value: .call(name.joined(separator: "."), []), to: &body)
      }
    case "VariableSetStmt", "TransactionStmt": return
    default:
      body.definesObjects = true
    }
    // What data-modifying common table expressions do.
    for member in node["withClause"]?.list("ctes") ?? [] {
      guard let query = member["CommonTableExpr"]?["ctequery"], query["SelectStmt"] == nil else {
        continue
      }
      add(query, to: &body)
    }
  }

  private func add(
    _ kind: FunctionBody.Act.Kind, _ relation: SyntaxNode?, _ condition: SQLExpression?,
    to body: inout FunctionBody
  ) {
    guard let relation else { return }
    body.acts.append(
      FunctionBody.Act(kind: kind, table: replay.resolved(relation), condition: condition))
  }

  private func add(value: SQLExpression, to body: inout FunctionBody) {
    body.expressions.append(value)
    addReads(in: value, under: [], to: &body)
  }

  private func addReads(
    in value: SQLExpression, under outer: [SQLExpression], to body: inout FunctionBody
  ) {
    switch value {
    case .value(let query), .exists(let query), .member(_, let query):
      addReads(of: query, under: outer, to: &body)
      if case .member(let test, _) = value { addReads(in: test, under: outer, to: &body) }
    default:
      for part in value.parts { addReads(in: part, under: outer, to: &body) }
    }
  }

  private func addReads(
    of query: SQLQuery, under outer: [SQLExpression], to body: inout FunctionBody
  ) {
    let conditions = outer + (query.condition.map { [$0] } ?? [])
    for source in query.sources {
      switch source.kind {
      case .table(let name):
        body.acts.append(
          FunctionBody.Act(
            kind: .select, table: replay.resolved(name),
            condition: conditions.count > 1 ? .and(conditions) : conditions.first))
      case .query(let inner): addReads(of: inner, under: conditions, to: &body)
      case .function(let call): addReads(in: call, under: conditions, to: &body)
      }
    }
    for part in query.columns + (query.condition.map { [$0] } ?? []) {
      addReads(in: part, under: conditions, to: &body)
    }
    for arm in query.arms { addReads(of: arm, under: outer, to: &body) }
  }
}

// How a trigger function ends.
extension FunctionAnalyst {
  private enum Outcome {
    case error
    /// It returns NULL, so that a row before which it runs is passed over.
    case noRow
    case ends
    case goesOn
    case unknown
  }

  private func outcome(
    _ statements: [ProcedureStatement], of bytes: [UInt8], _ event: DatabaseTrigger.Event
  ) -> Outcome {
    for statement in statements {
      let outcome = outcome(statement, of: bytes, event)
      if outcome != .goesOn { return outcome }
    }
    return .goesOn
  }

  private func outcome(
    _ statement: ProcedureStatement, of bytes: [UInt8], _ event: DatabaseTrigger.Event
  ) -> Outcome {
    switch statement {
    case .raise(let isError): return isError ? .error : .goesOn
    case .resultNull: return .noRow
    case .result: return .ends
    case .block(_, let body, let handlers):
      let inner = outcome(body, of: bytes, event)
      return handlers.isEmpty || inner != .error ? inner : .unknown
    case .loop(_, _, let body):
      return outcome(body, of: bytes, event) == .goesOn ? .goesOn : .unknown
    case .conditional(let branches, let otherwise):
      return conditional(branches, otherwise, of: bytes, event)
    case .sql, .perform, .execute, .resultQuery, .assignment, .other: return .goesOn
    }
  }

  private func conditional(
    _ branches: [ProcedureStatement.Branch], _ otherwise: [ProcedureStatement],
    of bytes: [UInt8], _ event: DatabaseTrigger.Event
  ) -> Outcome {
    var outcomes: [Outcome] = []
    for branch in branches {
      let condition = parser.expression(Array(bytes[branch.condition]))
        .map { ExpressionReader().expression($0) }
      switch condition.flatMap({ Self.truth(of: $0, event) }) {
      case false: continue
      case true:
        outcomes.append(outcome(branch.body, of: bytes, event))
        return Self.merged(outcomes)
      case nil: outcomes.append(outcome(branch.body, of: bytes, event))
      }
    }
    outcomes.append(outcome(otherwise, of: bytes, event))
    return Self.merged(outcomes)
  }

  private static func merged(_ outcomes: [Outcome]) -> Outcome {
    guard let first = outcomes.first else { return .goesOn }
    if outcomes.allSatisfy({ $0 == first }) { return first }
    // An error on one way and going on otherwise leaves the rest to decide.
    if outcomes.allSatisfy({ $0 == .error || $0 == .goesOn }) { return .goesOn }
    return .unknown
  }

  /// Whether a condition about TG_OP holds.
  private static func truth(
    of condition: SQLExpression, _ event: DatabaseTrigger.Event
  ) -> Bool? {
    switch condition {
    case .boolean(let value): return value
    case .not(let part): return truth(of: part, event).map { !$0 }
    case .and(let parts):
      let truths = parts.map { truth(of: $0, event) }
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .or(let parts):
      let truths = parts.map { truth(of: $0, event) }
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .comparison(let sign, let left, let right):
      guard case .column(["tg_op"]) = left.uncast else { return nil }
      let names: [SQLExpression]
      if case .list(let list) = right { names = list } else { names = [right] }
      let texts = names.compactMap { name -> String? in
        if case .text(let text) = name.uncast { text.lowercased() } else { nil }
      }
      guard texts.count == names.count, sign == "=" || sign == "<>" else { return nil }
      return texts.contains(event.rawValue) == (sign == "=")
    default: return nil
    }
  }
}
