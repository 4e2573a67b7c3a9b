import Model

/// What providers do when nothing is written, with the day since when.
///
/// Each line is what the provider's documentation says, with a day where a default is known to have
/// changed on it.
struct DefaultTable: Sendable {
  enum Entry: Sendable {
    case value(Setting.Value, ProviderDefault)
    /// What the default is depends on something that no file of the folder says.
    case unknown(String)
  }

  private let entries: [String: [SettingName: Entry]]

  init(_ tables: [[String: [SettingName: Entry]]]) {
    var all: [String: [SettingName: Entry]] = [:]
    for table in tables {
      for (kind, settings) in table {
        all[kind, default: [:]].merge(settings) { first, _ in first }
      }
    }
    entries = all
  }

  subscript(kind: String, setting: SettingName) -> Entry? { entries[kind]?[setting] }

  var kinds: Int { entries.count }
}

extension DefaultTable.Entry {
  static func yes(_ reason: String, since: String? = nil) -> Self {
    .value(
      .boolean(true), ProviderDefault(since: since.flatMap { CalendarDate($0) }, reason: reason))
  }

  static func no(_ reason: String, since: String? = nil) -> Self {
    .value(
      .boolean(false), ProviderDefault(since: since.flatMap { CalendarDate($0) }, reason: reason))
  }

  static func number(_ number: Int, _ reason: String) -> Self {
    .value(.integer(number), ProviderDefault(reason: reason))
  }

  static func text(_ text: String, _ reason: String) -> Self {
    .value(.text(text), ProviderDefault(reason: reason))
  }

  static func unlimited(_ reason: String) -> Self {
    .value(.unlimited, ProviderDefault(reason: reason))
  }
}
