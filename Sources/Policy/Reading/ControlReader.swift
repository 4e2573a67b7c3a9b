import Model
import StructuredData

/// Reads the controls of one file.
struct ControlReader {
  /// The pack that the file is, with the values of its parameters.
  struct Pack {
    let name: String
    let parameters: [String: Node]
  }

  let context: ControlContext
  let pack: Pack?
  var decoder: FieldDecoder
  private(set) var usedPackParameters: Set<String> = []
  lazy var knownFrameworks = context.library.identifiers
  lazy var knownTopics = context.topics.identifiers

  init(path: String, context: ControlContext, pack: Pack? = nil) {
    self.context = context
    self.pack = pack
    decoder = FieldDecoder(
      path: path, patterns: context.validation.patterns, targets: context.targets)
  }

  /// The control, or nil when it has no usable identifier; every error is in `decoder`.
  mutating func read(_ node: Node) -> Control? {
    let what = Self.name(of: node)
    guard
      let arguments = decoder.decodeValid(node, fields: PostureDefinitions.control, as: what)
    else { return nil }
    let kind = arguments.text("kind").flatMap { Control.Kind(rawValue: $0) } ?? .control
    checkRules(of: kind, arguments, what)
    var scope = readParameters(arguments)
    let sentences = ControlSentences(arguments, kind, in: &scope, decoder: &decoder)
    let checks = readChecks(arguments, in: &scope)
    finish(scope, arguments, what)
    guard let id = arguments.text("id") else { return nil }
    return control(id, kind, arguments, sentences, checks, scope.published)
  }

  private mutating func control(
    _ id: String, _ kind: Control.Kind, _ arguments: Arguments, _ sentences: ControlSentences,
    _ checks: [PlannedCheck], _ parameters: [Parameter]
  ) -> Control {
    Control(
      id: id, title: sentences.title, kind: kind, statementTemplate: sentences.template,
      statement: sentences.statement, statementSpan: sentences.span, parameters: parameters,
      severity: arguments.severity("severity") ?? .medium,
      audience: arguments.text("audience").flatMap { Control.Audience(rawValue: $0) } ?? .public,
      owner: arguments.text("owner"), topic: arguments.text("topic"),
      rationale: sentences.rationale, fix: sentences.fix,
      mapsTo: mappings(arguments), due: arguments.date("due"),
      proofValidity: arguments.duration("proof-valid-for"),
      topics: topics(arguments, key: "topics"),
      // On another kind the key itself is the error.
      answersNo: kind == .limitation ? topics(arguments, key: "answers-no") : [],
      allowedWording: arguments.texts("allow-wording"),
      checks: checks, tests: readTests(arguments), location: arguments.location(),
      pack: pack?.name)
  }

  // MARK: Rules between keys

  private mutating func checkRules(of kind: Control.Kind, _ arguments: Arguments, _ what: String) {
    if kind != .planned, !arguments.has("statement") {
      decoder.report("missing key \"statement\" in \(what)", at: arguments.span)
    } else if kind == .planned, !arguments.has("statement"), !arguments.has("title") {
      decoder.report("\(what) needs a \"title\" or a \"statement\"", at: arguments.span)
    }
    if kind == .planned, !arguments.has("due") {
      decoder.report(
        "missing key \"due\" in \(what): a planned control needs its date", at: arguments.span)
    }
    if kind != .planned { forbid("due", unless: "planned", kind, arguments) }
    decoder.requireLength(of: "proof-valid-for", in: arguments)
    if kind != .limitation { forbid("answers-no", unless: "limitation", kind, arguments) }
    if kind == .customer, !arguments.nodes("checks").isEmpty {
      decoder.report(
        "a control of kind customer carries no checks: what the customer does is not tested here",
        at: arguments.node("checks")?.span ?? arguments.span)
    }
  }

  private mutating func forbid(
    _ key: String, unless wanted: String, _ kind: Control.Kind, _ arguments: Arguments
  ) {
    guard let node = arguments.node(key) else { return }
    decoder.report(
      "\"\(key)\" belongs to kind \(wanted) only; this control is of kind \(kind.rawValue)",
      at: node.span)
  }

