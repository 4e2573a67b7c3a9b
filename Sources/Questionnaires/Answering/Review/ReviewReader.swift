import Model
import StructuredData

/// Reads the answers that a person left in a review written as CSV or JSON.
package enum ReviewReader {
  /// The corrections in a review; nil when the bytes are no review.
  ///
  /// - Throws: `Diagnostics` when the file cannot be parsed.
  package static func corrections(
    _ bytes: [UInt8], path: String
  ) throws(Diagnostics) -> [CorrectionReader.Correction]? {
    switch AnswerReview.Format(path: path) {
    case .markdown: nil
    case .csv: fromTable(try CSVParser.parse(bytes, path: path))
    case .json: fromObject(try StructuredParser.parse(bytes, as: .json, path: path).first)
    }
  }

  private static func fromTable(_ rows: [Node]) -> [CorrectionReader.Correction]? {
    guard let first = rows.first, first["State"] != nil,
      first["Question"] != nil, first["Answer"] != nil
    else { return nil }
    return rows.map {
      correction(
        $0["Question"]?.scalarText, $0["Answer"]?.scalarText, $0["Comment"]?.scalarText)
    }
  }

  private static func fromObject(_ document: Node?) -> [CorrectionReader.Correction]? {
    guard let answers = document?["answers"]?.elements, document?["counts"] != nil else {
      return nil
    }
    return answers.map {
      correction(
        $0["question"]?.scalarText, $0["answer"]?.scalarText, $0["comment"]?.scalarText)
    }
  }

  private static func correction(
    _ question: String?, _ value: String?, _ comment: String?
  ) -> CorrectionReader.Correction {
    CorrectionReader.Correction(
      question: plain(question), value: plain(value),
      comment: comment.map(plain).flatMap { $0.isEmpty ? nil : $0 })
  }

  /// Without the apostrophe that keeps a spreadsheet from running a cell.
  private static func plain(_ text: String?) -> String {
    guard let text else { return "" }
    guard text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@".contains(second) else {
      return text
    }
    return String(text.dropFirst())
  }
}
