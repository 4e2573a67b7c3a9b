import Model

/// Judges how long known holes stayed.
struct PatchedWithinJudge {
  let check: PatchedWithinCheck
  let folder: String
  var judgement: EndpointJudgement
  private var entries: [TimeRecord.Entry] = []

  init(check: PatchedWithinCheck, folder: String, judgement: EndpointJudgement) {
    self.check = check
    self.folder = folder
    self.judgement = judgement
  }

  private var now: Instant { judgement.context.now }

  mutating func judge(_ request: HoleExposuresRequest) throws(Unavailable) -> CheckResult {
    let observation = judgement.outcome(of: request)
    let facts = try observation.outcome.get()
    for gap in facts.gaps { judgement.note(gap) }
    if facts.lockfiles.isEmpty { judgement.note("no lockfile has a history") }
    for gap in check.scope.gaps(in: facts.database, for: facts.ecosystems, at: now) {
      judgement.note(gap)
    }
    if facts.ecosystems.contains("") {
      judgement.note(
        "a bill of materials names components without a package URL, for which no advisory can be "
          + "looked up")
    }
    for exposure in facts.exposures { judge(exposure, at: observation.observedAt) }
    keep(facts, at: observation.observedAt)
    if entries.count < check.minimumSubjects {
      judgement.note(
        "\(counted(entries.count, "hole")) with a clock, at least \(check.minimumSubjects) expected"
      )
    }
    judgement.subjects = max(entries.count, facts.lockfiles.count)
    var result = judgement.result(passing: summary(of: facts), nothing: "nothing was judged")
    if !entries.isEmpty { result.times = TimeRecord(promise: check.within, entries: entries) }
    return result
  }

  private func summary(of facts: HoleExposures) -> String {
    let versions = facts.lockfiles.values.reduce(0, +)
    let read = "\(counted(versions, "version")) of \(counted(facts.lockfiles.count, "lockfile"))"
    guard !entries.isEmpty else { return "no hole that counts in \(read)" }
    let record = TimeRecord(promise: check.within, entries: entries)
    let open = entries.count - record.closed.count
    let median = record.median.map { ", in the middle after \(Self.days($0))" } ?? ""
    let worst = record.worst.map { ", at the latest after \(Self.days($0))" } ?? ""
    return "\(counted(record.closed.count, "hole")) mended\(median)\(worst), \(open) open in time; "
      + "\(read) read"
  }

  private mutating func judge(_ exposure: HoleExposure, at moment: Instant) {
    if exposure.isDevelopment, !check.scope.includesDevelopment { return }
    if exposure.hole.kind == .informational || isBeforeWindow(exposure) { return }
    let subject =
      "\(exposure.hole.name) in \(exposure.package) \(Self.words(exposure.versions))"
    guard let counts = check.scope.counts(exposure.hole) else {
      return judgement.note("no record tells how severe \(subject) is")
    }
    guard counts else { return }
    let place = shown(Location(path: exposure.lockfile))
    if let doubt = exposure.doubt {
      return judgement.note(
        "\(place.description): whether \(subject) is there cannot be told: \(doubt)")
    }
    guard let fixed = exposure.fixed else {
      return judgement.keep(
        "\(subject): no version mends it, so there is no clock", location: place, at: moment)
    }
    guard let published = exposure.hole.published else {
      return judgement.note("no record tells when \(subject) was published")
    }
    if exposure.fixReleased == nil, check.requiresReleaseDates {
      return judgement.note("nobody said when \(exposure.package) \(fixed) was released")
    }
    measure(exposure, subject, published: published, fixed: fixed, place: place, at: moment)
  }

  /// Gone before the window, or before anybody knew.
  private func isBeforeWindow(_ exposure: HoleExposure) -> Bool {
    guard let until = exposure.until else { return false }
    guard let start = check.since.fixedSeconds else { return false }
    return until.date.seconds < now.seconds - start
  }

  private mutating func measure(
    _ exposure: HoleExposure, _ subject: String, published: Instant, fixed: String,
    place: Location, at moment: Instant
  ) {
    let start = max(published, exposure.since.date, exposure.fixReleased ?? published)
    let end = exposure.until?.date ?? now
    // What was gone before anybody knew was never late.
    guard end > start else {
      return judgement.keep(
        "\(subject): gone before the clock started", location: place, at: moment)
    }
    let taken = end.seconds - start.seconds
    let allowed =
      check.within.end(from: start, holidays: judgement.context.plan.posture.holidays).seconds
      - start.seconds
    let isOpen = exposure.until == nil
    entries.append(
      TimeRecord.Entry(name: exposure.hole.name, taken: taken, allowed: allowed, isOpen: isOpen))
    let released =
      exposure.fixReleased.map { "released \($0.date.description)" }
      ?? "date of release not known"
    let history =
      "published \(published.date.description), in since "
      + "\(commit(exposure.since)), mended by \(fixed) (\(released))"
    let stop =
      exposure.until.map { "gone with \(commit($0)) after \(Self.days(taken))" }
      ?? "still there after \(Self.days(taken))"
    guard taken > allowed else {
      return judgement.keep("\(subject): \(history), \(stop)", location: place, at: moment)
    }
    var location = place
    location.commit = exposure.until?.commit ?? exposure.since.commit
    judgement.add(
      exposure.hole.name, aliases: exposure.hole.names, severity: exposure.hole.severity,
      "\(exposure.hole.label) in \(exposure.package) \(Self.words(exposure.versions)) "
        + "\(isOpen ? "is" : "was") there for \(TimeSpan.words(seconds: taken)), expected at most "
        + "\(check.within.description): \(history), \(stop)",
      at: location, identity: "\(exposure.ecosystem):\(exposure.package) \(exposure.since.commit)",
      fix: isOpen
        ? "Upgrade \(exposure.package) to \(fixed) or later."
        : "It is mended; waive it with the reason for the delay.")
  }

  private func commit(_ moment: CommitMoment) -> String {
    "\(moment.commit.prefix(12)) of \(moment.date.date.description)"
  }

  /// `1.0, 1.1`, or the first and the last of many.
  private static func words(_ versions: [String]) -> String {
    let plain = versions.map { ValueText.plain($0) }
    guard plain.count > 4, let first = plain.first, let last = plain.last else {
      return plain.joined(separator: ", ")
    }
    return "\(first) to \(last) (\(plain.count) versions)"
  }

  static func days(_ seconds: Int) -> String {
    let days = seconds / 86_400
    return days > 0 ? counted(days, "day") : counted(seconds / 3_600, "hour")
  }

  private mutating func keep(_ facts: HoleExposures, at moment: Instant) {
    for (path, versions) in facts.lockfiles.sorted(by: { $0.key < $1.key }) {
      let first = facts.firstCommit.map { " since \(commit($0))" } ?? ""
      judgement.keep(
        "\(counted(versions, "version")) read\(first)", location: shown(Location(path: path)),
        at: moment)
    }
  }

  private func shown(_ place: Location) -> Location {
    judgement.context.plan.place(place, in: folder)
  }
}
