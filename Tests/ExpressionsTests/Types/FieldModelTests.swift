import Expressions
import Testing

struct FieldModelTests {
  static let database = ExpressionType.object(
    FieldModel(
      "database",
      fields: [
        "encrypted": .boolean, "retention-days": .integer, "engine": .string,
        "retention": .integer, "tags": .map(.string, .string),
        "backup": .object(FieldModel("backup", fields: ["region": .string], isOpen: true)),
        "replicas": .list(.object(FieldModel("replica", fields: ["zone": .string]))),
      ]))

  @Test(
    "fields that exist, used as they are",
    arguments: [
      "resource.encrypted", "resource.retention >= 30", "resource.`retention-days` > 1",
      "resource.tags.team == 'a'",
      "resource.backup.anything == 1", "resource.replicas.all(r, r.zone.startsWith('eu'))",
      "has(resource.engine)",
      "resource.?engine.orValue('x') == 'postgres'", "resource['engine'] == 'a'",
      "'engine' in resource",
      "resource.replicas.map(r, r.zone) == ['a']", "resource == {'encrypted': true}",
    ])
  func right(text: String) {
    #expect(Bench.problems(text, Self.database) == [])
  }

  @Test(
    "a slip is found before anything is read",
    arguments: [
      ("resource.encryted", "9: `database` has no field `encryted`; did you mean `encrypted`?"),
      (
        "resource.?encryted.hasValue()",
        "10: `database` has no field `encryted`; did you mean `encrypted`?"
      ),
      (
        "has(resource.encryted)",
        "13: `database` has no field `encryted`; did you mean `encrypted`?"
      ),
      (
        "resource['encryted'] == true",
        "9: `database` has no field `encryted`; did you mean `encrypted`?"
      ),
      (
        "resource.replicas.all(r, r.zon == 'a')",
        "27: `replica` has no field `zon`; did you mean `zone`?"
      ),
      ("resource.encrypted == 'true'", "19: no such overload: bool == string"),
      ("resource.retention > 'a'", "19: no such overload: int > string"),
      ("resource.engine + 1 == 2", "16: no such overload: string + int"),
      ("resource.engine.zone == 1", "16: a value of type string has no field `zone`"),
      ("resource.encrypted.all(x, true)", "0: expected a list or a mapping, found bool"),
      (
        "resource.retention in ['a']",
        "19: no such overload: int in list(string); `in` takes a list, or a mapping whose keys are meant"
      ),
      ("resource.engine.matches(1)", "16: no such overload: matches(string, int)"),
      ("resource.replicas['a'] == null", "18: expected an index of type int, found string"),
    ])
  func wrong(text: String, expected: String) {
    #expect(Bench.problems(text, Self.database) == [expected])
  }

  @Test(
    "types that are found",
    arguments: [
      ("resource.encrypted", "bool"), ("resource.replicas.map(r, r.zone)", "list(string)"),
      ("[1, 'a']", "list(dyn)"), ("{}", "map(dyn, dyn)"),
      ("resource.tags.transformList(k, v, v)", "list(string)"),
      ("resource.?engine", "optional(string)"), ("true ? 1 : 2", "int"),
      ("resource.?engine.orValue('a')", "string"), ("resource.backup.x", "dyn"),
      ("timestamp('a') - timestamp('b')", "duration"),
      ("'a'.split(',')", "list(string)"), ("[1].first()", "optional(int)"), ("dyn(1) + 1", "int"),
    ])
  func deduced(text: String, expected: String) throws {
    let expression = try CompiledExpression(text, in: Bench.environment(Self.database))
    #expect(expression.type.name == expected)
  }
}
