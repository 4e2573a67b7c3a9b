/// A rule that a sheet sets for what may be put into cells; only lists are kept.
package struct DataValidation: Hashable, Sendable {
  package let ranges: [CellRange]
  /// The list as the file has it: `"Yes,No"`, a range, or a name.
  package let formula: String
  /// The values that the list allows, or nil when the formula cannot be followed.
  package let choices: [String]?
}
