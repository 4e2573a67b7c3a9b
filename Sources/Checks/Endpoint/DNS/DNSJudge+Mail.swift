import Model

// Who may send, and what becomes of what they did not.
extension DNSJudge {
  mutating func judgeSenders(_ seen: Seen, _ weakest: String) {
    guard let answer = answer(seen.domain, .txt, seen) else { return }
    let texts = answer.texts.filter { SenderPolicy($0) != nil }
    for text in texts { keep("TXT \(text)", seen) }
    guard let text = texts.first, let policy = SenderPolicy(text) else {
      add("spf", "no record says who may send its mail (SPF)", seen)
      return
    }
    guard texts.count == 1 else {
      add("spf", "\(texts.count) records of SPF, so that receivers take none", seen)
      return
    }
    var walk = SenderWalk(records: seen.records)
    walk.follow(policy, of: seen.domain)
    for problem in walk.problems { add("spf", problem, seen, about: problem) }
    if walk.lookups > SenderWalk.mostLookups {
      add(
        "spf", "SPF needs \(walk.lookups) look-ups, more than \(SenderWalk.mostLookups)", seen,
        about: "lookups")
    }
    if walk.voids > SenderWalk.mostVoids {
      add(
        "spf",
        "SPF leads to \(walk.voids) names that do not exist, more than "
          + "\(SenderWalk.mostVoids)", seen, about: "voids")
    }
    for reason in walk.unknown { note("\(seen.domain): SPF: \(reason)") }
    judgeRest(walk.rest, weakest, isKnown: walk.unknown.isEmpty, seen)
  }

  private mutating func judgeRest(
    _ rest: Character?, _ weakest: String, isKnown: Bool, _ seen: Seen
  ) {
    let accepted: [Character] =
      switch weakest {
      case "fail": ["-"]
      case "softfail": ["-", "~"]
      default: ["-", "~", "?"]
      }
    guard let rest else {
      if isKnown {
        add(
          "spf", "SPF does not say what becomes of mail from elsewhere (no all)", seen, about: "all"
        )
      }
      return
    }
    if !accepted.contains(rest) {
      add("spf", "SPF ends with \(rest)all, weaker than \(weakest)", seen, about: "all")
    }
  }

  mutating func judgeReports(_ seen: Seen, _ weakest: String) {
    var found: (name: String, list: TagList)?
    for name in DomainNames.upwards(from: seen.domain) {
      guard let answer = answer("_dmarc.\(name)", .txt, seen) else { return }
      let texts = answer.texts.filter { TagList($0, version: "DMARC1") != nil }
      for text in texts { keep("_dmarc.\(name) TXT \(text)", seen) }
      if texts.count > 1 {
        add("dmarc", "\(texts.count) records of DMARC at \(name), so that none counts", seen)
        return
      }
      if let text = texts.first, let list = TagList(text, version: "DMARC1") {
        found = (name, list)
        break
      }
    }
    guard let found else {
      add("dmarc", "no record says what becomes of mail that fails (DMARC)", seen)
      return
    }
    // Below the name that has the record the policy for subdomains counts, where there is one.
    let isOwn = found.name == seen.domain
    let tags = found.list.tags
    let policy = ((isOwn ? nil : tags["sp"]) ?? tags["p"] ?? "none").lowercased()
    let order = ["none", "quarantine", "reject"]
    guard let strength = order.firstIndex(of: policy) else {
      add("dmarc", "DMARC has the policy \"\(policy)\", which no receiver knows", seen)
      return
    }
    if strength < order.firstIndex(of: weakest) ?? 0 {
      add("dmarc", "DMARC asks for \(policy), weaker than \(weakest)", seen)
    }
    // Receivers of RFC 9989 take t=y for one step less; pct went away with it, but older ones heed it.
    if tags["t"]?.lowercased() == "y", strength > 0, weakest != "none" {
      add("dmarc", "DMARC is in test mode (t=y)", seen, about: "test")
    }
    if let share = tags["pct"].flatMap({ Int($0) }), share < 100, weakest != "none" {
      add("dmarc", "DMARC covers \(share) % of the mail (pct)", seen, about: "pct")
    }
  }

  mutating func judgeAuthorities(_ seen: Seen, _ allowed: [String]) {
    for name in DomainNames.upwards(from: seen.domain) {
      guard let answer = answer(name, .caa, seen) else { return }
      let records = answer.authorizations
      guard !records.isEmpty else { continue }
      for record in records { keep("CAA of \(name): \(record.tag) \(record.value)", seen) }
      for record in records where record.tag == "issue" || record.tag == "issuewild" {
        let issuer = record.value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        if !issuer.isEmpty, !allowed.contains(issuer) {
          add("caa", "\(issuer) may make certificates too (\(record.tag))", seen, about: issuer)
        }
      }
      if !records.contains(where: { $0.tag == "issue" }) {
        add("caa", "no record says who may make certificates (issue)", seen)
      }
      return
    }
    add("caa", "no record says who may make certificates (CAA)", seen)
  }
}
