import Model
import Spreadsheets
import StructuredData

/// Recognises the format of a questionnaire and finds its questions.
package enum QuestionnaireReader {
  /// Reads a questionnaire.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: Its name, from which its format is taken where the content does not show it.
  ///   - map: Which columns hold what, when a person says so; for workbooks, CSV and Markdown.
  /// - Returns: The questions, and the file ready to be filled.
  /// - Throws: `Diagnostics` that say what the file is, or what was found in it, when there are no
  ///   questions in it that can be read.
  package static func read(
    _ bytes: [UInt8], path: String, map: QuestionnaireMap? = nil
  ) throws(Diagnostics) -> any QuestionnaireDocument {
    if OfficeFile.isBinaryDocument(bytes) {
      return try WorkbookQuestionnaire(bytes, path: path, map: map)
    }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    guard let start else { throw failure("the file is empty", path) }
    if ["xlsx", "xlsm"].contains(ending) {
      throw failure("this is not a workbook, though its name ends with .\(ending)", path)
    }
    if ["csv", "tsv"].contains(ending) { return try delimited(bytes, path, map) }
    if ["md", "markdown"].contains(ending) {
      return try MarkdownQuestionnaire(bytes, path: path, map: map)
    }
    if ["yaml", "yml"].contains(ending) { return try tree(bytes, path, map, format: .yaml) }
    let looksLikeScript = [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "/")].contains(start)
    if ending == "json" || looksLikeScript { return try script(bytes, path, map) }
    if start == UInt8(ascii: "<") {
      throw failure(
        "this is XML or HTML; questionnaires are read as XLSX, CSV, JSON, YAML or Markdown", path)
    }
    if let tables = try? MarkdownTables(bytes), !tables.tables.isEmpty {
      return try MarkdownQuestionnaire(bytes, path: path, map: map)
    }
    return try delimited(bytes, path, map)
  }

  private static func delimited(
    _ bytes: [UInt8], _ path: String, _ map: QuestionnaireMap?
  ) throws(Diagnostics) -> any QuestionnaireDocument {
    try DelimitedQuestionnaire(bytes, path: path, map: map)
  }

  /// JSON, or what VSAQ takes for it.
  private static func script(
    _ bytes: [UInt8], _ path: String, _ map: QuestionnaireMap?
  ) throws(Diagnostics) -> any QuestionnaireDocument {
    if let value = try? ScriptParser.parse(bytes, path: path),
      VSAQQuestionnaire.isQuestionnaire(value)
    {
      try refuse(map)
      return try VSAQQuestionnaire(value, path: path)
    }
    return try tree(bytes, path, map, format: .json)
  }

  private static func tree(
    _ bytes: [UInt8], _ path: String, _ map: QuestionnaireMap?,
    format: StructuredFilesRequest.Format
  ) throws(Diagnostics) -> any QuestionnaireDocument {
    try refuse(map)
    let document = try StructuredParser.parse(bytes, as: format, path: path).first
    guard let catalog = document?["catalog"], catalog.entries != nil else {
      return try TreeQuestionnaire(bytes, path: path, format: format)
    }
    guard format == .json else {
      throw failure(
        "an OSCAL catalogue is filled as JSON; convert it from YAML and try again", path)
    }
    return try CatalogQuestionnaire(bytes, catalog: catalog, path: path)
  }

  private static func refuse(_ map: QuestionnaireMap?) throws(Diagnostics) {
    guard let map else { return }
    throw failure(
      "a map is for workbooks, CSV and Markdown; this questionnaire has no columns", map.path)
  }

  private static func failure(_ message: String, _ path: String) -> Diagnostics {
    Diagnostics([Diagnostic(message, at: Location(path: path))])
  }
}
