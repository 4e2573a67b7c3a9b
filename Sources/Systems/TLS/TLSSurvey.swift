import Model

/// Finds out what a server takes, by asking for ever less.
///
/// What counts as a refusal is told apart with care: an alert that names the version, or any other
/// end of the handshake that comes again for the most common suites alone. A connection that is
/// refused or a wait that runs out tells nothing.
package struct TLSSurvey: Sendable {
  private let probe: TLSProbe

  package init(_ probe: TLSProbe) { self.probe = probe }

  /// Asks for everything.
  package func run() -> TransportSecurity {
    var answers = ConcurrentWork.map(TLSVersion.allCases) { version in (version, offer(of: version))
    }
    // A server that ends every handshake alike has refused no version in particular.
    if !answers.contains(where: { $0.1.offer == .offered }) {
      answers = answers.map { ($0.0, $0.1.withoutSilentRefusal) }
    }
    let offered = answers.filter { $0.1.offer == .offered }.map(\.0).sorted(by: >)
    let parts = ConcurrentWork.map(offered.flatMap { [Part.suites($0), .groups($0)] }) { part in
      switch part {
      case .suites(let version): Answer.suites(suites(of: version))
      case .groups(let version): Answer.groups(groups(of: version))
      }
    }
    let name = answers.filter { $0.1.offer == .offered }.compactMap(\.1.applicationProtocol).last
    return TransportSecurity(
      versions: Dictionary(uniqueKeysWithValues: answers.map { ($0.0, $0.1.offer) }),
      suites: parts.compactMap { if case .suites(let found) = $0 { found } else { nil } },
      groups: parts.compactMap { if case .groups(let found?) = $0 { found } else { nil } },
      applicationProtocol: name, connections: probe.connections,
      digest: Digest.sha256(probe.received))
  }

  private enum Part: Sendable {
    case suites(TLSVersion)
    case groups(TLSVersion)
  }

  private enum Answer: Sendable {
    case suites(TransportSecurity.Suites)
    case groups(TransportSecurity.Groups?)
  }
}

// MARK: Versions

extension TLSSurvey {
  private struct VersionAnswer: Sendable {
    let offer: TransportSecurity.Offer
    /// Whether the refusal was an end without a word.
    var isSilent = false
    var applicationProtocol: String?

    var withoutSilentRefusal: VersionAnswer {
      guard isSilent else { return self }
      return VersionAnswer(
        offer: .unmeasured("the server ends every handshake, whatever is offered"))
    }
  }

  private func offer(of version: TLSVersion) -> VersionAnswer {
    let all = Self.suites(for: version)
    var hello = ClientHello(version: version, suites: all, protocols: ["h2", "http/1.1"])
    let first = judge(probe.ask(hello, "version \(version.rawValue) 1"), version)
    guard first.offer == .refused, first.isSilent else { return first }
    // Some servers choke on a long list, and not on the version.
    hello.suites = all.filter { Self.common.contains($0.code) }
    hello.groups = NamedGroup.all.filter { [0x001D, 0x0017, 0x0018].contains($0.code) }
    return judge(probe.ask(hello, "version \(version.rawValue) 2"), version)
  }

  private func judge(_ reply: ServerReply, _ version: TLSVersion) -> VersionAnswer {
    switch reply {
    case .hello(let hello):
      VersionAnswer(
        offer: hello.version == version.rawValue ? .offered : .refused,
        applicationProtocol: hello.applicationProtocol)
    // protocol_version
    case .alert(70): VersionAnswer(offer: .refused)
    // unrecognized_name, user_canceled: about something else than what was offered. internal_error
    // is not among them: OpenSSL answers with it where its security level leaves a version nothing.
    case .alert(let number) where [90, 112].contains(number):
      VersionAnswer(offer: .unmeasured("the server answered with alert \(number)"))
    case .alert, .closed: VersionAnswer(offer: .refused, isSilent: true)
    case .foreign: VersionAnswer(offer: .unmeasured("the answer is not TLS"))
    case .failure(let failure): VersionAnswer(offer: .unmeasured(failure.reason))
    }
  }

  static func suites(for version: TLSVersion) -> [CipherSuite] {
    CipherSuiteRegistry.all.filter { suite in
      if version == .tls13 || suite.isOfTLS13 { return version == .tls13 && suite.isOfTLS13 }
      // AEAD and SHA-2 suites came with TLS 1.2 (RFC 5246 section A.5).
      let isNew =
        suite.isAuthenticatedEncryption || suite.name.hasSuffix("SHA256")
        || suite.name.hasSuffix("SHA384")
      return version == .tls12 || !isNew
    }
  }

