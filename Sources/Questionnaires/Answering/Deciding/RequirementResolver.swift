import Model

/// Tells which requirement the identifiers of a questionnaire mean.
///
/// An identifier alone says little: `2.2` is in three frameworks, and one edition of a catalogue
/// numbers anew what another had. What cannot be told apart is not used.
package struct RequirementResolver: Sendable {
  /// Frameworks by the words that name them in a sheet's headings.
  private static let names: [(word: String, framework: String)] = [
    ("mvsp", "mvsp"), ("minimum viable secure product", "mvsp"), ("cis", "cis8"),
    ("pci", "pci4"), ("gdpr", "gdpr"),
  ]

  /// The editions of the Cloud Controls Matrix.
  private static let matrices: Set<String> = ["ccm4", "ccm41"]

  private let known: [String: Set<String>]
  private let topics: [Topic]
  private let named: String?
  private let editions: Set<String>

  /// A resolver for one questionnaire.
  ///
  /// - Parameters:
  ///   - framework: What the person says that the identifiers are of; nil to find out.
  ///   - questions: All of them, since one can tell the edition of the others.
  ///   - topics: What requirements ask about.
  ///   - frameworks: Those of the posture.
  package init(
    framework: String?, questions: [Question], topics: [Topic], frameworks: [Framework]
  ) {
    named = framework
    self.topics = topics
    var known: [String: Set<String>] = [:]
    for topic in topics {
      for (framework, ids) in topic.requirements { known[framework, default: []].formUnion(ids) }
    }
    for framework in frameworks {
      known[framework.id, default: []].formUnion(framework.requirements.map(\.id))
    }
    self.known = known
    editions = Self.editions(of: questions.prefix(2_000).compactMap(\.identifier))
  }

  /// Which editions of the Cloud Controls Matrix the identifiers can be of: 4.1 renamed IVS to I&S.
  private static func editions(of identifiers: [String]) -> Set<String> {
    if identifiers.contains(where: { $0.hasPrefix("I&S-") }) { return ["ccm41"] }
    if identifiers.contains(where: { $0.hasPrefix("IVS-") }) { return ["ccm4"] }
    return matrices
  }

  /// The requirements that an identifier may mean; several editions only when they mean the same.
  func references(of question: Question) -> [RequirementReference] {
    guard let identifier = question.identifier, identifier.utf8.count <= 40 else { return [] }
    let candidates = named.map { [$0] } ?? frameworks(of: identifier, under: question.headings)
    let references = candidates.compactMap { framework in
      requirement(identifier, in: framework).map {
        RequirementReference(framework: framework, requirement: $0)
      }
    }
    // While the edition is open, an identifier counts that both of them have for the same.
    let found = references.filter { Self.matrices.contains($0.framework) }
    let isOpen = named == nil && editions == Self.matrices
    if isOpen, found.count == 1 { return references.filter { !found.contains($0) } }
    let meanings = Set(references.map(topicNames))
    return meanings.count <= 1 ? references : []
  }

  private func frameworks(of identifier: String, under headings: [String]) -> [String] {
    if identifier.first?.isLetter == true {
      return known.keys.filter { framework in
        !Self.matrices.contains(framework) || editions.contains(framework)
      }.sorted()
    }
    let words = headings.joined(separator: " ").lowercased()
    return Self.names.filter { words.contains($0.word) }.map(\.framework)
  }

  /// The identifier itself, or what it is a question of: `IAM-14.1` of `IAM-14`.
  private func requirement(_ identifier: String, in framework: String) -> String? {
    let ids = known[framework] ?? []
    if ids.contains(identifier) { return identifier }
    guard Self.matrices.contains(framework), let dot = identifier.lastIndex(of: ".") else {
      return nil
    }
    let parent = String(identifier[..<dot])
    return ids.contains(parent) ? parent : nil
  }

  /// The topics that a requirement asks about.
  func topicNames(_ reference: RequirementReference) -> [String] {
    topics.filter {
      $0.requirements[reference.framework]?.contains(reference.requirement) == true
    }.map(\.id)
  }
}
