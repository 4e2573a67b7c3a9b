/// One cell of a new workbook.
package struct NewCell: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case empty
    case text(String)
    case integer(Int)
    /// Written as it is; a value that is not finite becomes text.
    case number(Double)
    /// Shown as a percentage without decimals: 0.25 is 25 %.
    case share(Double)
  }

  /// How a cell looks; the names say what it means.
  package enum Style: Int, CaseIterable, Hashable, Sendable {
    case plain
    case header
    case strong
    case positive
    case warning
    case negative
    case muted
  }

  package enum Link: Hashable, Sendable {
    /// An address that begins with `https:`, `http:` or `mailto:`; others are left out.
    case address(String)
    /// A cell of a sheet of this workbook, the sheet by its place from 0.
    case sheet(Int, CellReference)
  }

  package let value: Value
  package let style: Style
  package let link: Link?

  package init(_ value: Value, style: Style = .plain, link: Link? = nil) {
    self.value = value
    self.style = style
    self.link = link
  }

  package init(_ text: String, style: Style = .plain, link: Link? = nil) {
    self.init(text.isEmpty ? .empty : .text(text), style: style, link: link)
  }
}
