import Model

/// Holds a site to a grade of the HTTP Observatory, as contracts demand one.
package struct ObservatoryCheck: Check {
  package static let definition = CheckDefinition(
    name: "observatory",
    family: "endpoint",
    summary: "A site has at least a grade of Mozilla's HTTP Observatory.",
    passes: """
      The twelve tests of algorithm 6, made here and not by Mozilla's service, give at least the \
      grade of `minimum`. Our results follow the standards where the reference departs from them; \
      the evidence names both.
      """,
    fails: "The grade is worse. Each test that does not pass is a finding with what it costs.",
    unmeasured: """
      A request of a test had no answer: http may not be told from silence, and a grade must not \
      rest on what nobody saw.
      """,
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live endpoints that are asked."),
      Field("path", .text, default: "/", "The path that is judged."),
      Field(
        "minimum", .choice(ObservatoryScores.grades), required: true, "The worst grade accepted."),
      Field(
        "preloaded", .boolean,
        "Whether the site is on the browsers' HSTS preload list, which is not shipped; of some "
          + "top-level domains it is known."),
    ],
    example: """
      observatory:
        target: web
        minimum: A
      """,
    sources: [
      "HTTP Observatory 1.6.3, algorithm 6: https://github.com/mdn/mdn-http-observatory",
      "Preloaded top-level domains: the project's own list of \(PreloadedDomains.date)",
    ])

  /// From the best to the worst.
  package static let grades = ObservatoryScores.grades

  let targets: [String]
  let path: String
  let minimum: String
  let isPreloaded: Bool?

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    targets = arguments.texts("target")
    path = arguments.text("path") ?? "/"
    minimum = arguments.text("minimum") ?? "B"
    isPreloaded = arguments.boolean("preloaded")
    guard path.hasPrefix("/") else {
      throw Diagnostics([
        Diagnostic(
          "`path`: expected a path that starts with /", at: arguments.location(of: "path"))
      ])
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.compactMap { try? context.endpoint(of: $0) }.flatMap {
      ObservatoryQuestions($0, path: path).requests
    }
  }

  /// What the tests come to for one endpoint.
  package static func observatory(
    of endpoint: Endpoint, path: String, isPreloaded: Bool?, from observations: Observations,
    now: Instant
  ) -> Observatory {
    let known = PreloadedDomains.covers(WebAddress.host(of: endpoint.origin)) ? true : isPreloaded
    let preload: ObservatoryInput.Preload =
      known.map { $0 ? .listed : .notListed } ?? .unknown
    return Observatory(
      ObservatoryQuestions(endpoint, path: path).input(
        from: observations, preload: preload, now: now))
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    var grades: [String] = []
    judgement.forEachEndpoint(of: targets) { judgement, endpoint in
      let observatory = Self.observatory(
        of: endpoint, path: path, isPreloaded: isPreloaded, from: observations, now: context.now)
      if let grade = observatory.grade { grades.append(grade) }
      judge(observatory, endpoint.origin + path, &judgement)
    }
    return judgement.result(passing: "grade \(grades.joined(separator: ", "))")
  }

  private func judge(
    _ observatory: Observatory, _ url: String, _ judgement: inout EndpointJudgement
  ) {
    for result in observatory.results {
      judgement.keep(
        result.sentence, location: Location(url: url), at: judgement.context.now)
    }
    guard let score = observatory.score, let grade = observatory.grade else {
      for reason in observatory.missing { judgement.note("\(url): \(reason)") }
      return
    }
    judgement.subjects += 1
    let rank = { (grade: String) in ObservatoryScores.grades.firstIndex(of: grade) ?? .max }
    guard rank(grade) > rank(minimum) else { return }
    judgement.add(
      "grade", "expected grade \(minimum) or better, saw \(grade) (score \(score))", at: url,
      identity: path)
    for result in observatory.results where result.passes == false {
      judgement.add(
        result.test, "\(result.result ?? "") costs \(-(result.modifier ?? 0)) points", at: url,
        identity: "\(result.test) \(path)")
    }
  }
}

extension ObservatoryResult {
  /// The result on one line, with what the reference says where it departs.
  var sentence: String {
    switch outcome {
    case .failure(let reason): return "\(test): not measured: \(reason.text)"
    case .success(let result):
      let points = modifier.map { $0 > 0 ? "+\($0)" : "\($0)" } ?? "?"
      let other = deviation.map { "; the reference says \($0.result): \($0.reason)" } ?? ""
      return "\(test): \(result) (\(points))\(other)"
    }
  }
}
