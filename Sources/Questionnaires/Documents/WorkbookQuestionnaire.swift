import Model
import Spreadsheets
import StructuredData

/// A questionnaire in an XLSX or XLSM workbook.
///
/// Filled, every part but the edited sheets is byte for byte what it was, and in them only the cells
/// of answers and comments differ.
struct WorkbookQuestionnaire: QuestionnaireDocument {
  private let workbook: Workbook
  private let found: [(table: Int, question: TableQuestion)]
  /// For each table, its sheet's place in the workbook.
  private let sheets: [Int]
  let questions: [Question]

  init(_ bytes: [UInt8], path: String, map: QuestionnaireMap?) throws(Diagnostics) {
    do throws(Unavailable) {
      workbook = try Workbook.read(bytes)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: path))])
    }
    // A person who reads the workbook does not see hidden sheets, unless the map names one.
    let visible = workbook.sheets.enumerated().filter { map != nil || !$0.element.isHidden }
    sheets = visible.map(\.offset)
    found = try TableSearch.questions(
      in: visible.map { ($0.element.name, SheetGrid($0.element)) }, map: map, path: path)
    questions = found.map(\.question.question)
  }

  func filled(with answers: [Int: QuestionAnswer]) throws -> [UInt8] {
    var texts: [Int: [CellReference: String]] = [:]
    for index in answers.keys.sorted() {
      guard let answer = answers[index] else { continue }
      guard found.indices.contains(index) else {
        throw Unavailable("the questionnaire has no question \(index + 1)")
      }
      let sheet = sheets[found[index].table]
      for (place, text) in try found[index].question.edits(answer) {
        guard let reference = SheetGrid.reference(place) else { continue }
        let current = workbook.sheets[sheet].cells[reference]?.text ?? ""
        // What stands there already needs no change.
        if text != current { texts[sheet, default: [:]][reference] = text }
      }
    }
    return try workbook.setting(texts)
  }
}
