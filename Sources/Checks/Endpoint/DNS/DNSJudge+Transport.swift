import Model

// Whether mail servers must be reached over TLS (RFC 8461).
extension DNSJudge {
  /// The longest time that a policy may be kept, in seconds (section 3.2).
  private static let mostSeconds = 31_557_600

  mutating func judgeTransport(_ seen: Seen, _ weakest: String, _ request: ExchangeRequest) {
    guard let answer = answer("_mta-sts.\(seen.domain)", .txt, seen) else { return }
    let lists = answer.texts.compactMap { TagList($0, version: "STSv1") }
    for text in answer.texts { keep("_mta-sts TXT \(text)", seen) }
    guard let list = lists.first else {
      add("mta-sts", "no record announces a policy (MTA-STS)", seen)
      return
    }
    guard lists.count == 1 else {
      add("mta-sts", "\(lists.count) records announce a policy, so that none counts", seen)
      return
    }
    let id = list.tags["id"] ?? ""
    if id.isEmpty || id.utf8.count > 32
      || !id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    {
      add(
        "mta-sts", "the identifier of the policy is not 1 to 32 letters and digits", seen,
        about: "id")
    }
    guard let answered = judgement.exchange(request) else { return }
    guard answered.response.status == 200 else {
      add(
        "mta-sts", "the policy was answered with \(answered.response.status), not 200", seen,
        about: "status")
      return
    }
    judgePolicy(
      String(decoding: answered.response.body, as: UTF8.self), from: answered.observedAt, weakest,
      seen)
    judgement.keep("policy \(answered.response.bodySize) bytes", of: answered)
  }

  private mutating func judgePolicy(
    _ text: String, from moment: Instant, _ weakest: String, _ seen: Seen
  ) {
    var values: [String: [String]] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].filter { !$0.isWhitespace }
      let value = line[line.index(after: colon)...].filter { !$0.isWhitespace }
      values[name, default: []].append(value)
    }
    guard values["version"] == ["STSv1"], let mode = values["mode"]?.first else {
      add("mta-sts", "the policy has no version or mode", seen, about: "form")
      return
    }
    if mode != "enforce", weakest == "enforce" || mode != "testing" {
      add("mta-sts", "the policy's mode is \(mode), weaker than \(weakest)", seen, about: "mode")
    }
    guard let age = values["max_age"]?.first.flatMap({ Int($0) }),
      (1...Self.mostSeconds).contains(age)
    else {
      add(
        "mta-sts", "the policy's max_age is not 1 to \(Self.mostSeconds) seconds", seen,
        about: "age")
      return
    }
    judgement.note(
      Expiry(.mailTransport, of: seen.domain, ends: TimeSpan.seconds(age).end(from: moment)))
    let patterns = (values["mx"] ?? []).map { $0.lowercased() }
    guard let exchangers = answer(seen.domain, .mx, seen)?.exchangers else { return }
    for host in exchangers
    where host != "." && !patterns.contains(where: { HostName.covers($0, host) }) {
      add("mta-sts", "the policy does not cover the mail server \(host)", seen, about: host)
    }
  }
}
