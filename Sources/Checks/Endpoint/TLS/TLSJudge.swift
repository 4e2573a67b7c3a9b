import Model

/// Judges what one server after another takes of TLS.
struct TLSJudge {
  private let check: TLSCheck
  private var judgement: EndpointJudgement

  init(check: TLSCheck, observations: Observations, context: EvaluationContext) {
    self.check = check
    judgement = EndpointJudgement(TLSCheck.definition, observations, context)
  }

  var result: CheckResult {
    judgement.result(
      passing: "\(counted(judgement.subjects, "server")) took \(check.minimum.name) or newer "
        + "and refused everything older")
  }

  mutating func note(_ reason: String) { judgement.note(reason) }

  mutating func judge(_ request: TransportSecurityRequest) {
    let observation = judgement.outcome(of: request)
    let origin = request.endpoint.origin
    switch observation.outcome {
    case .failure(let unavailable): note("\(origin): \(unavailable.reason)")
    case .success(let seen):
      judgement.subjects += 1
      keep(seen, origin, at: observation.observedAt)
      judgeVersions(seen, origin)
      for suites in seen.suites { judge(suites, origin) }
      judgeGroups(seen, origin)
      if let wanted = check.applicationProtocol, !seen.offered.isEmpty,
        seen.applicationProtocol != wanted
      {
        find(
          "application-protocol",
          "expected \(wanted), the server chose \(seen.applicationProtocol ?? "nothing")",
          identity: wanted, origin)
      }
    }
  }

  // MARK: Versions

  private mutating func judgeVersions(_ seen: TransportSecurity, _ origin: String) {
    for version in TLSVersion.allCases {
      let isWanted = isAllowed(version)
      switch seen.versions[version] ?? .unmeasured("it was not asked for") {
      case .offered where !isWanted:
        find(
          "version", "\(version.name) is taken\(because(version))", identity: version.name, origin,
          fix: "Turn \(version.name) off in the server or in what stands before it.")
      case .unmeasured(let reason) where !isWanted:
        note("\(origin): whether \(version.name) is refused: \(reason)")
      default: break
      }
    }
    guard !seen.offered.contains(where: isAllowed) else { return }
    let unknown = TLSVersion.allCases.filter(isAllowed).compactMap { version -> String? in
      guard case .unmeasured(let reason) = seen.versions[version] else { return nil }
      return "\(version.name): \(reason)"
    }
    if let first = unknown.first {
      note("\(origin): \(first)")
    } else if seen.offered.isEmpty {
      note("\(origin): no handshake succeeded")
    } else {
      find("version", "\(check.minimum.name) or newer is not taken", identity: "none", origin)
    }
  }

  private func isAllowed(_ version: TLSVersion) -> Bool {
    version >= check.minimum && (check.policy?.versions.contains(version) ?? true)
  }

  private func because(_ version: TLSVersion) -> String {
    version < check.minimum
      ? ", \(check.minimum.name) is the oldest promised"
      : check.policy.map { ", which the policy \"\($0.name)\" does not allow" } ?? ""
  }

  // MARK: Suites and groups

  private mutating func judge(_ suites: TransportSecurity.Suites, _ origin: String) {
    if let gap = suites.gap { note("\(origin): suites of \(suites.version.name): \(gap)") }
    for suite in suites.accepted {
      guard let problem = problem(of: suite) else { continue }
      find(
        problem.rule, "\(suite.name) is taken with \(suites.version.name), which \(problem.words)",
        identity: "\(suites.version.shortName) \(suite.name)", origin,
        fix: "Take the suite off the server's list.")
    }
    if check.demandsServerOrder, suites.serverDecides == false {
      find(
        "order", "the client's order of suites decides with \(suites.version.name)",
        identity: suites.version.shortName, origin)
    }
  }

  private func problem(of suite: CipherSuite) -> (rule: String, words: String)? {
    if let weakness = suite.weakness { return ("weak-suite", weakness) }
    if check.demandsForwardSecrecy, !suite.isForwardSecret {
      return ("no-forward-secrecy", "has no forward secrecy")
    }
    if let allowed = check.allowedSuites, !allowed.contains(suite.name) {
      return ("suite", "is not one of the promised suites")
    }
    if let policy = check.policy, !policy.suites.contains(suite.code) {
      return ("suite", "the policy \"\(policy.name)\" does not allow")
    }
    return nil
  }

  private mutating func judgeGroups(_ seen: TransportSecurity, _ origin: String) {
    let accepted = Set(seen.groups.flatMap(\.accepted))
    let gap = seen.groups.compactMap(\.gap).first
    for group in check.requiredGroups where !accepted.contains(group) {
      if let gap {
        note("\(origin): group \(group.name): \(gap)")
      } else {
        find("group", "the group \(group.name) is not taken", identity: group.name, origin)
      }
    }
    if check.demandsPostQuantum, !accepted.contains(where: \.isPostQuantum) {
      if let gap {
        note("\(origin): groups against quantum computers: \(gap)")
      } else {
        find(
          "post-quantum", "no group that holds against quantum computers is taken",
          identity: "post-quantum", origin, fix: "Offer X25519MLKEM768.")
      }
    }
    guard let policy = check.policy else { return }
    for group in accepted.sorted(by: { $0.code < $1.code })
    where !policy.groups.contains(group.code) {
      find(
        "group",
        "the group \(group.name) is taken, which the policy \"\(policy.name)\" does not "
          + "allow", identity: group.name, origin)
    }
    if let gap { note("\(origin): groups: \(gap)") }
  }

  // MARK: Keeping

  private mutating func find(
    _ rule: String, _ message: String, identity: String, _ origin: String, fix: String? = nil
  ) {
    judgement.add(rule, message, at: origin, identity: identity, fix: fix)
  }

  private mutating func keep(_ seen: TransportSecurity, _ origin: String, at moment: Instant) {
    func keep(_ text: String) {
      judgement.keep(text, location: Location(url: origin), digest: seen.digest, at: moment)
    }
    let versions = TLSVersion.allCases.map { version in
      switch seen.versions[version] {
      case .offered?: "\(version.name) taken"
      case .refused?: "\(version.name) refused"
      default: "\(version.name) not measured"
      }
    }
    keep(versions.joined(separator: ", "))
    for suites in seen.suites {
      keep("\(suites.version.name): " + suites.accepted.map(\.name).joined(separator: ", "))
    }
    for groups in seen.groups where !groups.accepted.isEmpty {
      keep("\(groups.version.name) groups: " + groups.accepted.map(\.name).joined(separator: ", "))
    }
  }
}
