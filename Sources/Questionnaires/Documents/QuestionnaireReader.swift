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
    guard !bytes.isEmpty else {
      throw Diagnostics([Diagnostic("the file is empty", at: Location(path: path))])
    }
    if OfficeFile.isBinaryDocument(bytes) {
      return try WorkbookQuestionnaire(bytes, path: path, map: map)
    }
    return try DelimitedQuestionnaire(bytes, path: path, map: map)
  }
}
