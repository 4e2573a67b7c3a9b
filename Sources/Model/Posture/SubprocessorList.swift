/// The other companies that customers' data reaches, as the posture declares them.
package struct SubprocessorList: Hashable, Sendable {
  /// One company.
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let purpose: String
    /// The kinds of data it sees.
    package let data: [String]
    /// Where it processes them, as the posture writes it: ISO 3166 codes or names.
    package let countries: [String]
    package let since: CalendarDate?
    /// What a transfer to another legal area rests on, such as standard contractual clauses.
    package let transfer: String?
    package let website: String?
    package let audience: Control.Audience
    /// Identifiers of the controls that stand behind the entry.
    package let controls: [String]

    package init(
      name: String, purpose: String, data: [String], countries: [String],
      since: CalendarDate? = nil, transfer: String? = nil, website: String? = nil,
      audience: Control.Audience = .public, controls: [String] = []
    ) {
      self.name = name
      self.purpose = purpose
      self.data = data
      self.countries = countries
      self.since = since
      self.transfer = transfer
      self.website = website
      self.audience = audience
      self.controls = controls
    }
  }

  /// How long before a change customers are told.
  package let notice: TimeSpan?
  /// Where changes are announced: an address or a sentence.
  package let announced: String?
  /// Empty when the posture declares that there is none.
  package let entries: [Entry]

  package init(notice: TimeSpan? = nil, announced: String? = nil, entries: [Entry]) {
    self.notice = notice
    self.announced = announced
    self.entries = entries
  }
}
