import Foundation

/// A buyer's workbook: three sheets of a hundred questions with drop-down lists and styled cells.
struct QuestionWorkbook {
  let questions: [String]

  private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private var sheets: [ArraySlice<String>] {
    stride(from: 0, to: questions.count, by: 100).map {
      questions[$0..<min($0 + 100, questions.count)]
    }
  }

  /// The questions of the labelled set, its quotes taken off.
  static func questions(in file: URL, count: Int) throws -> [String] {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return lines.dropFirst().prefix(count).compactMap { line in
      line.split(separator: ",", maxSplits: 3).last.map {
        $0.trimmingCharacters(in: ["\""])
      }
    }
  }

  func write(to file: URL) throws {
    var parts = [
      ("[Content_Types].xml", contentTypes),
      ("_rels/.rels", Self.list([("officeDocument", "xl/workbook.xml")])),
      ("xl/workbook.xml", workbook),
      (
        "xl/_rels/workbook.xml.rels",
        Self.list(sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") })
      ),
    ]
    for (index, sheet) in sheets.enumerated() {
      parts.append(("xl/worksheets/sheet\(index + 1).xml", Self.sheet(sheet)))
    }
    var archive = StoredArchive()
    for (name, text) in parts { archive.add(name, Array(text.utf8)) }
    try Data(archive.finished).write(to: file)
  }

  private var contentTypes: String {
    let overrides = sheets.indices.map {
      "<Override PartName=\"/xl/worksheets/sheet\($0 + 1).xml\" ContentType=\"\(Self.types).worksheet+xml\"/>"
    }
    return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\""
      + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.types).sheet.main+xml\"/>"
      + overrides.joined() + "</Types>"
  }

  private var workbook: String {
    let tabs = sheets.indices.map {
      "<sheet name=\"Part \($0 + 1)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
    }
    return "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relationships)\"><sheets>"
      + tabs.joined() + "</sheets></workbook>"
  }

  private static func list(_ items: [(type: String, target: String)]) -> String {
    let items = items.enumerated().map { index, item in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relationships)/\(item.type)\""
        + " Target=\"\(item.target)\"/>"
    }
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + items.joined() + "</Relationships>"
  }

  private static func sheet(_ questions: ArraySlice<String>) -> String {
    let titles = ["ID", "Question", "Answer", "Comments"]
    let rows = [titles] + questions.enumerated().map { ["Q-\($0 + 1)", $1] }
    let data = rows.enumerated().map { index, texts in
      let cells = zip(["A", "B", "C", "D"], texts).map { column, text in
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return "<c r=\"\(column)\(index + 1)\" t=\"inlineStr\"><is><t>\(escaped)</t></is></c>"
      }
      return "<row r=\"\(index + 1)\">\(cells.joined())</row>"
    }
    return "<worksheet xmlns=\"\(main)\"><sheetData>\(data.joined())</sheetData>"
      + "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"C2:C\(rows.count)\">"
      + "<formula1>\"Yes,No,Partially\"</formula1></dataValidation></dataValidations></worksheet>"
  }
}
