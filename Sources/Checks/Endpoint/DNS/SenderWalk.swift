import Model

/// Follows a record of permitted senders as a receiver would, and counts (RFC 7208 section 4.6.4).
struct SenderWalk {
  static let mostLookups = 10
  static let mostVoids = 2

  let records: DomainRecords
  private(set) var lookups = 0
  private(set) var voids = 0
  /// What makes receivers give up.
  private(set) var problems: [String] = []
  /// What could not be found out.
  private(set) var unknown: [String] = []
  /// What becomes of everybody else.
  private(set) var rest: Character?
  private var way: [String] = []

  init(records: DomainRecords) { self.records = records }

  /// Follows the domain's own record.
  mutating func follow(_ policy: SenderPolicy, of domain: String) {
    rest = walk(policy, of: domain)
  }

  /// Gives the qualifier of the record's `all`, or of the one that it redirects to.
  private mutating func walk(_ policy: SenderPolicy, of domain: String) -> Character? {
    way.append(domain)
    defer { way.removeLast() }
    for word in policy.unknown.prefix(3) {
      problems.append("SPF of \(domain) has \"\(word)\", which no receiver understands")
    }
    var target: SenderPolicy.Term?
    for term in policy.terms {
      // Nothing behind all is looked at, and redirect only without it (sections 5.1 and 6.1).
      if term.kind == .all { return term.qualifier }
      if term.kind == .redirect {
        target = target ?? term
        continue
      }
      if term.kind.asksTheDNS { ask(term, of: domain) }
    }
    guard let target else { return nil }
    lookups += 1
    guard let name = target.domain(for: domain) else {
      unknown.append("a macro stands for a name")
      return nil
    }
    return nested(name, isInclude: false)
  }

  private mutating func ask(_ term: SenderPolicy.Term, of domain: String) {
    lookups += 1
    // What is past the limit is never asked for by anybody.
    guard lookups <= Self.mostLookups else { return }
    guard let name = term.domain(for: domain) else { return }
    switch term.kind {
    case .include: _ = nested(name, isInclude: true)
    case .a, .exists: count(records.answer(name, .a), of: name)
    case .mx: count(records.answer(name, .mx), of: name)
    default: break
    }
  }

  private mutating func nested(_ name: String, isInclude: Bool) -> Character? {
    guard !way.contains(name) else {
      problems.append("SPF of \(name) leads back to itself")
      return nil
    }
    guard lookups <= Self.mostLookups else { return nil }
    switch records.answer(name, .txt) {
    case .failure(let unavailable):
      unknown.append(unavailable.reason)
      return nil
    case .success(let answer):
      let policies = answer.texts.compactMap { SenderPolicy($0) }
      guard let policy = policies.first, policies.count == 1 else {
        problems.append(
          "SPF \(isInclude ? "includes" : "redirects to") \(name), which has "
            + "\(policies.isEmpty ? "no record" : "\(policies.count) records")")
        return nil
      }
      return walk(policy, of: name)
    }
  }

  private mutating func count(_ answer: Result<DNSAnswer, Unavailable>, of name: String) {
    switch answer {
    case .failure(let unavailable): unknown.append(unavailable.reason)
    case .success(let answer): voids += answer.records.isEmpty ? 1 : 0
    }
  }
}
