import Model

extension TimeRecord {
  /// `3 of 4 within 72 hours, 1 of them still open; longest 31 hours; median 20 hours`.
  var sentence: String {
    let kept = entries.count(where: \.isKept)
    let open = entries.count(where: \.isOpen)
    var parts = ["\(kept) of \(entries.count + impossible) within \(promise.description)"]
    if open > 0 { parts.append("\(open) still open") }
    if let worst { parts.append("longest \(Self.words(worst))") }
    if let median { parts.append("median \(Self.words(median))") }
    if impossible > 0 { parts.append("\(impossible) with times that cannot be right") }
    return parts.joined(separator: "; ")
  }

  /// Seconds as `31 hours`, `3 days 4 hours`; promises up to four days are read in hours, and so are
  /// these.
  static func words(_ seconds: Int) -> String {
    guard seconds < 4 * 86_400, seconds >= 3_600 else { return TimeSpan.words(seconds: seconds) }
    let minutes = seconds % 3_600 / 60
    let hours = Wording.counted(seconds / 3_600, "hour")
    return minutes == 0 ? hours : "\(hours) \(Wording.counted(minutes, "minute"))"
  }
}

extension TimeRecord.Entry {
  /// How it went, in a few words: `31 hours`, `11 days 4 hours, late by 4 days 4 hours`.
  var outcome: String {
    let time = TimeRecord.words(taken)
    let late = isKept ? "" : ", late by \(TimeRecord.words(taken - allowed))"
    return isOpen ? "open for \(time)\(late)" : time + late
  }
}
