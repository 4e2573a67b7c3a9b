import Model
import Testing
import TestSupport

@testable import Databases

struct StatementSplitterTests {
  static func split(_ text: String) -> (statements: [String], unread: [String]) {
    let bytes = Array(text.utf8)
    let (statements, unread) = StatementSplitter.split(bytes, in: 0..<bytes.count)
    return (
      statements.map { String(decoding: bytes[$0.range], as: UTF8.self) }, unread.map(\.reason)
    )
  }

  @Test(
    "what looks like an end of a statement and is none",
    arguments: [
      "SELECT ';'", "SELECT E'\\';'", "SELECT \"a;b\"", "SELECT $$;$$", "SELECT $tag$ ; $$ ; $tag$",
      "SELECT 1 /* ; /* ; */ ; */ + 1", "SELECT 1 -- ;\n + 1", "SELECT U&'\\003B;'",
      "CREATE RULE r AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2)",
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
    ])
  func oneStatement(_ text: String) {
    #expect(Self.split(text + ";\nSELECT 2;").statements == [text, "SELECT 2"])
  }

  @Test func `statements after one that never closes its parenthesis are still found`() {
    let found = Self.split("CREATE TABLE a (id int;\nCREATE TABLE b (id int);\n")
    #expect(found.statements == ["CREATE TABLE a (id int", "CREATE TABLE b (id int)"])
  }

  @Test func `data of COPY and commands to psql are passed over`() {
    let found = Self.split(
      "\\restrict abc\nCOPY t (a) FROM stdin;\n1;2\n'\n\\.\n\nSELECT 1;\n\\i other.sql\nSELECT 2;")
    #expect(found.statements == ["COPY t (a) FROM stdin", "SELECT 1", "SELECT 2"])
    #expect(found.unread == ["it includes another file, which is not read here"])
  }

  @Test func `a literal without an end is a gap`() {
    let found = Self.split("SELECT 1; SELECT 'abc; SELECT 2;")
    #expect(found.statements == ["SELECT 1"])
    #expect(found.unread.count == 1)
  }

  @Test(
    "only what makes the change is read",
    arguments: [
      "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;",
      "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n",
      "--migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT 2;\n",
      "-- +migrate Up\nSELECT 1;\n\n-- +migrate Down\nSELECT 2;\n",
      "-- Up Migration\nSELECT 1;\n-- Down Migration\nSELECT 2;\n",
    ])
  func marks(_ text: String) {
    let bytes = Array(text.utf8)
    let statements = MigrationMarks.forward(in: bytes).flatMap {
      StatementSplitter.split(bytes, in: $0).statements
    }
    #expect(statements.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["SELECT 1"])
  }

  @Test func `columns count code points`() {
    let bytes = Array("-- é\n'ü€', x".utf8)
    #expect(LineIndex(bytes).span(13..<14).line == 2)
    #expect(LineIndex(bytes).span(13..<14).column == 5)
  }

  @Test("damaged files are split without harm", arguments: 0..<4)
  func fuzz(seed: UInt64) {
    let text = """
      CREATE TABLE a (id int, note text DEFAULT 'it''s; fine');
      DO $x$ BEGIN IF true THEN EXECUTE 'ALTER TABLE a ENABLE ROW LEVEL SECURITY'; END IF; END $x$;
      COPY a FROM stdin;
      1\t;
      \\.
      CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END;
      /* a /* b */ c */ SELECT E'\\'' , "q""q", $1, 1e-5, 0x1F;
      """
    var mutator = ByteMutator(
      seed: seed,
      pieces: [
        "'", "\"", "$$", "$a$", ";", "(", ")", "/*", "*/", "--", "\\", "\0", "é", "E'", "U&'",
      ])
    for _ in 0..<ByteMutator.rounds {
      let bytes = mutator.mutated(Array(text.utf8))
      let (statements, unread) = StatementSplitter.split(bytes, in: 0..<bytes.count)
      var last = 0
      for statement in statements {
        #expect(statement.range.lowerBound >= last && statement.range.upperBound <= bytes.count)
        last = statement.range.upperBound
      }
      for stretch in unread { #expect(stretch.range.upperBound <= bytes.count) }
    }
  }
}
