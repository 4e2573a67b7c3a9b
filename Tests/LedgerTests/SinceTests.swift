import Ledger
import Model
import TestSupport
import Testing

/// Since when a control is in its state.
@Suite struct SinceTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/runs.ledger" }

  @Test func `the first run begins every state`() throws {
    let run = try Runs.record(
      Runs.assessment(Runs.day(1), [Runs.item("a", .verified)]), in: path)
    #expect(Runs.since(run) == ["a": Runs.day(1)])
    #expect(run.ledger?.run == 1 && run.ledger?.digest.count == 64)
  }

  @Test func `a state keeps its start until it changes, and a new start holds from there`() throws {
    for (day, verdict) in [(1, ControlVerdict.verified), (2, .verified), (3, .violated)] {
      try Runs.record(
        Runs.assessment(Runs.day(day), [Runs.item("a", verdict), Runs.item("b", .attested)]),
        in: path)
    }
    let run = try Runs.record(
      Runs.assessment(Runs.day(4), [Runs.item("a", .violated), Runs.item("b", .attested)]),
      in: path)
    #expect(Runs.since(run) == ["a": Runs.day(3), "b": Runs.day(1)])
    let back = try Runs.record(
      Runs.assessment(Runs.day(5), [Runs.item("a", .verified), Runs.item("b", .attested)]),
      in: path)
    #expect(Runs.since(back)["a"] == Runs.day(5))
  }

  @Test(arguments: [
    Runs.item("a", .verified, statement: "It is more."),
    Runs.item(
      "a", .verified, parameters: [Parameter(name: "minimum", value: "1.3")]),
  ])
  func `another sentence or parameter begins another state`(changed: ControlAssessment) throws {
    try Runs.record(Runs.assessment(Runs.day(1), [Runs.item("a", .verified)]), in: path)
    let run = try Runs.record(Runs.assessment(Runs.day(2), [changed]), in: path)
    #expect(Runs.since(run) == ["a": Runs.day(2)])
  }

  @Test func `other evidence, findings or reasons do not break a state`() throws {
    try Runs.record(
      Runs.assessment(Runs.day(1), [Runs.item("a", .violated, findings: [Runs.finding("x")])]),
      in: path)
    let run = try Runs.record(
      Runs.assessment(
        Runs.day(2),
        [
          Runs.item(
            "a", .violated, reasons: ["else"], findings: [Runs.finding("y")], evidence: "other")
        ]), in: path)
    #expect(Runs.since(run) == ["a": Runs.day(1)])
  }

  @Test func `a run without the control breaks its state`() throws {
    let both = [Runs.item("a", .verified), Runs.item("b", .verified)]
    try Runs.record(Runs.assessment(Runs.day(1), both), in: path)
    try Runs.record(Runs.assessment(Runs.day(2), [Runs.item("b", .verified)]), in: path)
    let run = try Runs.record(Runs.assessment(Runs.day(3), both), in: path)
    #expect(Runs.since(run) == ["a": Runs.day(3), "b": Runs.day(1)])
  }

  @Test func `a reader at an earlier moment sees no later run`() throws {
    let path = try Runs.ledger(in: folder)
    let ledger = try Ledger.reading(path)
    let past = try ledger.dated(
      Runs.assessment(Runs.day(2), [Runs.item("a", .verified), Runs.item("c", .verified)]))
    #expect(Runs.since(past) == ["a": Runs.day(1), "c": Runs.day(2)])
    #expect(past.ledger?.run == 2)
    let before = try ledger.dated(Runs.assessment(Runs.day(0), [Runs.item("a", .verified)]))
    #expect(before.ledger == nil && Runs.since(before) == ["a": Runs.day(0)])
    #expect(try ledger.count() == 5)
  }

  @Test func `the last run until a moment is found among many`() throws {
    let path = try Runs.ledger(in: folder, runs: 9)
    let ledger = try Ledger.reading(path)
    for number in 1...9 {
      for offset in [0, 1, 86_399] {
        let moment = Instant(seconds: Runs.day(number).seconds + offset)
        #expect(try ledger.latest(notAfter: moment)?.record.number == number)
      }
    }
    #expect(try ledger.latest(notAfter: Runs.start) == nil)
  }

  @Test func `a run of an earlier moment is left out and says by which it was overtaken`() throws {
    let path = try Runs.ledger(in: folder)
    let late = Runs.assessment(Runs.day(2), [Runs.item("a", .verified)])
    guard
      case .overtaken(let dated, by: let moment) = try Ledger.recording(path).record(
        late, commit: nil)
    else {
      Issue.record("it was recorded")
      return
    }
    #expect(moment == Runs.day(5) && Runs.since(dated) == ["a": Runs.day(1)])
    #expect(try Ledger.reading(path).count() == 5)
  }
}
