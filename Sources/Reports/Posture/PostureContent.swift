import Model

/// What a posture document says, in its order, before it is Markdown or HTML.
struct PostureContent {
  let published: PublishedAssessment
  let entries: [PostureEntry]

  init(_ published: PublishedAssessment) {
    self.published = published
    entries = published.assessment.controls.map {
      PostureEntry($0, audience: published.audience, today: published.assessment.asOf.date)
    }
  }

  var assessment: Assessment { published.assessment }
  var organization: Organization { assessment.organization }
  var audience: Control.Audience { published.audience }
  /// The moment as of which everything is judged.
  var asOf: Instant { assessment.asOf }
  /// Whether the document was written from an assessment that was recorded earlier.
  var isFromRecord: Bool { asOf != assessment.assessedAt }

  /// The same for the same organisation, product, moments and audience, and no other document.
  var identifier: String { NameBasedUUID.text(of: name(ofPart: "document")) }

  /// The name of one part of this document, from which its identifier comes.
  func name(ofPart part: String) -> String {
    [
      "posture", organization.name, organization.product ?? "", organization.environment ?? "",
      assessment.assessedAt.description, asOf.description, audience.rawValue, part,
    ].joined(separator: "\u{0}")
  }

  /// The day on which the first of the proofs that count now ends.
  var firstProofEnds: CalendarDate? {
    entries.filter { [.verified, .attested, .delivered].contains($0.verdict) }
      .compactMap(\.validUntil).min()
  }

  var withdrawn: [PostureEntry] { entries.filter(\.isWithdrawn) }

  /// Why some statements are withdrawn, in a sentence; nil when none is.
  var withdrawnSentence: String? {
    let count = withdrawn.count
    guard count > 0 else { return nil }
    return "\(Wording.counted(count, "statement")) "
      + "\(count == 1 ? "is" : "are") withdrawn, because the proof behind "
      + "\(count == 1 ? "it" : "them") has ended and was not renewed."
  }

  /// Which run of the ledger it is, so that no earlier run can be altered unnoticed.
  var ledgerSentence: String? {
    assessment.ledger.map { mark in
      let digest = Wording.shortDigest(mark.digest).map { ", SHA-256 \($0)…" } ?? ""
      return "ledger run \(mark.run)\(digest)"
    }
  }

  /// How the time between measuring and writing reads; nil when there is none.
  var recordSentence: String? {
    guard isFromRecord else { return nil }
    return "Written \(Wording.moment(asOf)) from the assessment recorded "
      + "\(Wording.moment(assessment.assessedAt)). Nothing was measured again; what has ended since "
      + "then no longer counts."
  }

  var limitations: [PostureEntry] { entries(of: .limitation) }
  var commitments: [PostureEntry] { entries(of: .commitment) }
  var customerDuties: [PostureEntry] { entries(of: .customer) }

  /// Planned work by date; what has none stands last.
  var roadmap: [PostureEntry] {
    entries(of: .planned).enumerated().sorted {
      ($0.element.item.control.due?.ordinal ?? .max, $0.offset)
        < ($1.element.item.control.due?.ordinal ?? .max, $1.offset)
    }.map(\.element)
  }

  /// Controls that are in place today, under their headings.
  var topics: [(title: String, entries: [PostureEntry])] {
    let listed = assessment.controls.filter { $0.control.kind == .control }
    return Grouping.byTopic(listed).map { topic, controls in
      (Wording.heading(topic), controls.map { entry(for: $0) })
    }
  }

  var counts: [(verdict: ControlVerdict, count: Int)] {
    ControlVerdict.displayOrder.map { ($0, assessment.count(of: $0)) }.filter { $0.count > 0 }
  }

  /// What was looked at, one line each: the targets by name, or how many of each kind.
  var scope: [String] {
    guard audience == .public else {
      return assessment.targets.map { target in
        let state = target.unavailable.map { " (could not be used: \($0))" } ?? ""
        // A label that says no more than the name, or "here", is left out.
        let label = [target.name, "."].contains(target.label) ? "" : " " + target.label
        return "\(target.name): \(Self.noun(for: target.kind))\(label)\(state)"
      }
    }
    let kinds = Dictionary(grouping: assessment.targets, by: \.kind)
    return kinds.keys.sorted().map { kind in
      let targets = kinds[kind] ?? []
      let unusable = targets.count { $0.unavailable != nil }
      return Wording.counted(targets.count, Self.noun(for: kind), plural: Self.plural(for: kind))
        + (unusable == 0 ? "" : ", \(unusable) of which could not be used")
    }
  }

  var withheldSentence: String? {
    published.withheldSentence.map { "\($0) The decision of the gate counts them." }
  }

  func entry(for item: ControlAssessment) -> PostureEntry {
    PostureEntry(item, audience: audience, today: asOf.date)
  }

  private func entries(of kind: Control.Kind) -> [PostureEntry] {
    entries.filter { $0.item.control.kind == kind }
  }

  private static func noun(for kind: String) -> String {
    ["endpoint": "live endpoint", "files": "folder of files"][kind] ?? kind
  }

  private static func plural(for kind: String) -> String {
    switch kind {
    case "endpoint": "live endpoints"
    case "repository": "repositories"
    case "files": "folders of files"
    case "database": "databases"
    default: kind + " targets"
    }
  }
}
