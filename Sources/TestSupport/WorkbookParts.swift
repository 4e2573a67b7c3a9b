/// The parts of a workbook written out by hand, for what no library would write.
package struct WorkbookParts {
  package struct Sheet {
    package let name: String
    /// What stands inside `worksheet`.
    package let body: String
    package let state: String?

    package init(_ name: String, _ body: String, state: String? = nil) {
      self.name = name
      self.body = body
      self.state = state
    }
  }

  package var sheets: [Sheet]
  /// Each as the inside of an `si`.
  package var strings: [String] = []
  package var definedNames = ""
  /// The insides of the `xf` elements of `cellXfs`.
  package var formats = ["", "<protection locked=\"0\"/>", "<alignment wrapText=\"1\"/>"]
  /// Further parts with their whole names.
  package var others: [(name: String, text: String)] = []
  /// Relationships of sheets by their place from 0.
  package var sheetRelationships: [Int: String] = [:]
  package var main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  package var relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  package init(_ sheets: [Sheet]) { self.sheets = sheets }

  package func sheetText(_ index: Int) -> String {
    declaration + "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(relationships)\">\(sheets[index].body)"
      + "</worksheet>"
  }

  private var declaration: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }

  private func list(_ items: [(type: String, target: String)]) -> String {
    let items = items.enumerated().map { index, item in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relationships)/\(item.type)\""
        + " Target=\"\(item.target)\"/>"
    }
    return declaration
      + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + items.joined() + "</Relationships>"
  }

  /// The names and texts of all parts.
  package var all: [(name: String, bytes: [UInt8])] {
    let kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let overrides = sheets.indices.map {
      "<Override PartName=\"/xl/worksheets/sheet\($0 + 1).xml\" ContentType=\"\(kinds).worksheet+xml\"/>"
    }
    let tabs = sheets.enumerated().map { index, sheet in
      let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
      return
        "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
    }
    var parts = [
      (
        "[Content_Types].xml",
        declaration
          + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          + "<Default Extension=\"rels\""
          + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
          + "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"
          + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kinds).sheet.main+xml\"/>"
          + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(kinds).styles+xml\"/>"
          + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"\(kinds).sharedStrings+xml\"/>"
          + overrides.joined() + "</Types>"
      ),
      ("_rels/.rels", list([("officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        declaration + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationships)\"><sheets>"
          + tabs.joined() + "</sheets>\(definedNames)</workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        list(
          sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
            + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")])
      ),
      ("xl/styles.xml", styles),
      (
        "xl/sharedStrings.xml",
        declaration + "<sst xmlns=\"\(main)\">"
          + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"
      ),
    ]
    for index in sheets.indices {
      parts.append(("xl/worksheets/sheet\(index + 1).xml", sheetText(index)))
      if let relations = sheetRelationships[index] {
        parts.append(("xl/worksheets/_rels/sheet\(index + 1).xml.rels", relations))
      }
    }
    return (parts + others).map { ($0.0, Array($0.1.utf8)) }
  }

  private var styles: String {
    declaration + "<styleSheet xmlns=\"\(main)\"><fonts count=\"1\"><font><sz val=\"11\"/>"
      + "<name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill"
      + " patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
      + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
      + "<cellXfs count=\"\(formats.count)\">"
      + formats.map { "<xf xfId=\"0\" applyProtection=\"1\">\($0)</xf>" }.joined()
      + "</cellXfs></styleSheet>"
  }
}
