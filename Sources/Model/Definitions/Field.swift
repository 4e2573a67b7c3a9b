/// One key that a mapping may have: the single definition from which files are decoded, the JSON
/// Schema is generated and the reference pages are written.
package struct Field: Sendable {
  package let name: String
  package let type: FieldType
  package let isRequired: Bool
  /// The value used when the key is left out, as it would be written in YAML.
  package let defaultText: String?
  /// One sentence for the reference page and for editors, with units.
  package let summary: String

  package init(
    _ name: String, _ type: FieldType, required: Bool = false, default defaultText: String? = nil,
    _ summary: String
  ) {
    self.name = name
    self.type = type
    isRequired = required
    self.defaultText = defaultText
    self.summary = summary
  }
}
