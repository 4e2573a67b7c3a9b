import Model

/// Judges one server's certificates after another.
struct CertificateJudge {
  private let check: CertificateCheck
  private var judgement: EndpointJudgement
  private var firstEnd: Instant?

  init(check: CertificateCheck, observations: Observations, context: EvaluationContext) {
    self.check = check
    judgement = EndpointJudgement(CertificateCheck.definition, observations, context)
  }

  var result: CheckResult {
    let servers = judgement.subjects
    var result = judgement.result(
      passing: "\(servers) certificate\(servers == 1 ? " is" : "s are") trusted and valid"
        + (firstEnd.map { " until \($0.date.description)" } ?? ""))
    result.proofEnds = firstEnd
    return result
  }

  mutating func note(_ reason: String) { judgement.note(reason) }

  mutating func judge(_ request: ServedCertificatesRequest) {
    let observation = judgement.outcome(of: request)
    let origin = request.endpoint.origin
    switch observation.outcome {
    case .failure(let unavailable): note("\(origin): \(unavailable.reason)")
    case .success(let served):
      guard let leaf = served.chain.first else {
        note("\(origin): the server showed no certificate")
        return
      }
      judgement.subjects += 1
      keep(served, origin, at: observation.observedAt)
      judgeTrust(served, leaf, origin)
      judgeNames(served, leaf, origin)
      judgeDates(leaf, origin)
      for (index, certificate) in served.chain.enumerated() {
        judgeStrength(certificate, isLeaf: index == 0, origin)
      }
      if check.mustBeLogged, !leaf.isLogged {
        find("not-logged", "the certificate carries no word of a certificate log", origin)
      }
    }
  }

  private mutating func judgeTrust(
    _ served: ServedCertificates, _ leaf: Certificate, _ origin: String
  ) {
    for certificate in served.chain.dropFirst() where certificate.notAfter < judgement.context.now {
      find(
        "expired-intermediate",
        "the intermediate \(certificate.subject) ended on \(certificate.notAfter.description)",
        about: certificate.fingerprint, origin, fix: "Serve the one that took its place.")
    }
    guard check.mustBeTrusted, let distrust = served.distrust else { return }
    if leaf.isSelfSigned {
      find("self-signed", "the certificate is self-signed", origin)
    } else if served.isMissingIntermediate {
      find(
        "incomplete-chain",
        "only the server's own certificate was sent, and nothing known here signed it (\(distrust))",
        origin, fix: "Serve the intermediate certificates as well.")
    } else {
      find(
        "untrusted", "the chain does not lead to \(served.authorities): \(distrust)", origin)
    }
  }

  private mutating func judgeNames(
    _ served: ServedCertificates, _ leaf: Certificate, _ origin: String
  ) {
    let names = leaf.names.isEmpty ? "no name" : leaf.names.prefix(8).joined(separator: ", ")
    if !served.isForHost {
      find("wrong-name", "the certificate is for \(names), not for \(served.host)", origin)
    }
    for name in check.names
    where !leaf.names.contains(where: { HostName.covers($0, name) }) {
      find("missing-name", "the certificate is for \(names), not for \(name)", about: name, origin)
    }
  }

  private mutating func judgeDates(_ leaf: Certificate, _ origin: String) {
    let now = judgement.context.now
    firstEnd = min(firstEnd ?? leaf.notAfter, leaf.notAfter)
    judgement.note(Expiry(.certificate, of: origin, ends: leaf.notAfter))
    if leaf.notBefore > now {
      find("not-begun", "the certificate is valid only from \(leaf.notBefore.description)", origin)
    }
    if leaf.notAfter < now {
      find("expired", "the certificate ended on \(leaf.notAfter.description)", origin)
    } else if leaf.notAfter < check.validFor.end(from: now) {
      let days = (leaf.notAfter.seconds - now.seconds) / 86_400
      find(
        "expiring",
        "the certificate ends on \(leaf.notAfter.description), in \(days) day\(days == 1 ? "" : "s")",
        origin, fix: "Renew it, and see why that did not happen by itself.")
    }
    if let longest = check.lifetime?.fixedSeconds, leaf.lifetime > longest + 1 {
      find(
        "lifetime",
        "the certificate lives \(leaf.lifetime / 86_400) days, longer than "
          + "\(longest / 86_400)", origin)
    }
  }

  private mutating func judgeStrength(
    _ certificate: Certificate, isLeaf: Bool, _ origin: String
  ) {
    let whose = isLeaf ? "the certificate" : "the certificate of \(certificate.subject)"
    let least = certificate.keyKind.hasPrefix("RSA") ? check.rsaBits : check.curveBits
    // Edwards curves: 255 and 448 bits, as strong as 256 and more.
    if certificate.keyBits < least, !certificate.keyKind.hasPrefix("ED") {
      find(
        "weak-key",
        "the key of \(whose) is \(certificate.keyKind) with \(certificate.keyBits) bits, "
          + "fewer than \(least)", about: certificate.fingerprint, origin)
    }
    let signature = certificate.signature.lowercased()
    // What signs an authority's own certificate protects nothing.
    if !certificate.isSelfSigned || isLeaf, signature.contains("sha1") || signature.contains("md5")
    {
      find(
        "weak-signature", "\(whose) is signed with \(certificate.signature)",
        about: certificate.fingerprint, origin)
    }
  }

  private mutating func find(
    _ rule: String, _ message: String, about identity: String? = nil, _ origin: String,
    fix: String? = nil
  ) {
    judgement.add(rule, message, at: origin, identity: identity ?? rule, fix: fix)
  }

  private mutating func keep(_ served: ServedCertificates, _ origin: String, at moment: Instant) {
    for (index, certificate) in served.chain.enumerated() {
      let role = index == 0 ? "certificate" : "intermediate"
      judgement.keep(
        "\(role) \(certificate.subject) by \(certificate.issuer), "
          + "\(certificate.keyKind) \(certificate.keyBits) bits, \(certificate.signature), "
          + "\(certificate.notBefore.description) to \(certificate.notAfter.description)",
        location: Location(url: origin), digest: certificate.fingerprint, at: moment)
    }
    judgement.keep(
      served.distrust.map { "not trusted: \($0)" } ?? "leads to \(served.authorities)",
      location: Location(url: origin), at: moment)
  }
}
