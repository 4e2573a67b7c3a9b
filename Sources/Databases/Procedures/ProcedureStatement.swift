/// One statement of PL/pgSQL; every range is of bytes in the text that holds it.
indirect enum ProcedureStatement: Sendable {
  struct Branch: Sendable {
    let condition: Range<Int>
    let body: [ProcedureStatement]
  }

  struct Declaration: Sendable {
    let name: String
    let value: Range<Int>
  }

  case sql(Range<Int>)
  /// What follows PERFORM.
  case perform(Range<Int>)
  /// The text that EXECUTE runs, as an expression.
  case execute(Range<Int>, whole: Range<Int>)
  case conditional([Branch], otherwise: [ProcedureStatement])
  /// What stands between FOR, FOREACH or WHILE and LOOP, with that word; empty for a bare LOOP.
  case loop(kind: String, header: Range<Int>, body: [ProcedureStatement])
  case block([Declaration], body: [ProcedureStatement], handlers: [ProcedureStatement])
  case raise(isError: Bool)
  case result(Range<Int>)
  case resultQuery(Range<Int>)
  case resultNull
  case assignment(name: String, value: Range<Int>)
  case other
}
