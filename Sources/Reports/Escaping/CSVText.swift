/// Cells and rows of comma-separated values (RFC 4180).
package enum CSVText {
  /// One row with its line break.
  package static func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// One cell, quoted where needed; one that a spreadsheet would run as a formula is led by an
  /// apostrophe.
  package static func cell(_ text: String) -> String {
    var value = PlainText.visible(text)
    if let first = value.unicodeScalars.first, formulaStarts.contains(first) { value = "'" + value }
    let needsQuotes = value.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
    guard needsQuotes else { return value }
    var quoted = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      quoted.append(scalar)
      if scalar == "\"" { quoted.append(scalar) }
    }
    return "\"" + String(quoted) + "\""
  }

  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
  ]
}
