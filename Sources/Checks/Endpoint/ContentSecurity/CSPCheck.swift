import Model

/// Judges what the Content Security Policies of pages leave open.
package struct CSPCheck: Check {
  let paths: EndpointPaths
  let weaknesses: [PolicyWeakness]
  let formRules: Set<String>
  let isStrict: Bool
  let needsTrustedTypes: Bool
  let judgesEveryType: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    paths = try EndpointPaths(arguments)
    let allowed = Set(arguments.texts("allow"))
    let forbidden = Set(arguments.texts("forbid"))
    let both = allowed.intersection(forbidden).sorted()
    guard both.isEmpty else {
      throw Diagnostics([
        Diagnostic(
          "`\(both[0])` is both allowed and forbidden", at: arguments.location(of: "forbid"))
      ])
    }
    weaknesses = PolicyWeakness.allCases.filter {
      !allowed.contains($0.rawValue)
        && (PolicyWeakness.judgedByDefault.contains($0) || forbidden.contains($0.rawValue))
    }
    formRules = Set(PolicyForm.Rule.allCases.map(\.rawValue)).subtracting(allowed)
    isStrict = arguments.boolean("strict") ?? false
    needsTrustedTypes = arguments.boolean("trusted-types") ?? false
    judgesEveryType = arguments.boolean("every-type") ?? false
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    paths.requests(in: context)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    judgement.forEachEndpoint(of: paths.targets) { judgement, endpoint in
      for request in paths.requests(to: endpoint) {
        guard let answered = judgement.page(request),
          judgesEveryType || answered.response.isHTML
        else { continue }
        judge(answered, &judgement)
      }
    }
    return judgement.result(
      passing: "the policies of \(counted(judgement.subjects, "page")) leave nothing open",
      nothing: "no path answered with an HTML page")
  }

  private func judge(_ answered: Answered, _ judgement: inout EndpointJudgement) {
    let policies = DeliveredPolicy.all(in: answered.response)
    for policy in policies {
      judgement.keep(
        "content-security-policy: \(ValueText.plain(policy.policy.text))", of: answered)
    }
    guard !policies.isEmpty else { return judgeAbsence(answered, &judgement) }
    judgement.subjects += 1
    judgeWeaknesses(of: policies, answered, &judgement)
    judgeForm(of: policies, answered, &judgement)
    if isStrict { judgeStrictness(of: policies, answered, &judgement) }
    let hasTrustedTypes = policies.contains {
      $0.policy.directive(named: "require-trusted-types-for")?.values
        .contains { $0.lowercased() == "'script'" } == true
    }
    if needsTrustedTypes, !hasTrustedTypes {
      judgement.add(
        "trusted-types", "no policy has `require-trusted-types-for 'script'`", at: answered.url,
        identity: "trusted-types \(answered.request.path)")
    }
  }

  private func judgeAbsence(_ answered: Answered, _ judgement: inout EndpointJudgement) {
    let response = answered.response
    if response.isHTML, response.page?.isWhole != true {
      return judgement.note(
        "\(answered.url): no header has a policy, and the page could not be read to its end")
    }
    judgement.subjects += 1
    let isReported = !response.values(of: "content-security-policy-report-only").isEmpty
    judgement.keep("no content-security-policy", of: answered)
    judgement.add(
      "missing",
      "no Content-Security-Policy is enforced"
        + (isReported ? "; Content-Security-Policy-Report-Only enforces nothing" : ""),
      at: answered.url, identity: "missing \(answered.request.path)",
      fix:
        "Send Content-Security-Policy: script-src 'nonce-…' 'strict-dynamic'; object-src 'none'; "
        + "base-uri 'none'")
  }

  /// A thing is open when every policy leaves it open.
  private func judgeWeaknesses(
    of policies: [DeliveredPolicy], _ answered: Answered, _ judgement: inout EndpointJudgement
  ) {
    var reported: Set<PolicyWitness> = []
    var missing: Set<String> = []
    for weakness in weaknesses {
      let witnesses = policies.compactMap {
        PolicyWeaknesses($0.policy).witness(of: weakness)
      }
      guard witnesses.count == policies.count,
        // The policy that says most is the one to mend.
        let witness = witnesses.first(where: { $0.value != nil }) ?? witnesses.first,
        reported.insert(witness).inserted
      else { continue }
      // Without script-src everything about scripts is open: one thing is wrong, not four.
      if witness.value == nil, !missing.insert(witness.directive).inserted { continue }
      judgement.add(
        witness.value == nil ? "missing-directive" : weakness.rawValue, witness.text,
        at: answered.url,
        identity: "\(witness.directive) \(witness.value ?? "") \(answered.request.path)")
    }
  }

  private func judgeForm(
    of policies: [DeliveredPolicy], _ answered: Answered, _ judgement: inout EndpointJudgement
  ) {
    let endpoints = ReportingEndpoints.names(in: answered.response)
    var seen: Set<PolicyForm.Fault> = []
    for delivered in policies {
      let form = PolicyForm(delivered.policy, isMeta: delivered.isMeta, endpoints: endpoints)
      for fault in form.faults
      where formRules.contains(fault.rule.rawValue) && seen.insert(fault).inserted {
        judgement.add(
          fault.rule.rawValue, fault.text, at: answered.url,
          identity: "\(fault.text) \(answered.request.path)")
      }
    }
  }

  private func judgeStrictness(
    of policies: [DeliveredPolicy], _ answered: Answered, _ judgement: inout EndpointJudgement
  ) {
    let isHeld = policies.contains { delivered in
      let lists = ["script-src-elem", "script-src-attr"].map { delivered.policy.effective($0) }
      return lists.allSatisfy { directive in
        guard let directive else { return false }
        let list = SourceList(directive)
        return list.isNone
          || list.hasNonceOrHash && (list.isStrictDynamic || list.places(forScripts: true).isEmpty)
      }
    }
    guard !isHeld else { return }
    judgement.add(
      "not-strict",
      "no policy lets scripts in by nonce or hash alone, with 'strict-dynamic' or without hosts",
      at: answered.url, identity: "not-strict \(answered.request.path)")
  }
}

/// A policy that is enforced, and how it came.
struct DeliveredPolicy {
  let policy: ContentSecurityPolicy
  let isMeta: Bool

  /// Of the headers first, then of the page's `meta` tags.
  static func all(in response: Response) -> [DeliveredPolicy] {
    let headers = ContentSecurityPolicy.all(in: response.values(of: "content-security-policy"))
    let metas = (response.page?.metas ?? [])
      .filter { $0.isHTTPEquivalent && $0.name == "content-security-policy" }.map(\.content)
    return headers.map { DeliveredPolicy(policy: $0, isMeta: false) }
      + ContentSecurityPolicy.all(in: metas).map { DeliveredPolicy(policy: $0, isMeta: true) }
  }
}
