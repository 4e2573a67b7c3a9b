import Model
import Testing

@testable import Checks

/// Every row of the fixture, all of them.
struct ObservatoryTests {
  @Test func `the table has enough rows of every test`() {
    let rows = ObservatoryRow.all
    #expect(rows.count >= 400)
    #expect(Set(rows.map(\.test)) == Set(Observatory.names))
    // Of each result that can be had at least one row.
    let results = Set(rows.compactMap(\.expected))
    let unseen = Set(ObservatoryScores.worths.keys).subtracting(results)
    #expect(unseen == ["html-not-parseable"], "\(unseen.sorted())")
  }

  @Test func `every row comes out as the rules and standards say`() {
    var departures = 0
    for row in ObservatoryRow.all {
      let results = Observatory(row.input).results.filter { $0.test == row.test }
      let found = results.first?.result
      #expect(found == row.expected, "line \(row.number): \(row.test): \(row.parts)")
      #expect(
        results.first?.deviation?.result == row.reference, "line \(row.number): \(row.parts)")
      if row.reference != nil {
        departures += 1
        #expect(results.first?.deviation?.reason.isEmpty == false)
      }
    }
    #expect(departures >= 30)
  }

  @Test(
    "score and grade",
    arguments: [
      ([0], 100, "A+"), ([5, 10], 115, "A+"), ([-5, 10], 105, "A+"), ([-10, 5], 95, "A"),
      // Past ten points lost no bonus counts.
      ([-15, 30], 85, "A-"), ([-20, 10], 80, "B+"), ([-25], 75, "B"), ([-30], 70, "B"),
      ([-35], 65, "B-"), ([-40], 60, "C+"), ([-50], 50, "C"), ([-55], 45, "C-"),
      ([-60], 40, "D+"), ([-70], 30, "D"), ([-75], 25, "D-"), ([-80], 20, "F"),
      ([-100, -50], 0, "F"),
    ] as [([Int], Int, String)])
  func grades(modifiers: [Int], score: Int, grade: String) {
    #expect(ObservatoryScores.score(of: modifiers) == score)
    #expect(ObservatoryScores.grade(of: score) == grade)
  }

  @Test func `no grade rests on what nobody saw`() throws {
    let silent = try #require(
      ObservatoryRow.all.first { $0.test == "redirection" && $0.expected == nil })
    let observatory = Observatory(silent.input)
    #expect(observatory.score == nil)
    #expect(observatory.missing == ["redirection: timed out"])
  }
}
