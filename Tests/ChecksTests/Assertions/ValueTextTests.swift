import Checks
import Model
import Testing

struct ValueTextTests {
  private func shown(_ yaml: String, at path: String) throws -> String {
    let steps = try DataPath(path).steps
    let subject = try Subject(document: try CheckBench.node(yaml)).resolve(steps)
    return ValueText.shown(subject.node, secrecy: subject.secrecy)
  }

  @Test(
    "credentials are never shown",
    arguments: [
      ("database: { password: hunter22 }", "database.password", "text of 8 characters"),
      ("DB_PASSWORD: hunter22", "DB_PASSWORD", "text of 8 characters"),
      ("apiKey: abcd", "apiKey", "text of 4 characters"),
      ("client_secret: 12345678", "client_secret", "a whole number"),
      ("secrets: { web: { value: s3cr3t } }", "secrets.web.value", "text of 6 characters"),
      ("tokens: [abc, def]", "tokens", "[text of 3 characters, text of 3 characters]"),
      ("tokens: [abc, def]", "tokens[0]", "text of 3 characters"),
      ("env: [{ name: DB_PASSWORD, value: abc }]", "env[0].value", "text of 3 characters"),
      ("env: [{ name: LEVEL, value: abc }]", "env[0].value", "\"abc\""),
      ("env: ['API_TOKEN=abc']", "env[0]", "\"API_TOKEN=(text of 3 characters)\""),
      ("env: ['LEVEL=abc']", "env", "[\"LEVEL=abc\"]"),
      ("url: 'postgres://u:p@ss@db/x?y=a@b'", "url", "\"postgres://***@db/x?y=a@b\""),
      ("tokenLifetime: 3600", "tokenLifetime", "3600"),
      ("rotateKeys: true", "rotateKeys", "true"),
    ])
  func credential(yaml: String, path: String, expected: String) throws {
    #expect(try shown(yaml, at: path) == expected)
  }

  @Test(
    "values are short and on one line",
    arguments: [
      ("a: \"x\\ny\\u001b[31m\\u202e\"", "\"x\\ny\\u{1b}[31m\\u{202e}\""),
      ("a: [1, [2], { b: 3 }, {}]", "[1, […], {…}, {}]"),
      ("a: {}", "an empty mapping"), ("a: { b: 1 }", "a mapping with the key \"b\""),
      ("a: { b: 1, c: 2 }", "a mapping with 2 keys, first \"b\""), ("a: null", "null"),
    ])
  func short(yaml: String, expected: String) throws {
    #expect(try shown(yaml, at: "a") == expected)
  }

  @Test func `long values are cut`() throws {
    let text = try shown("a: \(String(repeating: "x", count: 500))", at: "a")
    #expect(text == "\"" + String(repeating: "x", count: 80) + "…\"")
    let list = try shown("a: [\(String(repeating: "1, ", count: 500))1]", at: "a")
    #expect(list.hasSuffix("… 501 elements]"))
    #expect(list.count < 120)
  }
}