  /// What nearly every server of the last twenty years takes one of.
  private static let common: Set<UInt16> = [
    0x1301, 0x1302, 0x1303, 0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9, 0xC013, 0xC014, 0xC009,
    0xC00A, 0x002F, 0x0035, 0x000A, 0x0005,
  ]
}

// MARK: Suites and groups

extension TLSSurvey {
  private func suites(of version: TLSVersion) -> TransportSecurity.Suites {
    var left = Self.suites(for: version)
    var accepted: [CipherSuite] = []
    var gap: String?
    while !left.isEmpty {
      let question = "suites \(version.rawValue) \(1_000 + accepted.count)"
      let reply = probe.ask(ClientHello(version: version, suites: left), question)
      guard case .hello(let hello) = reply, hello.version == version.rawValue,
        let index = left.firstIndex(of: hello.suite)
      else {
        gap = Self.gap(of: reply)
        break
      }
      accepted.append(left.remove(at: index))
    }
    return TransportSecurity.Suites(
      version: version, accepted: accepted, serverDecides: serverDecides(accepted, version),
      gap: gap)
  }

  /// Asks for the same suites in the opposite order: who keeps to the first choice decides.
  private func serverDecides(_ accepted: [CipherSuite], _ version: TLSVersion) -> Bool? {
    guard accepted.count > 1, let first = accepted.first else { return nil }
    let hello = ClientHello(version: version, suites: accepted.reversed())
    guard case .hello(let answer) = probe.ask(hello, "order \(version.rawValue)") else {
      return nil
    }
    return answer.suite == first
  }

  /// The groups, where the version has them: TLS 1.2 (RFC 8422) and 1.3.
  private func groups(of version: TLSVersion) -> TransportSecurity.Groups? {
    guard version >= .tls12 else { return nil }
    let suites = Self.suites(for: version).filter {
      version == .tls13 || $0.name.hasPrefix("TLS_ECDHE_")
    }
    return version == .tls13 ? namedGroups(suites) : curves(suites)
  }

  /// TLS 1.3: the server names the group that it wants.
  private func namedGroups(_ suites: [CipherSuite]) -> TransportSecurity.Groups {
    var left = NamedGroup.all
    var accepted: [NamedGroup] = []
    var gap: String?
    while !left.isEmpty {
      let hello = ClientHello(version: .tls13, suites: suites, groups: left)
      let reply = probe.ask(hello, "groups 772 \(1_000 + accepted.count)")
      guard case .hello(let answer) = reply, answer.version == TLSVersion.tls13.rawValue,
        let group = answer.group, let index = left.firstIndex(of: group)
      else {
        gap = Self.gap(of: reply)
        break
      }
      accepted.append(left.remove(at: index))
    }
    return TransportSecurity.Groups(version: .tls13, accepted: accepted, gap: gap)
  }

  /// TLS 1.2: the server makes its share on the curve that it takes of those offered.
  private func curves(_ suites: [CipherSuite]) -> TransportSecurity.Groups {
    let candidates = NamedGroup.all.filter {
      !$0.isPostQuantum && !$0.name.hasSuffix("tls13") && $0.code < 0x0100
    }
    let replies = ConcurrentWork.map(candidates) { takes($0, suites) }
    return TransportSecurity.Groups(
      version: .tls12, accepted: zip(candidates, replies).filter { $0.1.isTaken }.map(\.0),
      gap: replies.compactMap(\.gap).first)
  }

  private func takes(
    _ group: NamedGroup, _ suites: [CipherSuite]
  ) -> (isTaken: Bool, gap: String?) {
    func answer(_ groups: [NamedGroup], _ round: Int) -> ServerReply {
      probe.ask(
        ClientHello(version: .tls12, suites: suites, groups: groups),
        "groups 771 \(group.code) \(round)", wantsCurve: true)
    }
    let alone = answer([group], 1)
    if case .hello(let hello) = alone, hello.version == TLSVersion.tls12.rawValue {
      return (true, nil)
    }
    if let gap = Self.gap(of: alone) { return (false, gap) }
    // A certificate on a curve of its own is shown only to clients that take this curve as well
    // (RFC 8422 section 5.1), so the candidate may be refused for the company that it lacks.
    let certificateCurves = NamedGroup.all.filter { (0x0017...0x0019).contains($0.code) }
    let company = certificateCurves.filter { $0 != group }
    let together = answer([group] + company, 2)
    if case .hello(let hello) = together, hello.version == TLSVersion.tls12.rawValue {
      return (hello.group == group, nil)
    }
    return (false, Self.gap(of: together))
  }

  /// Why an end of the questions is no answer, or nil when it is one.
  private static func gap(of reply: ServerReply) -> String? {
    switch reply {
    case .hello, .alert, .closed: nil
    case .foreign: "an answer was not TLS"
    case .failure(let failure): failure.reason
    }
  }
}
