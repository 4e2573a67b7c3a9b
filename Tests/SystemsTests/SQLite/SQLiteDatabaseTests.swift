import Systems
import TestSupport
import Testing

struct SQLiteDatabaseTests {
  @Test("every kind of value comes back as it went in")
  func values() throws {
    let database = try SQLiteDatabase.inMemory()
    try database.execute("CREATE TABLE t (v)")
    let insert = try database.prepare("INSERT INTO t VALUES (?)")
    let values: [SQLiteValue] = [
      .null, .integer(.max), .integer(.min), .real(0.5), .text(""), .text("é\u{0}🔒'; DROP TABLE t"),
      .blob([]), .blob([0, 255, 0]),
    ]
    for value in values { try insert.run([value]) }
    #expect(database.lastInsertedRow == Int64(values.count))
    #expect(try database.rows("SELECT v FROM t ORDER BY rowid") == values.map { [$0] })
    try database.run("DELETE FROM t WHERE v IS ?", [.null])
    #expect(database.changedRows == 1)
  }

  @Test("full-text search is there")
  func fullText() throws {
    let database = try SQLiteDatabase.inMemory()
    try database.execute("CREATE VIRTUAL TABLE f USING fts5(body, tokenize = 'porter unicode61')")
    try database.run("INSERT INTO f VALUES (?)", [.text("Backups are encrypted")])
    #expect(try database.rows("SELECT rowid FROM f WHERE f MATCH 'encrypting'") == [[.integer(1)]])
  }

  @Test("work that throws leaves nothing behind")
  func transactions() throws {
    struct Stop: Error {}
    let database = try SQLiteDatabase.inMemory()
    try database.execute("CREATE TABLE t (v INTEGER UNIQUE)")
    #expect(throws: Stop.self) {
      try database.transaction {
        try database.run("INSERT INTO t VALUES (?)", [.integer(1)])
        throw Stop()
      }
    }
    #expect(!database.isInTransaction)
    try database.transaction { try database.run("INSERT INTO t VALUES (?)", [.integer(2)]) }
    #expect(try database.rows("SELECT v FROM t") == [[.integer(2)]])
    let nested = #expect(throws: SQLiteError.self) {
      try database.transaction { try database.transaction {} }
    }
    #expect(nested?.reason.contains("within a transaction") == true)
    let repeated = #expect(throws: SQLiteError.self) {
      try database.run("INSERT INTO t VALUES (2)", [])
    }
    #expect(repeated?.kind == .constraint)
  }

  @Test("wrong use is an error with a reason, not a trap")
  func misuse() throws {
    let database = try SQLiteDatabase.inMemory(limits: .init(valueBytes: 1_000))
    #expect(throws: SQLiteError.self) { try database.prepare("") }
    #expect(throws: SQLiteError.self) { try database.prepare("SELECT 1; SELECT 2") }
    #expect(throws: SQLiteError.self) { try database.prepare("SELEC 1") }
    #expect(throws: SQLiteError.self) { try database.prepare("SELECT ?").run([]) }
    #expect(throws: SQLiteError.self) { try database.execute("ATTACH '/tmp/other' AS other") }
    #expect(throws: SQLiteError.self) { try database.rows("SELECT load_extension('x')") }
    let long = #expect(throws: SQLiteError.self) {
      try database.rows("SELECT ?", [.text(String(repeating: "a", count: 2_000))])
    }
    #expect(long?.kind == .tooBig)
    let statement = try database.prepare("SELECT 1 AS one;\n ")
    #expect(statement.columnNames == ["one"])
    #expect(try statement.step())
    #expect(statement.column(0) == .integer(1))
    #expect(statement.column(7) == .null)
    #expect(statement.column(-1) == .null)
  }

  @Test("a file is made, kept, and only read when asked so")
  func files() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/a.db"
    let missing = #expect(throws: SQLiteError.self) { try SQLiteDatabase(at: path, .readOnly) }
    #expect(missing?.kind == .cannotOpen)
    do {
      let database = try SQLiteDatabase(at: path, .create)
      try database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    }
    let reader = try SQLiteDatabase(at: path, .readOnly)
    #expect(try reader.rows("SELECT v FROM t") == [[.integer(1)]])
    let refused = #expect(throws: SQLiteError.self) { try reader.execute("DELETE FROM t") }
    #expect(refused?.kind == .readOnly)
    try folder.write("b.db", String(repeating: "not a database ", count: 100))
    let other = try SQLiteDatabase(at: folder.path + "/b.db", .readOnly)
    let wrong = #expect(throws: SQLiteError.self) { try other.rows("SELECT * FROM t") }
    #expect(wrong?.kind == .notADatabase)
  }

  @Test("a lock that another connection holds is waited for, then named")
  func busy() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/a.db"
    let first = try SQLiteDatabase(at: path, .create)
    try first.execute("CREATE TABLE t (v)")
    let second = try SQLiteDatabase(at: path, .readWrite, busyTimeout: .milliseconds(20))
    try first.transaction {
      let error = #expect(throws: SQLiteError.self) {
        try second.run("INSERT INTO t VALUES (1)", [])
      }
      #expect(error?.kind == .busy)
    }
    try second.run("INSERT INTO t VALUES (1)", [])
  }

  @Test("a statement outlives the name of its connection")
  func lifetime() throws {
    func statement() throws -> SQLiteStatement {
      try SQLiteDatabase.inMemory().prepare("SELECT 41 + ?")
    }
    #expect(try statement().rows([.integer(1)]) == [[.integer(42)]])
  }
}
