import Model
import Systems

/// Asks the DNS for everything that is judged of a domain's mail and certificates.
package struct DomainRecordsCollector: Collector {
  /// More than any record that is worth passing leads to (RFC 7208 section 4.6.4 allows ten).
  private static let questionLimit = 60
  private static let zoneLimit = 1 << 20

  package init() {}

  package func collect(_ request: DomainRecordsRequest, in context: CollectionContext)
    throws(Unavailable) -> DomainRecords
  {
    try context.checkCancellation()
    var survey = Survey(
      resolver: try resolver(for: request, in: context), context: context,
      limit: Self.questionLimit)
    let domain = request.domain
    survey.ask(domain, .soa)
    survey.ask(domain, .mx)
    survey.ask("_mta-sts." + domain, .txt)
    survey.ask("_smtp._tls." + domain, .txt)
    for parent in DomainNames.upwards(from: domain) {
      survey.ask("_dmarc." + parent, .txt)
      survey.ask(parent, .caa)
    }
    survey.followSenders(of: domain, depth: 0)
    return DomainRecords(
      answers: survey.answers,
      source: request.zoneFile == nil ? request.resolver ?? "the system's resolver" : "a zone file")
  }

  private func resolver(
    for request: DomainRecordsRequest, in context: CollectionContext
  ) throws(Unavailable) -> DNSResolver {
    guard let file = request.zoneFile else { return try DNSResolver(server: request.resolver) }
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    let name = file.split(separator: "/").last.map(String.init) ?? ""
    let bytes = try context.trees.tree(at: "/" + folder).read(name)
    guard bytes.count <= Self.zoneLimit else {
      throw Unavailable("\(name) is larger than \(Self.zoneLimit) bytes")
    }
    return try DNSResolver(records: String(decoding: bytes, as: UTF8.self))
  }

  private struct Survey {
    let resolver: DNSResolver
    let context: CollectionContext
    let limit: Int
    var answers: [DomainRecords.Question: Result<DNSAnswer, Unavailable>] = [:]

    @discardableResult
    mutating func ask(_ name: String, _ type: DNSType) -> DNSAnswer? {
      let question = DomainRecords.Question(name.lowercased(), type)
      if let known = answers[question] { return try? known.get() }
      guard answers.count < limit else { return nil }
      let answer = Result { () throws(Unavailable) in
        try context.checkCancellation()
        return try resolver.ask(name, type)
      }
      answers[question] = answer
      return try? answer.get()
    }

    /// Asks for whatever a record of permitted senders leads to.
    mutating func followSenders(of domain: String, depth: Int) {
      guard depth < 12, let answer = ask(domain, .txt) else { return }
      for text in answer.texts {
        guard let policy = SenderPolicy(text) else { continue }
        for term in policy.lookups {
          guard let name = term.domain(for: domain) else { continue }
          switch term.kind {
          case .include, .redirect:
            guard answers[DomainRecords.Question(name, .txt)] == nil else { continue }
            followSenders(of: name, depth: depth + 1)
          case .a, .exists: ask(name, .a)
          case .mx: ask(name, .mx)
          default: break
          }
        }
      }
    }
  }
}
