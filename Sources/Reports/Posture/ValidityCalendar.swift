import Model

/// The days on which something in the document ends or falls due.
enum ValidityCalendar {
  /// What happens on a day.
  enum Kind: String, CaseIterable {
    case due
    case attestation
    case proof
    case exception
    case certificate
    case securityText = "security-txt"
    case transportSecurity = "hsts"
    case mailTransport = "mta-sts"

    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The sentence for one thing.
    fileprivate func text(_ title: String) -> String {
      switch self {
      case .due: "\(title) is due"
      case .attestation: "Attestation for \(title) ends"
      case .proof: "Measurement behind \(title) ends"
      case .exception: "Exception for \(title) ends"
      case .certificate, .securityText, .transportSecurity, .mailTransport: "\(title) ends"
      }
    }

    /// The sentence for several that happen on the same day.
    fileprivate func text(_ count: Int) -> String {
      switch self {
      case .due: "\(count) planned things are due"
      case .attestation: "Attestations for \(count) statements end"
      case .proof: "Measurements behind \(count) statements end"
      case .exception: "Exceptions for \(count) statements end"
      case .certificate, .securityText, .transportSecurity, .mailTransport:
        "What \(count) statements rest on ends"
      }
    }

    fileprivate init(_ kind: Expiry.Kind) {
      switch kind {
      case .certificate: self = .certificate
      case .securityText: self = .securityText
      case .transportSecurity: self = .transportSecurity
      case .mailTransport: self = .mailTransport
      }
    }
  }

  /// What happens on one day, of one kind.
  struct Event: Hashable {
    let date: CalendarDate
    let kind: Kind
    /// The controls by identifier and title, in the order of the document.
    let controls: [Named]
    /// Whether the day has passed when the document was made.
    let isPast: Bool
    /// What ends by itself, where it is not the word or proof behind the controls.
    let expiry: Expiry?
    /// How many days after the document was made; nil for what is past.
    let daysLeft: Int?

    struct Named: Hashable {
      let id: String
      let title: String
    }

    /// Whether somebody should see to it now: it ends within the time that is warned ahead.
    var isSoon: Bool {
      guard let daysLeft, expiry?.kind.isRenewedByUse == false else { return false }
      return daysLeft <= ValidityCalendar.warning
    }

    /// The warning beside what ends soon.
    var notice: String? {
      if expiry?.kind.isRenewedByUse == true { return "renewed by use" }
      guard isSoon, let daysLeft else { return nil }
      return daysLeft == 0 ? "ends today" : "in \(Wording.counted(daysLeft, "day"))"
    }

    var text: String {
      if let expiry { return kind.text(expiry.name) }
      guard let only = controls.first, controls.count == 1 else { return kind.text(controls.count) }
      return kind.text(only.title)
    }

    /// The titles, where the sentence only counts them.
    var titles: [String] {
      controls.count == 1 && expiry == nil ? [] : controls.map(\.title)
    }
  }

  private struct Key: Hashable {
    let date: CalendarDate
    let kind: Kind
    var expiry: Expiry?
  }

  /// Days before something ends in which it is warned of.
  static let warning = 30

  static func events(of assessment: Assessment) -> [Event] {
    var controls: [Key: [Event.Named]] = [:]
    for item in assessment.controls {
      let named = Event.Named(id: item.control.id, title: item.control.title)
      for key in keys(of: item) { controls[key, default: []].append(named) }
    }
    let today = assessment.asOf.date
    return controls.map {
      let days = $0.key.date.ordinal - today.ordinal
      return Event(
        date: $0.key.date, kind: $0.key.kind, controls: $0.value, isPast: days < 0,
        expiry: $0.key.expiry, daysLeft: days < 0 ? nil : days)
    }.sorted {
      ($0.date, $0.kind.order, $0.expiry?.subject ?? "")
        < ($1.date, $1.kind.order, $1.expiry?.subject ?? "")
    }
  }

  private static func keys(of item: ControlAssessment) -> Set<Key> {
    var keys: Set<Key> = []
    if let due = item.control.due { keys.insert(Key(date: due, kind: .due)) }
    for check in item.checks.map(\.result) {
      for expiry in check.expiries {
        keys.insert(Key(date: expiry.ends.date, kind: Kind(expiry.kind), expiry: expiry))
      }
      if let date = check.validUntil {
        keys.insert(Key(date: date, kind: .attestation))
      } else if let end = check.proofEnds {
        keys.insert(Key(date: end.date, kind: .proof))
      }
    }
    // A statement's first measurement to end is the one that counts.
    let proofs = keys.filter { $0.kind == .proof }.sorted { $0.date < $1.date }
    keys.subtract(proofs.dropFirst())
    for date in item.findings.compactMap(\.waiver?.until) {
      keys.insert(Key(date: date, kind: .exception))
    }
    return keys
  }
}