  // MARK: Parameters

  private mutating func readParameters(_ arguments: Arguments) -> ParameterScope {
    let outer = pack?.parameters ?? [:]
    var scope = ParameterScope(outer: outer)
    var outside = ParameterScope(outer: outer)
    for entry in arguments.node("parameters")?.entries ?? [] {
      guard ParameterName.isValid(entry.key) else {
        decoder.report(
          "\"\(entry.key.shortened)\" cannot name a parameter: expected lower-case letters, digits "
            + "and -, a letter first", at: entry.keySpan)
        continue
      }
      let value = ParameterExpansion.value(entry.value, in: &outside, decoder: &decoder)
      scope.declare(entry.key, value)
    }
    usedPackParameters.formUnion(outside.used)
    return scope
  }

  /// Reports parameters that nothing used, and remembers which of the pack's were.
  private mutating func finish(
    _ scope: ParameterScope, _ arguments: Arguments, _ what: String
  ) {
    usedPackParameters.formUnion(scope.usedOuter)
    for entry in arguments.node("parameters")?.entries ?? []
    where ParameterName.isValid(entry.key) && !scope.used.contains(entry.key) {
      decoder.report(
        "unused parameter \"\(entry.key)\" in \(what)", at: entry.keySpan,
        suggestion: "use it as {\(entry.key)} or remove it")
    }
  }

  // MARK: Checks

  private mutating func readChecks(
    _ arguments: Arguments, in scope: inout ParameterScope
  ) -> [PlannedCheck] {
    var checks: [PlannedCheck] = []
    for node in arguments.nodes("checks") {
      guard let entry = checkEntry(node) else { continue }
      let before = decoder.errorCount
      let value = ParameterExpansion.value(entry.value, in: &scope, decoder: &decoder)
      guard let type = context.checks[entry.key] else {
        decoder.report(
          "unknown check \"\(entry.key.shortened)\"", at: entry.keySpan,
          suggestion: Suggestion.nearest(
            entry.key, among: context.checkNames, called: "known checks"))
        continue
      }
      let isExpanded = decoder.errorCount == before
      if let check = makeCheck(type, entry, value, isExpanded: isExpanded) { checks.append(check) }
    }
    return checks
  }

  private mutating func checkEntry(_ node: Node) -> Node.Entry? {
    guard let entries = node.entries, let entry = entries.first, entries.count == 1 else {
      let second = node.entries?.dropFirst().first?.keySpan
      decoder.report(
        "a check is a mapping with one key, its name; found \(node.entries?.count ?? 0) keys",
        at: second ?? node.span,
        suggestion: "arguments stand one level deeper, other checks in entries of their own")
      return nil
    }
    return entry
  }

  private mutating func makeCheck(
    _ type: any Check.Type, _ entry: Node.Entry, _ value: Node, isExpanded: Bool
  ) -> PlannedCheck? {
    // `- secrets:` without arguments is a check with none.
    let mapping = value.isNull ? Node(.mapping([]), at: entry.keySpan) : value
    let what = "the check \"\(entry.key)\""
    guard let arguments = decoder.decode(mapping, fields: type.definition.fields, as: what),
      isExpanded
    else { return nil }
    do {
      return PlannedCheck(
        name: entry.key, check: try type.init(arguments, validation: context.validation),
        location: Location(path: decoder.path, span: entry.keySpan), values: mapping.scalarTexts)
    } catch {
      for diagnostic in error.list { decoder.report(diagnostic) }
      return nil
    }
  }

  private static func name(of node: Node) -> String {
    node["id"]?.string.map { "the control \"\($0.shortened)\"" } ?? "a control"
  }
}

extension Node {
  /// The texts of all scalars in it, in the order they were written.
  fileprivate var scalarTexts: [String] {
    switch content {
    case .sequence(let elements): elements.flatMap(\.scalarTexts)
    case .mapping(let entries): entries.flatMap(\.value.scalarTexts)
    default: scalarText.map { [$0] } ?? []
    }
  }
}
