import Model
import Policy
import Testing

/// One fault in a working posture gives exactly one error at its place.
@Suite struct BadPostureTests {
  @Test func `the posture that all the others break is right`() throws {
    #expect(try Workspace().problems() == [])
  }

  @Test(arguments: [
    (
      "avouch: 1", "avouch: 2",
      "avouch.yaml:1:9: \"avouch\": expected the number 1, found the whole number 2"
    ),
    (
      "avouch: 1\n", "",
      "avouch.yaml:1:1: missing key \"avouch\" in a posture file; Version of the file's format: 1."
    ),
    (
      "targets:", "target:",
      "avouch.yaml:5:1: unknown key \"target\" in a posture file; did you mean \"targets\"?"
    ),
    (
      "  name: InvoiceOps\n", "",
      "avouch.yaml:3:3: missing key \"name\" in \"organization\"; Name of the organization."
    ),
    (
      "organization:\n  name: InvoiceOps\n  security-contact: security@invoiceops.example\n",
      "organization: x\n",
      "avouch.yaml:2:15: \"organization\": expected a mapping, found text \"x\""
    ),
    (
      "[soc2, mvsp]", "[soc2, mvsp, soc3]",
      "avouch.yaml:10:26: unknown framework \"soc3\"; did you mean \"soc2\"?"
    ),
    (
      "[soc2, mvsp]", "[soc2, mvsp, soc2]",
      "avouch.yaml:10:26: the framework \"soc2\" is named twice"
    ),
    (
      "controls/*.yaml", "control/*.yaml",
      "avouch.yaml:9:5: \"use\": no file matches \"control/*.yaml\""
    ),
    (
      "controls/*.yaml", "controls/all.yml",
      "avouch.yaml:9:5: \"use\": no such file: \"controls/all.yml\""
    ),
    (
      "controls/*.yaml", "controls",
      "avouch.yaml:9:5: \"use\": \"controls\" is a folder: expected a file or a glob of files"
    ),
    (
      "controls/*.yaml", "../*.yaml",
      "avouch.yaml:9:5: \"use\": \"../*.yaml\" leads out of the folder: .. is not allowed"
    ),
    (
      "controls/*.yaml", "web-application",
      "avouch.yaml:9:5: \"use\": \"web-application\" is the name of a pack; write it as { pack: web-application }"
    ),
    (
      "use:\n  - controls/*.yaml", "use: controls/*.yaml",
      "avouch.yaml:8:6: \"use\": expected a list of packs and files, found text \"controls/*.yaml\""
    ),
    (
      "  - controls/*.yaml", "  - controls/*.yaml\n  - { pack: web-aplication }",
      "avouch.yaml:10:13: unknown pack \"web-aplication\"; did you mean \"web-application\"?"
    ),
    (
      "  - controls/*.yaml", "  - controls/*.yaml\n  - { pack: web-application, wiht: {} }",
      "avouch.yaml:10:30: unknown key \"wiht\" in the use of a pack; did you mean \"with\"?"
    ),
    (
      "frameworks:", "holidays: [2026-12-32]\nframeworks:",
      "avouch.yaml:10:12: \"holidays\": expected a date such as 2026-12-31, found text \"2026-12-32\""
    ),
    (
      "frameworks:", "gate: { fail-on: hgih }\nframeworks:",
      "avouch.yaml:10:18: \"fail-on\": expected one of info, low, medium, high, critical, found text \"hgih\"; did you mean \"high\"?"
    ),
    (
      "frameworks:", "gate: { overdue: warn }\nframeworks:",
      "avouch.yaml:10:18: \"overdue\": expected one of fail, ignore, found text \"warn\""
    ),
    (
      "frameworks:", "gate: { allow-unmeasured: [transport.hst] }\nframeworks:",
      "avouch.yaml:10:28: unknown control \"transport.hst\"; did you mean \"transport.hsts\"?"
    ),
    (
      "frameworks:", "waivers: waiver.yaml\nframeworks:",
      "avouch.yaml:10:10: \"waivers\": no such file: \"waiver.yaml\""
    ),
    (
      "frameworks:", "records: ../records\nframeworks:",
      "avouch.yaml:10:10: \"records\": \"../records\" leads out of the folder: .. is not allowed"
    ),
    (
      "frameworks:", "avouch: 1\nframeworks:",
      "avouch.yaml:10:1: the key `avouch` is written twice; first at 1:1"
    ),
  ])
  func `a fault in the posture file`(old: String, new: String, problem: String) throws {
    #expect(try Workspace(posture: old, with: new).problems() == [problem])
  }

