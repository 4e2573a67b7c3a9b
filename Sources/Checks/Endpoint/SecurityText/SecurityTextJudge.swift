import Model

/// Judges one site's file after another.
struct SecurityTextJudge {
  /// Fields that may stand once, and those whose values are addresses (RFC 9116 section 2.5 and the
  /// registry).
  private static let single = ["Expires", "Preferred-Languages", "Bug-Bounty"]
  private static let addresses = [
    "Acknowledgments", "Canonical", "Contact", "CSAF", "Encryption", "Hiring", "Policy",
  ]

  private let check: SecurityTextCheck
  private var judgement: EndpointJudgement
  private var firstEnd: Instant?

  init(check: SecurityTextCheck, observations: Observations, context: EvaluationContext) {
    self.check = check
    judgement = EndpointJudgement(SecurityTextCheck.definition, observations, context)
  }

  var result: CheckResult {
    var result = judgement.result(
      passing: "\(counted(judgement.subjects, "file")) up to date"
        + (firstEnd.map { ", valid until \($0.date.description)" } ?? ""))
    result.proofEnds = firstEnd
    return result
  }

  mutating func note(_ reason: String) { judgement.note(reason) }

  mutating func judge(_ request: SecurityTextRequest) {
    let observation = judgement.outcome(of: request)
    let url = request.subject
    let seen: SecurityText
    switch observation.outcome {
    case .failure(let unavailable):
      note("\(url): \(unavailable.reason)")
      return
    case .success(let text): seen = text
    }
    guard let response = seen.exchange.responses.last else {
      note("\(url): no response")
      return
    }
    guard response.status < 500, response.status != 429 else {
      note("\(url): answered \(response.status), which tells nothing of the file")
      return
    }
    judgement.subjects += 1
    judgement.keep(
      "status \(response.status), \(response.values(of: "content-type").first ?? "no content type")",
      location: Location(url: url), digest: response.digest, at: observation.observedAt)
    guard response.status == 200 else {
      add("missing", "answered \(response.status), not 200", url)
      return
    }
    guard response.isBodyWhole else {
      note("\(url): the file is longer than what is read of it")
      return
    }
    judge(response, url)
    let file = SecurityTextFile(response.body)
    for field in file.fields {
      judgement.keep(
        "\(field.name): \(field.value)", location: Location(url: url), digest: response.digest,
        at: observation.observedAt)
    }
    judge(file, readFrom: response.url, url)
    judge(seen.signature, file, url)
  }

  private mutating func judge(_ response: Response, _ url: String) {
    if !WebAddress.isSecure(response.url) { add("not-https", "it is served over http", url) }
    let type = response.values(of: "content-type").first ?? ""
    let kind = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    if kind != "text/plain" {
      add("content-type", "served as \(type.isEmpty ? "nothing" : type), not as text/plain", url)
    } else if type.lowercased().contains("charset="),
      !type.lowercased().filter({ $0 != "\"" }).contains("charset=utf-8")
    {
      add("content-type", "served as \(type), not in UTF-8", url)
    }
  }

  // MARK: Fields

  private mutating func judge(
    _ file: SecurityTextFile, readFrom address: String, _ url: String
  ) {
    if file.hasByteOrderMark { add("form", "it begins with a byte order mark", url) }
    for line in file.strangeLines.prefix(5) {
      add("form", "line \(line) is neither a field nor a comment", url, about: "line")
    }
    for name in Self.single where file.values(of: name).count > 1 {
      add("doubled", "\(name) stands there \(file.values(of: name).count) times", url, about: name)
    }
    if file.values(of: "Contact").isEmpty { add("no-contact", "it has no Contact", url) }
    for contact in check.contacts
    where !file.values(of: "Contact").contains(where: { $0.value == contact }) {
      add("contact", "the contact \(contact) does not stand in it", url, about: contact)
    }
    if check.demandsPolicy, file.values(of: "Policy").isEmpty {
      add("no-policy", "it has no Policy", url)
    }
    for field in file.fields
    where Self.addresses.contains(where: { $0.lowercased() == field.name.lowercased() }) {
      judgeAddress(field, url)
    }
    for field in file.values(of: "Bug-Bounty")
    where !["true", "false"].contains(field.value.lowercased()) {
      add("form", "Bug-Bounty is \(field.value), not True or False", url, about: "Bug-Bounty")
    }
    let canonical = file.values(of: "Canonical").map(\.value)
    if !canonical.isEmpty, !canonical.contains(url), !canonical.contains(address) {
      add("canonical", "no Canonical is the address that it was read from", url)
    }
    judgeExpiry(file, url)
  }

  private mutating func judgeAddress(_ field: SecurityTextFile.Field, _ url: String) {
    let value = field.value.lowercased()
    if value.hasPrefix("http:") {
      add("not-https", "\(field.name) is an address of http", url, about: "line \(field.line)")
    } else if !value.contains(":") || value.hasSuffix(":") {
      add(
        "form", "\(field.name) is no address (mailto:, tel:, https:)", url,
        about: "line \(field.line)")
    }
  }

  private mutating func judgeExpiry(_ file: SecurityTextFile, _ url: String) {
    guard let field = file.values(of: "Expires").first else {
      add("no-expiry", "it has no Expires", url)
      return
    }
    guard field.value.contains("T") || field.value.contains("t"), let end = Instant(field.value)
    else {
      add("form", "Expires is no time of RFC 3339: \(field.value)", url, about: "Expires")
      return
    }
    firstEnd = min(firstEnd ?? end, end)
    judgement.note(Expiry(.securityText, of: url, ends: end))
    let now = judgement.context.now
    if end < now {
      add("expired", "it expired on \(end.description)", url)
    } else if end < check.validFor.end(from: now) {
      add("expiring", "it expires on \(end.description)", url)
    }
  }

  private mutating func judge(
    _ signature: SecurityText.Signature, _ file: SecurityTextFile, _ url: String
  ) {
    switch signature {
    case .notAsked, .valid: break
    case .invalid where !file.isSigned: add("unsigned", "it is not signed", url)
    case .invalid(let reason): add("signature", "its signature does not hold: \(reason)", url)
    case .unknown(let reason): note("\(url): \(reason)")
    }
  }

  private mutating func add(
    _ rule: String, _ message: String, _ url: String, about identity: String? = nil
  ) {
    judgement.add(rule, "security.txt: \(message)", at: url, identity: identity ?? rule)
  }
}
