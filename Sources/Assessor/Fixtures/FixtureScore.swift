import Model

/// Which assertions some test turns: one that no test makes fail holds nothing that is known of.
package struct FixtureScore: Sendable {
  /// An assertion of a control: a row, or a whole check of another kind.
  package struct Assertion: Hashable, Sendable, Comparable {
    package let control: String
    package let text: String
    package let location: Location

    package static func < (left: Assertion, right: Assertion) -> Bool {
      (left.control, left.location, left.text) < (right.control, right.location, right.text)
    }
  }

  private var turned: [Assertion: Bool] = [:]

  package init() {}

  /// Takes what a control's checks said in one test.
  package mutating func take(_ outcome: FixtureRun.Outcome, of control: Control) {
    for (check, result) in outcome.results {
      let rows = result.trace.filter { $0.depth == 1 && !$0.text.hasPrefix("where ") }
      for row in rows {
        let assertion = Assertion(
          control: control.id, text: row.text, location: row.location ?? check.location)
        note(assertion, isTurned: row.outcome != "true")
      }
      // A check of rows that met no subject says nothing of its rows.
      if rows.isEmpty, check.name != "config" {
        let assertion = Assertion(control: control.id, text: check.name, location: check.location)
        note(assertion, isTurned: result.verdict != .pass)
      }
    }
  }

  private mutating func note(_ assertion: Assertion, isTurned: Bool) {
    turned[assertion] = turned[assertion, default: false] || isTurned
  }

  package var total: Int { turned.count }

  package var count: Int { turned.values.count { $0 } }

  /// Assertions that held in every test.
  package var unturned: [Assertion] { turned.filter { !$0.value }.keys.sorted() }
}
