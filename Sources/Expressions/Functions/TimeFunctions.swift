import Model

/// Parts of moments and lengths of time.
///
/// Zones are UTC and offsets such as `+02:00`. Names such as `Europe/Berlin` are refused: what they
/// mean depends on the machine's tables, and one input must give one verdict everywhere.
enum TimeFunctions {
  static let all: [FunctionDefinition] = parts.flatMap(functions) + lengths

  private typealias Part = @Sendable (Fields) -> Int

  /// A moment as a clock on the wall shows it.
  struct Fields {
    let date: CalendarDate
    let secondOfDay: Int
    let milliseconds: Int

    init(_ moment: Timestamp, offset: Int) {
      let local = moment.seconds + offset
      let day = Int((Double(local) / 86_400).rounded(.down))
      date = CalendarDate(ordinal: day)
      secondOfDay = local - day * 86_400
      milliseconds = Int(moment.nanoseconds) / 1_000_000
    }

    var dayOfYear: Int {
      let first = CalendarDate(year: date.year, month: 1, day: 1)
      return date.ordinal - (first?.ordinal ?? date.ordinal)
    }
  }

  private static let parts: [(name: String, part: Part)] = [
    ("getFullYear", { $0.date.year }), ("getMonth", { $0.date.month - 1 }),
    ("getDate", { $0.date.day }), ("getDayOfMonth", { $0.date.day - 1 }),
    ("getDayOfWeek", { $0.date.weekday % 7 }), ("getDayOfYear", { $0.dayOfYear }),
    ("getHours", { $0.secondOfDay / 3_600 }), ("getMinutes", { $0.secondOfDay / 60 % 60 }),
    ("getSeconds", { $0.secondOfDay % 60 }), ("getMilliseconds", { $0.milliseconds }),
  ]

  private static func functions(_ name: String, _ part: @escaping Part) -> [FunctionDefinition] {
    [
      .member(name, [Signature([.timestamp], .integer)]) { value, _ in
        guard case .timestamp(let moment) = value else { return nil }
        return .integer(part(Fields(moment, offset: 0)))
      },
      .member(name, [Signature([.timestamp, .string], .integer)]) { value, zone, _ in
        guard case (.timestamp(let moment), .string(let zone)) = (value, zone) else { return nil }
        guard let offset = offset(zone) else {
          return .failure(
            .invalidArgument,
            "unknown time zone: write UTC or an offset such as +02:00; names depend on the machine")
        }
        return .integer(part(Fields(moment, offset: offset)))
      },
    ]
  }

  /// Seconds east of UTC.
  private static func offset(_ zone: String) -> Int? {
    if ["UTC", "Z", "GMT", "Etc/UTC"].contains(zone) { return 0 }
    var bytes = Array(zone.utf8)[...]
    let isWest = bytes.first == 0x2D
    if isWest || bytes.first == 0x2B { bytes = bytes.dropFirst() }
    guard bytes.count == 5, bytes[bytes.startIndex + 2] == 0x3A,
      let hours = NumberText.whole(bytes.prefix(2)), hours < 24,
      let minutes = NumberText.whole(bytes.suffix(2)), minutes < 60
    else { return nil }
    return (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  private static let lengths: [FunctionDefinition] = [
    length("getHours") { $0.seconds / 3_600 }, length("getMinutes") { $0.seconds / 60 },
    length("getSeconds") { $0.seconds },
    length("getMilliseconds") { Int($0.nanoseconds) / 1_000_000 },
  ]

  private static func length(
    _ name: String, _ part: @escaping @Sendable (Interval) -> Int
  ) -> FunctionDefinition {
    .member(name, [Signature([.duration], .integer)]) { value, _ in
      guard case .duration(let interval) = value else { return nil }
      return .integer(part(interval))
    }
  }
}
