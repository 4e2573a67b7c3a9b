import Model
import Policy
import Testing

/// One fault in working controls gives exactly one error at its place.
@Suite struct BadControlTests {
  @Test(arguments: [
    (
      "maps-to:", "map-to:",
      "controls/all.yaml:7:5: unknown key \"map-to\" in the control \"transport.hsts\"; did you mean \"maps-to\"?"
    ),
    (
      "  - id: transport.hsts\n    title", "  - title",
      "controls/all.yaml:2:5: missing key \"id\" in a control; Unique identifier: transport.tls."
    ),
    (
      "id: transport.hsts", "id: Transport.HSTS",
      "controls/all.yaml:2:9: \"id\": expected an identifier (lower-case words joined by - and .), found text \"Transport.HSTS\""
    ),
    (
      "id: repository.secrets", "id: transport.hsts",
      "controls/all.yaml:12:9: the control id \"transport.hsts\" is used twice: first at controls/all.yaml:2:9"
    ),
    (
      "severity: high", "severity: hihg",
      "controls/all.yaml:5:15: \"severity\": expected one of info, low, medium, high, critical, found text \"hihg\"; did you mean \"high\"?"
    ),
    (
      "severity: high", "kind: controll",
      "controls/all.yaml:5:11: \"kind\": expected one of control, commitment, planned, limitation, customer, found text \"controll\"; did you mean \"control\"?"
    ),
    (
      "severity: high", "kind: planned",
      "controls/all.yaml:2:5: missing key \"due\" in the control \"transport.hsts\": a planned control needs its date"
    ),
    (
      "severity: high", "due: 2026-12-31",
      "controls/all.yaml:5:10: \"due\" belongs to kind planned only; this control is of kind control"
    ),
    (
      "severity: high", "answers-no: [x]",
      "controls/all.yaml:5:17: \"answers-no\" belongs to kind limitation only; this control is of kind control"
    ),
    (
      "severity: high", "topics: [hsts, at-rest-encryptoin]",
      "controls/all.yaml:5:20: unknown topic \"at-rest-encryptoin\"; did you mean \"at-rest-encryption\"?"
    ),
    (
      "severity: high", "kind: customer",
      "controls/all.yaml:9:7: a control of kind customer carries no checks: what the customer does is not tested here"
    ),
    (
      "    statement: No credential of a known form is in the history.\n", "",
      "controls/all.yaml:12:5: missing key \"statement\" in the control \"repository.secrets\""
    ),
    (
      "{minimum}.", "{minimun} or {minimum}.",
      "controls/all.yaml:4:43: undefined parameter \"minimun\"; did you mean \"minimum\"?"
    ),
    (
      "No credential", "Not {count} credential",
      "controls/all.yaml:14:20: undefined parameter \"count\"; no parameters are defined here; write {{ for a brace"
    ),
    (
      "\"{minimum}\"", "\"{minimun}\"",
      "controls/all.yaml:11:60: undefined parameter \"minimun\"; did you mean \"minimum\"?"
    ),
    (
      "{ minimum: 365d }", "{ minimum: 365d, spare: 1 }",
      "controls/all.yaml:6:34: unused parameter \"spare\" in the control \"transport.hsts\"; use it as {spare} or remove it"
    ),
    (
      "{ minimum: 365d }", "{ minimum: 365d, Spare: 1 }",
      "controls/all.yaml:6:34: \"Spare\" cannot name a parameter: expected lower-case letters, digits and -, a letter first"
    ),
    (
      "365d }", "soon }",
      "controls/all.yaml:11:59: \"minimum\": expected a duration such as 72h, 30d or 14 business days, found text \"soon\""
    ),
    (
      "[CC6.7]", "[CC6.77]",
      "controls/all.yaml:7:23: soc2 has no requirement \"CC6.77\"; did you mean \"CC6.7\"?"
    ),
    (
      "\"2.2\"", "2.2",
      ""
    ),
    (
      "\"2.2\"", "2.10",
      "controls/all.yaml:7:37: \"mvsp\": this text reads as the number 2.1; write it in quotes"
    ),
    (
      "mvsp:", "mvps:",
      "controls/all.yaml:7:31: unknown framework \"mvps\"; did you mean \"mvsp\"?"
    ),
    (
      "mvsp: \"2.2\"", "gdpr: [\"32(1)(a)\"]",
      "controls/all.yaml:7:31: the posture does not declare the framework \"gdpr\"; add it to \"frameworks\""
    ),
    (
      "- headers:", "- header:",
      "controls/all.yaml:9:9: unknown check \"header\"; did you mean \"headers\"?"
    ),
    (
      "- secrets: { target: code }", "- secrets\n",
      "controls/all.yaml:16:9: \"checks\": expected a mapping, found text \"secrets\""
    ),
    (
      "- secrets: { target: code }", "- secrets: { target: code }\n        file: { path: a }",
      "controls/all.yaml:17:9: a check is a mapping with one key, its name; found 2 keys; arguments stand one level deeper, other checks in entries of their own"
    ),
    (
      "{ target: code }", "{ target: cod }",
      "controls/all.yaml:16:28: unknown target \"cod\"; did you mean \"code\"?"
    ),
    (
      "{ target: code }", "{ traget: code }",
      "controls/all.yaml:16:20: unknown key \"traget\" in the check \"secrets\"; did you mean \"target\"?"
    ),
    (
      "secrets: { target: code }", "file: {}",
      "controls/all.yaml:16:15: missing key \"path\" in the check \"file\"; Paths."
    ),
    (
      "secrets: { target: code }", "file: { path: a, contains: [\"a(b\"] }",
      "controls/all.yaml:16:41: \"contains\": bad pattern: missing closing parenthesis"
    ),
    (
      "secrets: { target: code }", "picky: { word: now }",
      "controls/all.yaml:16:24: say please"
    ),
    (
      "secrets: { target: code }", "all-of: { controls: [transport.tls] }",
      "controls/all.yaml:16:30: unknown control \"transport.tls\"; did you mean \"transport.hsts\"?"
    ),
    (
      "secrets: { target: code }", "all-of: { controls: [storage.*] }",
      "controls/all.yaml:16:30: no control matches \"storage.*\""
    ),
    (
      "secrets: { target: code }", "all-of: { controls: repository.secrets }",
      "controls/all.yaml:12:5: circular roll-ups: repository.secrets → repository.secrets; name the controls that it rests on more narrowly"
    ),
  ])
  func `a fault in a control`(old: String, new: String, problem: String) throws {
    let found = try Workspace(controls: old, with: new).problems()
    if problem.isEmpty {
      #expect(found == [])
    } else {
      #expect(found == [problem])
    }
  }
}
