import Model

/// `query`: a question in SQL has the answer that it should have.
package struct QueryCheck: Check {
  package static let definition = CheckDefinition(
    name: "query",
    family: "database",
    summary: "A SELECT over a live PostgreSQL database gives the rows that it should.",
    passes: """
      The query, which runs in a transaction that cannot write, gives no row (`expect: no-rows`), at \
      least one (`rows`), or one row whose first column is `value` (`value`); and `counted-by`, where \
      it is given, counts at least `minimum-subjects`.
      """,
    fails: """
      One finding for each row where none is expected, with its columns `resource` and `reason` and \
      no others; one finding otherwise.
      """,
    unmeasured: """
      The database could not be asked or refused the query; the text is not one SELECT, as \
      PostgreSQL's own parser sees it; it took longer than `within`; it gave more rows than are kept; \
      there are too few subjects.
      """,
    fields: [
      Field("database", .target, required: true, "A live PostgreSQL database (`postgres:`)."),
      Field("sql", .text, required: true, "One SELECT."),
      Field(
        "expect", .choice(["no-rows", "rows", "value"]), default: "no-rows",
        "What its answer must be: no rows (each row is a fault), some rows, or one value."),
      Field("value", .text, "The first column of the only row, for `expect: value`."),
      Field(
        "counted-by", .text,
        "A SELECT whose one number says how many things are judged, so that no rows over nothing is "
          + "no pass."),
      Field(
        "minimum-subjects", .integer(1...1_000_000), default: "1",
        "How many things there must be by `counted-by`."),
      Field("within", .duration, default: "15s", "How long a query may take, up to five minutes."),
    ],
    example: """
      query:
        database: db
        sql: >
          SELECT name AS resource, 'no retention is set' AS reason
          FROM buckets WHERE retention IS NULL
        counted-by: SELECT count(*) FROM buckets
      """,
    sources: ["PostgreSQL 15 documentation, SET TRANSACTION, section 20.11 (statement_timeout)"])

  private let database: String
  private let sql: String
  private let expectation: String
  private let value: String?
  private let counter: String?
  private let minimumSubjects: Int
  private let timeLimit: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    database = arguments.text("database") ?? ""
    sql = arguments.text("sql") ?? ""
    expectation = arguments.text("expect") ?? "no-rows"
    value = arguments.text("value")
    counter = arguments.text("counted-by")
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    var seconds = 15
    if case .seconds(let count) = arguments.duration("within") { seconds = count }
    timeLimit = min(300, max(1, seconds))
    guard (expectation == "value") == (value != nil) else {
      throw Diagnostics([
        Diagnostic(
          "`value` and `expect: value` belong together",
          at: arguments.location(of: value == nil ? "expect" : "value"))
      ])
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    guard let target = try? context.database(of: database) else { return [] }
    return [sql, counter].compactMap { $0 }.map { request($0, target) }
  }

  private func request(_ sql: String, _ target: DatabaseTarget) -> DatabaseQueryRequest {
    DatabaseQueryRequest(database: target, query: sql, timeLimit: timeLimit)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let target = try context.plan.database(of: database)
      let observation = observations[request(sql, target)]
      let answer = try observation.outcome.get()
      var judgement = DatabaseJudgement(check: name, context: context)
      let location = Location(url: target.label)
      if let counter {
        let count = try observations[request(counter, target)].outcome.get()
        guard let number = count.rows.first?.first?.flatMap({ Int($0) }) else {
          throw Unavailable("`counted-by` does not give a number")
        }
        judgement.subjects = number
        if number < minimumSubjects {
          judgement.note(
            "nothing to judge: \(counted(number, "subject")), at least "
              + "\(minimumSubjects) expected")
        }
      } else {
        judgement.subjects = max(1, answer.rows.count)
      }
      judge(answer, at: location, &judgement)
      judgement.see(
        "\(counted(answer.rows.count, "row")) from \(shortQuery)", at: location,
        digest: nil, observation.observedAt)
      return judgement.result(noun: "subject", holds: "answered as stated")
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private var shortQuery: String {
    let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 200 ? line.prefix(199) + "…" : line
  }

  private func judge(
    _ answer: QueryAnswer, at location: Location, _ judgement: inout DatabaseJudgement
  ) {
    switch expectation {
    case "no-rows":
      if answer.isCut { judgement.note("the query gives more rows than are kept") }
      let resource = answer.columns.firstIndex(of: "resource")
      let reason = answer.columns.firstIndex(of: "reason")
      for (index, row) in answer.rows.enumerated() {
        let name = resource.flatMap { row[$0] } ?? "row \(index + 1)"
        let why = reason.flatMap { row[$0] } ?? "the query gives it, and should give no row"
        judgement.add(
          "row", "\(name): \(why)", fix: nil, identity: name, at: location)
      }
    case "rows":
      guard answer.rows.isEmpty else { return }
      judgement.add(
        "no-rows", "the query gives no row, and should give some: \(shortQuery)", fix: nil,
        identity: shortQuery, at: location)
    default:
      let found = answer.rows.count == 1 ? answer.rows.first?.first.flatMap { $0 } : nil
      guard found != value else { return }
      let seen =
        answer.rows.count == 1
        ? found.map { "\"\($0.prefix(80))\"" } ?? "NULL"
        : counted(answer.rows.count, "row")
      judgement.add(
        "value", "expected \"\(value ?? "")\", saw \(seen): \(shortQuery)", fix: nil,
        identity: shortQuery, at: location)
    }
  }
}
