import Model

/// What the body of an answer must be.
struct BodyExpectation: Sendable {
  static let fields: [Field] = [
    Field("contains", .oneOrMany(.text), "Texts that must stand in it."),
    Field("excludes", .oneOrMany(.text), "Texts that must not stand in it."),
    Field("matches", .pattern, "A PCRE2 pattern found anywhere in it."),
    Field(
      "assert", .list(of: .object(AssertionRow.fields)),
      "Rows of path, operator and value over a JSON body, as `config` has them."),
  ]

  let contains: [String]
  let excludes: [String]
  let pattern: String?
  let rows: [AssertionRow]

  init(_ arguments: Arguments?, _ reader: inout AssertionReader) {
    contains = arguments?.texts("contains") ?? []
    excludes = arguments?.texts("excludes") ?? []
    pattern = arguments?.text("matches")
    rows = reader.rows(arguments?.nodes("assert") ?? [])
  }

  var isEmpty: Bool { contains.isEmpty && excludes.isEmpty && pattern == nil && rows.isEmpty }

  /// Judges a body; nothing of it is shown, since it may be private.
  func judge(_ answered: Answered, _ judgement: inout EndpointJudgement) {
    guard !isEmpty else { return }
    let response = answered.response
    let isPlain = response.values(of: "content-encoding").allSatisfy {
      $0.trimmingWhitespace.lowercased() == "identity"
    }
    guard isPlain else {
      return judgement.note("\(answered.url): the body is packed and was not read")
    }
    judgeTexts(answered, &judgement)
    judgeRows(answered, &judgement)
  }

  private func judgeTexts(_ answered: Answered, _ judgement: inout EndpointJudgement) {
    let response = answered.response
    let text = String(decoding: response.body, as: UTF8.self)
    let path = answered.request.path
    let unread = "\(answered.url): the body is longer than what was read"
    for part in contains where !text.contains(part) {
      guard response.isBodyWhole else { return judgement.note(unread) }
      judgement.add(
        "body", "expected \(ValueText.quoted(part)) in the body", at: answered.url,
        identity: "contains \(part) \(path)")
    }
    for part in excludes {
      if text.contains(part) {
        judgement.add(
          "body", "expected no \(ValueText.quoted(part)) in the body", at: answered.url,
          identity: "excludes \(part) \(path)")
      } else if !response.isBodyWhole {
        return judgement.note(unread)
      }
    }
    guard let pattern else { return }
    switch judgement.context.patterns.firstMatch(of: pattern, in: text) {
    case .match: return
    case .noMatch where response.isBodyWhole:
      judgement.add(
        "body", "expected a body that matches \(ValueText.quoted(pattern))", at: answered.url,
        identity: "matches \(pattern) \(path)")
    case .noMatch: judgement.note(unread)
    case .exceededLimit, .invalid:
      judgement.note(
        "\(answered.url): the pattern \(ValueText.quoted(pattern)) could not be decided within its "
          + "limits")
    }
  }

  private func judgeRows(_ answered: Answered, _ judgement: inout EndpointJudgement) {
    guard !rows.isEmpty else { return }
    guard let document = answered.response.document else {
      return judgement.note("\(answered.url): the body is not JSON that could be read")
    }
    let evaluator = Evaluator(file: "", patterns: judgement.context.patterns)
    for row in rows {
      let evaluation = evaluator.evaluate(row.assertion, on: Subject(document: document))
      switch evaluation.truth {
      case .true: continue
      case .unknown(let reason): judgement.note("\(answered.url): \(reason)")
      case .false:
        judgement.add(
          "body", evaluation.message, at: answered.url,
          identity: "\(row.assertion.phrase) \(answered.request.path)")
      }
    }
  }
}
