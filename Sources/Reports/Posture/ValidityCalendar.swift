import Model

/// The days on which something in the document ends or falls due.
enum ValidityCalendar {
  /// What happens on a day.
  enum Kind: String, CaseIterable {
    case due
    case attestation
    case proof
    case exception

    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The sentence for one thing.
    fileprivate func text(_ title: String) -> String {
      switch self {
      case .due: "\(title) is due"
      case .attestation: "Attestation for \(title) ends"
      case .proof: "Measurement behind \(title) ends"
      case .exception: "Exception for \(title) ends"
      }
    }

    /// The sentence for several that happen on the same day.
    fileprivate func text(_ count: Int) -> String {
      switch self {
      case .due: "\(count) planned things are due"
      case .attestation: "Attestations for \(count) statements end"
      case .proof: "Measurements behind \(count) statements end"
      case .exception: "Exceptions for \(count) statements end"
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

    struct Named: Hashable {
      let id: String
      let title: String
    }

    var text: String {
      guard let only = controls.first, controls.count == 1 else { return kind.text(controls.count) }
      return kind.text(only.title)
    }

    /// The titles, where the sentence only counts them.
    var titles: [String] { controls.count == 1 ? [] : controls.map(\.title) }
  }

  private struct Key: Hashable {
    let date: CalendarDate
    let kind: Kind
  }

  static func events(of assessment: Assessment) -> [Event] {
    var controls: [Key: [Event.Named]] = [:]
    for item in assessment.controls {
      let named = Event.Named(id: item.control.id, title: item.control.title)
      for key in keys(of: item) { controls[key, default: []].append(named) }
    }
    let today = assessment.asOf.date
    return controls.map {
      Event(date: $0.key.date, kind: $0.key.kind, controls: $0.value, isPast: $0.key.date < today)
    }.sorted { ($0.date, $0.kind.order) < ($1.date, $1.kind.order) }
  }

  private static func keys(of item: ControlAssessment) -> Set<Key> {
    var keys: Set<Key> = []
    if let due = item.control.due { keys.insert(Key(date: due, kind: .due)) }
    for check in item.checks.map(\.result) {
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
