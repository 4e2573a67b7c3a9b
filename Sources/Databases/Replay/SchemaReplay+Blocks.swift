import Model

// Anonymous blocks: run as far as their conditions, loops and texts can be known.
extension SchemaReplay {
  private static let deepestNesting = 8
  private static let mostRounds = 2_000

  /// What variables stand for; nil for one whose value is not known.
  typealias Variables = [String: BlockValue]

  mutating func runBlock(_ node: SyntaxNode, at place: StatementPlace) {
    var language = "plpgsql"
    var text: String?
    for argument in node.list("args").compactMap({ $0["DefElem"] }) {
      let value = argument["arg"]?["String"]?.string("sval")
      if argument.string("defname") == "language" { language = value ?? "" }
      if argument.string("defname") == "as" { text = value }
    }
    guard language.lowercased() == "plpgsql", let text else {
      note("a block in \(language) is not followed", at: place.whole)
      return
    }
    run(Array(text.utf8), at: place)
  }

  /// Runs a block whose bytes stand in the file at the place's base.
  mutating func run(_ bytes: [UInt8], at place: StatementPlace) {
    guard nesting < Self.deepestNesting else {
      note("blocks that run text are nested too deep", at: place.whole)
      return
    }
    nesting += 1
    defer { nesting -= 1 }
    do throws(ProcedureParser.Failure) {
      let block = try ProcedureParser.parse(bytes, in: 0..<bytes.count)
      var run = BlockRun(bytes: bytes, place: place)
      step([block], &run)
    } catch {
      note("a DO block could not be taken apart", at: place.whole)
    }
  }

  struct BlockRun {
    let bytes: [UInt8]
    let place: StatementPlace
    var variables: Variables = [:]
    var rounds = 0
    /// Whether the statements may not run at all.
    var isUncertain = false
  }

  private mutating func step(_ statements: [ProcedureStatement], _ run: inout BlockRun) {
    for statement in statements { step(statement, &run) }
  }

  private mutating func step(_ statement: ProcedureStatement, _ run: inout BlockRun) {
    switch statement {
    case .block(let declarations, let body, _):
      for declaration in declarations {
        run.variables[declaration.name] = value(declaration.value, run)
      }
      step(body, &run)
    case .sql(let range):
      runText(QueryText.withoutTargets(run.bytes, range), base: range.lowerBound, run)
    case .perform(let range):
      runText(Array("SELECT ".utf8) + run.bytes[range], base: nil, run)
    case .assignment(let name, let range):
      run.variables[name] = run.isUncertain ? nil : value(range, run)
    case .execute(let range, let whole): execute(range, whole, run)
    case .conditional(let branches, let otherwise): branch(branches, otherwise, &run)
    case .loop(let kind, let header, let body): loop(kind, header, body, &run)
    case .raise, .result, .resultQuery, .resultNull, .other: return
    }
  }

  /// Runs SQL that stands in the block, or that one of its texts gave.
  private mutating func runText(_ text: [UInt8], base: Int?, _ run: BlockRun) {
    let place = Self.place(base.map { $0..<($0 + text.count) }, run)
    do throws(StatementParser.Failure) {
      for statement in try parser.statements(text) {
        if run.isUncertain {
          applyUncertain(statement, at: place)
        } else {
          apply(statement, at: place)
        }
      }
    } catch {
      note("it could not be read: \(error.reason)", at: place.whole)
    }
  }

  private static func place(_ range: Range<Int>?, _ run: BlockRun) -> StatementPlace {
    guard let lines = run.place.lines, let range, let start = run.place.bodyBase else {
      return StatementPlace(synthetic: run.place)
    }
    return StatementPlace(
      path: run.place.path, lines: lines,
      range: (start + range.lowerBound)..<(start + range.upperBound))
  }

  /// A statement that may or may not be run: tables that it would make are judged, and what it may
  /// change is not known.
  private mutating func applyUncertain(_ statement: SyntaxNode, at place: StatementPlace) {
    guard let tag = statement.tagged?.tag, tag != "SelectStmt" else { return }
    let tables = Set(statement.descendants(having: "relname").map { resolved($0) })
    if tag == "CreateStmt" || tag == "CreateFunctionStmt" || tag == "ViewStmt" {
      apply(statement, at: place)
    }
    note(
      "whether it is run depends on a condition that is not known", effects: effects(of: tag),
      tables: tables.isEmpty ? nil : tables, at: place.whole)
  }

  private func effects(of tag: String) -> Set<SchemaGap.Effect> {
    switch tag {
    case "CreatePolicyStmt", "AlterPolicyStmt": [.policies]
    case "GrantStmt", "GrantRoleStmt", "AlterDefaultPrivilegesStmt", "AlterRoleStmt":
      [.privileges]
    case "AlterSystemStmt", "AlterDatabaseSetStmt", "AlterRoleSetStmt": [.settings]
    case "CreateStmt", "CreateFunctionStmt", "ViewStmt": [.objects]
    case "InsertStmt", "UpdateStmt", "DeleteStmt", "IndexStmt", "CommentStmt", "CreateEnumStmt": []
    default: [.rowSecurity, .policies, .objects]
    }
  }

