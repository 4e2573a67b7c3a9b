/// The parts of a new workbook that hold its sheets together.
struct WorkbookMarkup {
  let title: String
  /// As they are written, in the order of the sheets.
  let names: [String]
  let sheets: [NewSheet]

  private static let officeTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  var contentTypes: String {
    let parts =
      [
        ("/xl/workbook.xml", "\(Self.officeTypes).sheet.main+xml"),
        ("/xl/styles.xml", "\(Self.officeTypes).styles+xml"),
        ("/xl/sharedStrings.xml", "\(Self.officeTypes).sharedStrings+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
      ]
      + names.indices.map {
        ("/xl/worksheets/sheet\($0 + 1).xml", "\(Self.officeTypes).worksheet+xml")
      }
    return XMLText.declaration
      + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\""
      + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + parts.map { "<Override PartName=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined()
      + "</Types>"
  }

  var packageRelationships: String {
    relationships([
      ("\(XMLText.relationships)/officeDocument", "xl/workbook.xml"),
      (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml"
      ),
    ])
  }

  var workbookRelationships: String {
    relationships(
      names.indices.map {
        ("\(XMLText.relationships)/worksheet", "worksheets/sheet\($0 + 1).xml")
      } + [
        ("\(XMLText.relationships)/styles", "styles.xml"),
        ("\(XMLText.relationships)/sharedStrings", "sharedStrings.xml"),
      ])
  }

  private func relationships(_ items: [(type: String, target: String)]) -> String {
    let items = items.enumerated().map { index, item in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(item.type)\" Target=\"\(item.target)\"/>"
    }
    return XMLText.declaration
      + "<Relationships xmlns=\"\(XMLText.packageRelationships)\">\(items.joined())</Relationships>"
  }

  var properties: String {
    XMLText.declaration
      + "<cp:coreProperties"
      + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      + "<dc:title>\(SpreadsheetText.escaped(title))</dc:title></cp:coreProperties>"
  }

  var workbook: String {
    let list = names.enumerated().map { index, name in
      "<sheet name=\"\(SpreadsheetText.escaped(name))\" sheetId=\"\(index + 1)\""
        + " r:id=\"rId\(index + 1)\"/>"
    }
    let defined = definedNames
    return XMLText.declaration
      + "<workbook xmlns=\"\(XMLText.main)\" xmlns:r=\"\(XMLText.relationships)\">"
      + "<bookViews><workbookView/></bookViews><sheets>\(list.joined())</sheets>"
      + (defined.isEmpty ? "" : "<definedNames>\(defined)</definedNames>") + "</workbook>"
  }

  /// The ranges of the filters, and the titles that every page repeats.
  private var definedNames: String {
    zip(names, sheets).enumerated().map { index, pair in
      let quoted = "'" + pair.0.replacing("'", with: "''") + "'"
      var markup = ""
      if let range = SheetMarkup.filterRange(pair.1).flatMap({ CellRange($0) }) {
        let cells =
          "$A$1:$\(CellReference.name(ofColumn: range.last.column))$\(range.last.row)"
        markup +=
          "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">"
          + SpreadsheetText.escaped("\(quoted)!\(cells)") + "</definedName>"
      }
      if pair.1.freezesHeader {
        markup +=
          "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">"
          + SpreadsheetText.escaped("\(quoted)!$1:$1") + "</definedName>"
      }
      return markup
    }.joined()
  }
}
