import Systems
import TestSupport

/// A questionnaire with what real ones have: formulas, merged cells, lists from hidden sheets,
/// protection, comments, macros.
enum HazardousWorkbook {
  static let x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
  static let xm = "http://schemas.microsoft.com/office/excel/2006/main"

  static func cell(_ place: String, _ text: String, style: Int? = nil) -> String {
    let style = style.map { " s=\"\($0)\"" } ?? ""
    return "<c r=\"\(place)\"\(style) t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }

  private static let rows = [
    "<row r=\"1\" spans=\"1:3\">\(cell("A1", "Security"))</row>",
    "<row r=\"2\">\(cell("A2", "ID"))\(cell("B2", "Question"))\(cell("C2", "Answer"))"
      + "\(cell("D2", "Comments"))</row>",
    "<row r=\"3\" spans=\"1:3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
      + "<c r=\"C3\" s=\"1\"/></row>",
    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>2</v></c><c r=\"B4\" t=\"str\"><f>Lists!B1</f>"
      + "<v>Do you test restores?</v></c><c r=\"C4\" s=\"1\" vm=\"1\"><v>7</v><extLst><ext uri=\"{0}\"/></extLst>"
      + "</c><c r=\"D4\" s=\"1\"/></row>",
    "<row r=\"5\">\(cell("A5", "Q-3"))\(cell("B5", "Is the total computed?"))"
      + "<c r=\"C5\" s=\"1\"><f t=\"shared\" ref=\"C5:C6\" si=\"0\">C6</f><v>1</v></c></row>",
    "<row r=\"6\">\(cell("A6", "Q-4"))\(cell("B6", "Is it also computed?"))"
      + "<c r=\"C6\" s=\"1\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>",
    "<row r=\"7\">\(cell("A7", "Q-5"))\(cell("B7", "Is this place locked?"))<c r=\"C7\" s=\"0\"/></row>",
    "<row r=\"8\" customFormat=\"1\" s=\"1\">\(cell("A8", "Q-6"))\(cell("B8", "Is no cell here?"))</row>",
    "<row r=\"12\">\(cell("A12", "Q-7"))\(cell("B12", "Is it merged?"))<c r=\"C12\" s=\"1\"/>"
      + "<c r=\"D12\" s=\"1\"/></row>",
  ]

  private static let sheet =
    "<!-- <row r=\"99\"><c r=\"A99\"/></row> --><sheetPr codeName=\"Sheet1\"/><dimension ref=\"A1:C12\"/>"
    + "<sheetViews><sheetView workbookViewId=\"0\"/></sheetViews>"
    + "<cols><col min=\"3\" max=\"4\" width=\"20\" style=\"1\"/></cols>"
    + "<sheetData>\(rows.joined(separator: "\n"))</sheetData>"
    + "<sheetProtection sheet=\"1\" objects=\"1\"/>"
    + "<mergeCells count=\"2\"><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"C12:D12\"/></mergeCells>"
    + "<dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" sqref=\"C7 C8\">"
    + "<formula1>\"Yes,No, N/A\"</formula1></dataValidation></dataValidations>"
    + "<extLst><ext xmlns:x14=\"\(x14)\" uri=\"{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}\">"
    + "<x14:dataValidations xmlns:xm=\"\(xm)\" count=\"2\"><x14:dataValidation type=\"list\">"
    + "<x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C3</xm:sqref>"
    + "</x14:dataValidation><x14:dataValidation type=\"list\"><x14:formula1><xm:f>Grades</xm:f>"
    + "</x14:formula1><xm:sqref>C4:C6</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    + "</extLst>"

  static var parts: WorkbookParts {
    var parts = WorkbookParts([
      .init("Security", sheet),
      .init(
        "Lists",
        "<sheetData><row r=\"1\">\(cell("A1", "Yes"))\(cell("B1", "Do you test restores?"))</row>"
          + "<row r=\"2\">\(cell("A2", "No"))</row><row r=\"3\">\(cell("A3", "NA"))</row></sheetData>",
        state: "veryHidden"),
    ])
    parts.strings = [
      "<t>Q-1</t>",
      "<r><rPr><b/></rPr><t>Do you </t></r><r><t xml:space=\"preserve\">encrypt?_x000A_</t></r>"
        + "<rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh>",
      "<t>Q-2</t>",
    ]
    parts.definedNames =
      "<definedNames><definedName name=\"Grades\">Lists!$A$1:$A$2</definedName></definedNames>"
    parts.others = [
      ("xl/vbaProject.bin", "macros that nobody runs"),
      ("xl/calcChain.xml", "<calcChain xmlns=\"\(parts.main)\"><c r=\"B4\" i=\"1\"/></calcChain>"),
      (
        "xl/comments1.xml",
        "<comments xmlns=\"\(parts.main)\"><authors><author>b</author></authors><commentList>"
          + "<comment ref=\"B3\" authorId=\"0\"><text><r><t>Say </t></r><r><t>how.</t></r></text></comment>"
          + "</commentList></comments>"
      ),
    ]
    parts.sheetRelationships[0] =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + "<Relationship Id=\"rId1\" Type=\"\(parts.relationships)/comments\" Target=\"../comments1.xml\"/>"
      + "</Relationships>"
    return parts
  }

  static func bytes() throws -> [UInt8] { try ZipWriter.archive(of: parts.all) }
}
