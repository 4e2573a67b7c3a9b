import Model

/// Checks with the arguments of the real ones and no judgement of their own.
protocol StubCheck: Check {
  init(_ arguments: Arguments)
}

extension StubCheck {
  init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    self.init(arguments)
  }

  func requests(in context: PlanContext) -> [any ObservationRequest] { [] }

  func evaluate(_ observations: Observations, in context: EvaluationContext) -> CheckResult {
    CheckResult(.pass, summary: "stub")
  }

  static func define(_ name: String, _ fields: [Field]) -> CheckDefinition {
    CheckDefinition(
      name: name, family: "stub", summary: "Stands for \(name).", passes: "", fails: "",
      unmeasured: "", fields: fields, example: "")
  }
}

struct StubHeaders: StubCheck {
  static let expectation: FieldType = .either([
    .text,
    .object([
      Field("is", .text, "Exact value."), Field("one-of", .list(of: .text), "Values."),
      Field("matches", .pattern, "Pattern."), Field("minimum", .duration, "Least max-age."),
      Field("present", .boolean, "Whether."), Field("absent", .boolean, "Whether."),
    ]),
  ])
  static let definition = define(
    "headers",
    [
      Field("target", .oneOrMany(.target), required: true, "Targets."),
      Field("paths", .list(of: .text), "Paths."),
      Field("expect", .mapping(of: expectation), required: true, "Headers."),
    ])
  let arguments: Arguments
  init(_ arguments: Arguments) { self.arguments = arguments }
}

struct StubFile: StubCheck {
  static let definition = define(
    "file",
    [
      Field("path", .oneOrMany(.glob), required: true, "Paths."),
      Field("target", .target, "Target."), Field("sections", .list(of: .text), "Headings."),
      Field("contains", .list(of: .pattern), "Patterns."),
      Field("changed-within", .duration, "How recent."),
    ])
  let arguments: Arguments
  init(_ arguments: Arguments) { self.arguments = arguments }
}

struct StubRecords: StubCheck {
  static let definition = define(
    "records",
    [
      Field("register", .text, required: true, "Register."), Field("from", .text, "Start."),
      Field("to", .text, "End."), Field("within", .duration, "Clock."),
      Field("where", .mapping(of: .oneOrMany(.text)), "Filter."),
      Field("minimum-subjects", .integer(0...1_000_000), default: "1", "Least."),
    ])
  let arguments: Arguments
  init(_ arguments: Arguments) { self.arguments = arguments }
}

struct StubSecrets: StubCheck {
  static let definition = define("secrets", [Field("target", .target, "Repository.")])
  init(_ arguments: Arguments) {}
}

struct StubPackages: StubCheck {
  static let definition = define(
    "packages",
    [
      Field("target", .target, "Repository."), Field("pinned", .boolean, "Whether."),
      Field("lockfile", .boolean, "Whether."),
    ])
  init(_ arguments: Arguments) {}
}

struct StubAllOf: StubCheck {
  static let definition = define(
    "all-of", [Field("controls", .oneOrMany(.control), required: true, "Controls.")])
  let rolledUpControls: [String]
  init(_ arguments: Arguments) { rolledUpControls = arguments.texts("controls") }
}

/// Refuses one argument on its own account.
struct StubPicky: Check {
  static let definition = StubSecrets.define(
    "picky", [Field("word", .text, required: true, "Word.")])

  init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    guard arguments.text("word") == "please" else {
      throw Diagnostics([Diagnostic("say please", at: arguments.location(of: "word"))])
    }
  }

  func requests(in context: PlanContext) -> [any ObservationRequest] { [] }

  func evaluate(_ observations: Observations, in context: EvaluationContext) -> CheckResult {
    CheckResult(.pass, summary: "stub")
  }
}

let stubChecks: [any Check.Type] = [
  StubHeaders.self, StubFile.self, StubRecords.self, StubSecrets.self, StubPackages.self,
  StubAllOf.self, StubPicky.self,
]
