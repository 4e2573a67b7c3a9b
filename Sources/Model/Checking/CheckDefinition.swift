/// What a check is, as data: its page in the reference, its part of the JSON Schema, and the fields
/// that its arguments are decoded with, all come from here.
package struct CheckDefinition: Sendable {
  package let name: String
  /// endpoint, git, dependencies, configuration, people, wording: the families of the catalogue.
  package let family: String
  package let summary: String
  package let passes: String
  package let fails: String
  package let unmeasured: String
  package let fields: [Field]
  /// YAML of one control's `checks:` entry, which must decode.
  package let example: String
  /// The specification or source of the rules.
  package let sources: [String]
  /// Raised when the same input may give another verdict; part of the evidence.
  package let version: Int

  package init(
    name: String, family: String, summary: String, passes: String, fails: String,
    unmeasured: String, fields: [Field], example: String, sources: [String] = [], version: Int = 1
  ) {
    self.name = name
    self.family = family
    self.summary = summary
    self.passes = passes
    self.fails = fails
    self.unmeasured = unmeasured
    self.fields = fields
    self.example = example
    self.sources = sources
    self.version = version
  }
}