  private mutating func execute(_ range: Range<Int>, _ whole: Range<Int>, _ run: BlockRun) {
    if let text = value(range, run)?.text {
      runText(Array(text.utf8), base: nil, run.placed(at: whole))
      return
    }
    note(
      "it runs text that is only known when it is run",
      effects: Self.effects(ofText: String(decoding: run.bytes[range], as: UTF8.self)),
      at: Self.place(whole, run).whole)
  }

  /// What the words of a text say that it may change.
  private static func effects(ofText text: String) -> Set<SchemaGap.Effect> {
    let text = text.lowercased()
    var effects: Set<SchemaGap.Effect> = []
    if text.contains("row level security") { effects.insert(.rowSecurity) }
    if text.contains("policy") { effects.insert(.policies) }
    if text.contains("grant") || text.contains("revoke") || text.contains("role") {
      effects.insert(.privileges)
    }
    let isHarmless = ["insert into", "comment on", "create index", "analyze", "refresh"].contains {
      text.contains($0)
    }
    if effects.isEmpty { return isHarmless ? [] : Set(SchemaGap.Effect.allCases) }
    return effects
  }

  private mutating func branch(
    _ branches: [ProcedureStatement.Branch], _ otherwise: [ProcedureStatement],
    _ run: inout BlockRun
  ) {
    for branch in branches {
      let condition = parser.expression(Array(run.bytes[branch.condition]))
        .map { ExpressionReader().expression($0) }
      switch condition.flatMap({ truth(of: $0, run.variables) }) {
      case false: continue
      case true:
        step(branch.body, &run)
        return
      case nil:
        let outer = run.isUncertain
        run.isUncertain = true
        for branch in branches { step(branch.body, &run) }
        step(otherwise, &run)
        run.isUncertain = outer
        return
      }
    }
    step(otherwise, &run)
  }

  private mutating func loop(
    _ kind: String, _ header: Range<Int>, _ body: [ProcedureStatement], _ run: inout BlockRun
  ) {
    guard let source = LoopHeader.source(run.bytes, header), !source.isText,
      let rounds = rounds(source, run)
    else {
      let outer = run.isUncertain
      run.isUncertain = true
      step(body, &run)
      run.isUncertain = outer
      return
    }
    for values in rounds {
      run.rounds += 1
      guard run.rounds <= Self.mostRounds else {
        note("a loop runs more than \(Self.mostRounds) times", at: run.place.whole)
        return
      }
      for (name, value) in values { run.variables[name] = .text(value) }
      step(body, &run)
    }
  }

  /// What the variables of a loop are in each of its rounds; nil when that is not known.
  private func rounds(_ source: LoopHeader, _ run: BlockRun) -> [[String: String]]? {
    if source.isArray {
      return value(source.range, run)?.list.map { list in list.map { [source.variable: $0] } }
    }
    guard source.isQuery, let select = try? parser.statements(Array(run.bytes[source.range])).first,
      let node = select["SelectStmt"]
    else { return nil }
    let query = ExpressionReader().query(node)
    let names = node.list("targetList").map { target in
      target["ResTarget"]?.string("name")
    }
    return CatalogQuery(schema: schema, variables: run.variables).rows(query, names: names)?
      .map { row in
        var values: [String: String] = [:]
        for (name, value) in row {
          values["\(source.variable).\(name)"] = value
          if row.count == 1 { values[source.variable] = value }
        }
        return values
      }
  }

  private func value(_ range: Range<Int>, _ run: BlockRun) -> BlockValue? {
    parser.expression(Array(run.bytes[range])).flatMap {
      BlockValue.of(ExpressionReader().expression($0), run.variables)
    }
  }

  private func truth(of condition: SQLExpression, _ variables: Variables) -> Bool? {
    switch condition {
    case .boolean(let value): return value
    case .not(let part): return truth(of: part, variables).map { !$0 }
    case .and(let parts):
      let truths = parts.map { truth(of: $0, variables) }
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .or(let parts):
      let truths = parts.map { truth(of: $0, variables) }
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .exists(let query):
      return CatalogQuery(schema: schema, variables: variables).exists(query)
    case .nullTest(.call("to_regclass", let arguments), let isNull):
      guard let name = arguments.first.flatMap({ BlockValue.of($0, variables)?.text }) else {
        return nil
      }
      let relation = resolved(name.split(separator: ".").map(String.init))
      let isThere = schema.tables[relation] != nil || schema.views[relation] != nil
      return isThere != isNull
    case .comparison("=", let left, let right):
      guard let left = BlockValue.of(left, variables)?.text,
        let right = BlockValue.of(right, variables)?.text
      else { return nil }
      return left == right
    default: return nil
    }
  }
}

extension SchemaReplay.BlockRun {
  /// The same with every statement at one place.
  fileprivate func placed(at range: Range<Int>) -> SchemaReplay.BlockRun {
    guard let lines = place.lines, let start = place.bodyBase else { return self }
    let whole = StatementPlace(
      path: place.path, lines: lines,
      range: (start + range.lowerBound)..<(start + range.upperBound))
    var run = SchemaReplay.BlockRun(bytes: bytes, place: StatementPlace(synthetic: whole))
    run.isUncertain = isUncertain
    return run
  }
}