  @Test(arguments: [
    (
      "web: {", "Web: {",
      [
        "avouch.yaml:6:3: \"Web\" cannot name a target: expected an identifier (lower-case words joined by - and .)",
        "controls/all.yaml:10:19: unknown target \"web\"; did you mean \"Web\"?",
      ]
    ),
    (
      "{ repository: . }", "{}",
      [
        "avouch.yaml:7:9: the target \"code\" needs exactly one of url, repository, files, postgres; found none"
      ]
    ),
    (
      "{ repository: . }", "{ repository: ., files: . }",
      [
        "avouch.yaml:7:9: the target \"code\" needs exactly one of url, repository, files, postgres; found repository and files"
      ]
    ),
    (
      "{ repository: . }", "{ repository: ., paths: [/] }",
      ["avouch.yaml:7:33: \"paths\" belongs to a target with \"url\""]
    ),
    (
      "\"https://invoiceops.example\"", "invoiceops.example",
      ["avouch.yaml:6:15: \"url\": expected a URL that begins with https:// or http://"]
    ),
    (
      "https://invoiceops.example", "https://invoiceops.example/app",
      [
        "avouch.yaml:6:15: \"url\": expected scheme, host and port only; write paths under \"paths\""
      ]
    ),
    (
      "https://invoiceops.example", "https://invoice ops.example",
      ["avouch.yaml:6:15: \"url\": the URL's host is not a host name or address"]
    ),
    (
      "https://invoiceops.example", "https://bücher.example",
      [
        "avouch.yaml:6:15: \"url\": the URL's host is not a host name or address; write it in punycode: xn--…"
      ]
    ),
    (
      "https://invoiceops.example", "https://invoiceops.example:70000",
      ["avouch.yaml:6:15: \"url\": the URL's port is not a number from 1 to 65535"]
    ),
    (
      "https://invoiceops.example", "https://user:hunter2@invoiceops.example",
      [
        "avouch.yaml:6:15: \"url\": a URL must not hold a user or password; send it as a header whose value comes from the environment: $NAME"
      ]
    ),
    (
      "[/, /login]", "[login]",
      [
        "avouch.yaml:6:53: \"paths\": expected a path that begins with / and holds no space or #, found text \"login\""
      ]
    ),
    (
      "[/, /login]", "[/], headers: { Authorization: Bearer hunter2 }",
      [
        "avouch.yaml:6:83: \"Authorization\": a credential must not stand in a posture file; take it from the environment: $NAME"
      ]
    ),
    (
      "[/, /login]", "[/], headers: { \"a b\": c }",
      ["avouch.yaml:6:68: \"a b\" is not a header's name"]
    ),
    (
      "[/, /login]", "[/], headers: { a: \"b\\r\\nc: d\" }",
      ["avouch.yaml:6:71: \"a\": a header's value must not hold control characters"]
    ),
    (
      "https://invoiceops.example\", paths: [/, /login]",
      "http://localhost\", headers: { Authorization: Bearer $TOKEN }",
      ["avouch.yaml:6:44: \"headers\": a credential must not be sent over http; use https"]
    ),
    (
      "[/, /login]", "[/], resolve: [\"localhost:443\"]",
      [
        "avouch.yaml:6:67: \"resolve\": expected host:port:address or host:port:address:port, found text \"localhost:443\""
      ]
    ),
    (
      "{ repository: . }", "{ postgres: \"postgres://app:hunter2@db/app\" }",
      [
        "avouch.yaml:7:21: \"postgres\": a password must not stand in a posture file; write the name of an environment variable: $DATABASE_URL"
      ]
    ),
    (
      "{ repository: . }", "{ postgres: \"host=db password=hunter2\" }",
      [
        "avouch.yaml:7:21: \"postgres\": a password must not stand in a posture file; write the name of an environment variable: $DATABASE_URL"
      ]
    ),
    (
      "{ repository: . }", "{ postgres: hunter2 }",
      [
        "avouch.yaml:7:21: \"postgres\": expected $NAME or a connection string such as postgresql://host/database; write the name of an environment variable: $DATABASE_URL"
      ]
    ),
  ])
  func `a fault in a target`(old: String, new: String, problems: [String]) throws {
    let found = try Workspace(posture: old, with: new).problems()
    #expect(found == problems)
    #expect(!found.joined().contains("hunter2"))
  }
}
