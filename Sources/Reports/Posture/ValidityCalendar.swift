import Model

/// The days on which something in the document ends or falls due.
enum ValidityCalendar {
  struct Event: Hashable {
    let date: CalendarDate
    let text: String
    let control: String
    /// Whether the day has passed when the document was made.
    let isPast: Bool
  }

  static func events(of assessment: Assessment) -> [Event] {
    let today = assessment.assessedAt.date
    var events: Set<Event> = []
    for item in assessment.controls {
      func add(_ date: CalendarDate, _ text: String) {
        events.insert(
          Event(date: date, text: text, control: item.control.id, isPast: date < today))
      }
      if let due = item.control.due { add(due, "\(item.control.title) is due") }
      for date in item.checks.compactMap(\.result.validUntil) {
        add(date, "Attestation for \(item.control.title) ends")
      }
      for date in item.findings.compactMap(\.waiver?.until) {
        add(date, "Exception for \(item.control.title) ends")
      }
    }
    return events.sorted { ($0.date, $0.text, $0.control) < ($1.date, $1.text, $1.control) }
  }
}
