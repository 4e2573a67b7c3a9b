import Model

/// The calendar of validity as iCalendar (RFC 5545), to be subscribed to or imported.
package struct CalendarPostureDocument: TextualReport {
  package static let format = "ics"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let content = PostureContent(PublishedAssessment(assessment, for: options.audience))
    let events = ValidityCalendar.events(of: content.assessment)
    return CalendarText.line("BEGIN", "VCALENDAR") + CalendarText.line("VERSION", "2.0")
      + CalendarText.line("PRODID", "-//avouch//\(version(of: content))//EN")
      + CalendarText.line("CALSCALE", "GREGORIAN")
      + CalendarText.line(
        "NAME", CalendarText.value("Security posture of \(content.organization.name)"))
      + CalendarText.line(
        "X-WR-CALNAME", CalendarText.value("Security posture of \(content.organization.name)"))
      + events.map { event($0, of: content) }.joined() + CalendarText.line("END", "VCALENDAR")
  }

  private func event(_ event: ValidityCalendar.Event, of content: PostureContent) -> String {
    let name =
      "\(event.kind.rawValue) \(event.date.description) "
      + (event.expiry.map { "\($0.subject) " } ?? "")
      + event.controls.map(\.id).joined(separator: " ")
    let identifier = NameBasedUUID.text(of: content.name(ofPart: name))
    let lines: [(String, String)] =
      [
        ("BEGIN", "VEVENT"), ("UID", "\(identifier)@avouch.invalid"),
        ("DTSTAMP", moment(content.asOf)), ("DTSTART;VALUE=DATE", day(event.date)),
        ("DTEND;VALUE=DATE", day(event.date.adding(days: 1))),
        ("SUMMARY", CalendarText.value(event.text)),
        ("DESCRIPTION", description(of: event, in: content)),
        ("CATEGORIES", event.kind.rawValue.uppercased()),
        ("CLASS", content.audience == .public ? "PUBLIC" : "CONFIDENTIAL"),
        ("TRANSP", "TRANSPARENT"),
      ] + alarm(of: event) + [("END", "VEVENT")]
    return lines.map { CalendarText.line($0, $1) }.joined()
  }

  /// A reminder two weeks ahead of what somebody must renew (RFC 5545 section 3.6.6).
  private func alarm(of event: ValidityCalendar.Event) -> [(String, String)] {
    guard event.expiry?.kind.isRenewedByUse == false, !event.isPast else { return [] }
    return [
      ("BEGIN", "VALARM"), ("ACTION", "DISPLAY"), ("TRIGGER", "-P14D"),
      ("DESCRIPTION", CalendarText.value(event.text)), ("END", "VALARM"),
    ]
  }

  /// The titles of several controls on lines of their own, and what the document is.
  private func description(
    of event: ValidityCalendar.Event, in content: PostureContent
  ) -> String {
    let lines =
      event.titles.map { CalendarText.value("- \($0)") } + [
        CalendarText.value(
          "From the security posture document of \(content.organization.name), "
            + "\(Wording.moment(content.assessment.assessedAt)).")
      ]
    return lines.joined(separator: "\\n")
  }

  private func version(of content: PostureContent) -> String {
    CalendarText.value(content.assessment.toolVersion)
  }

  private func day(_ date: CalendarDate) -> String {
    date.description.split(separator: "-").joined()
  }

  private func moment(_ instant: Instant) -> String {
    instant.description.filter { $0 != "-" && $0 != ":" }
  }
}
