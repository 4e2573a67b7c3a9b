import Model

/// One table of the map for a workbook: titled columns and rows of plain values.
package struct MapTable: Sendable {
  package struct Column: Sendable {
    package let title: String
    /// In characters.
    package let width: Int
  }

  package struct Cell: Sendable {
    package enum Value: Sendable {
      case text(String)
      case count(Int)
      /// A part of a whole, from 0 to 1.
      case share(Double)
    }

    /// What the colour of the cell means; the value says it as well.
    package enum Meaning: Sendable {
      case plain, strong, good, caution, bad, quiet
    }

    package let value: Value
    package let meaning: Meaning

    init(_ text: String, _ meaning: Meaning = .plain) {
      value = .text(PlainText.cleaned(text, limit: 32_000))
      self.meaning = meaning
    }

    init(_ value: Value, _ meaning: Meaning = .plain) {
      self.value = value
      self.meaning = meaning
    }
  }

  package let name: String
  package let columns: [Column]
  package let rows: [[Cell]]
  /// How many columns on the left stay in sight.
  package let frozenColumns: Int
}

/// The tables of a workbook: what it is, coverage, matrix, one for each framework, gaps and controls.
package struct MapTables: Sendable {
  package let title: String
  package let tables: [MapTable]

  package init(_ map: ControlMap) {
    title = "Control map of \(PlainText.cleaned(map.assessment.organization.name))"
    let writer = MapTableWriter(map: map)
    tables =
      [writer.about, writer.coverage, writer.matrix] + map.frameworks.map(writer.framework)
      + [writer.gaps, writer.controls]
  }
}
