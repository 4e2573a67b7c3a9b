import Model
import StructuredData
import Systems
import Testing

@testable import Checks

/// The examples of the reference pages can be used as they stand.
@Suite struct PeopleDefinitionTests {
  static let definitions: [CheckDefinition] = [
    RecordsCheck.definition, AttestationCheck.definition, DocumentCheck.definition,
    RoadmapCheck.definition, AllOfCheck.definition, AnyOfCheck.definition,
    StatementCheck.definition,
  ]

  private func make(_ name: String, _ arguments: Arguments) throws -> any Check {
    let validation = ValidationContext(patterns: PatternMatcher())
    switch name {
    case "records": return try RecordsCheck(arguments, validation: validation)
    case "attestation": return try AttestationCheck(arguments, validation: validation)
    case "document": return try DocumentCheck(arguments, validation: validation)
    case "roadmap": return try RoadmapCheck(arguments, validation: validation)
    case "all-of": return try AllOfCheck(arguments, validation: validation)
    case "any-of": return try AnyOfCheck(arguments, validation: validation)
    default: return try StatementCheck(arguments, validation: validation)
    }
  }

  @Test(arguments: definitions)
  func `an example decodes and makes its check`(definition: CheckDefinition) throws {
    let node = try StructuredParser.parse(
      Array(definition.example.utf8), as: .yaml, path: "example.yaml"
    ).first
    let entry = try #require(node?.entries?.first)
    #expect(entry.key == definition.name)
    var decoder = FieldDecoder(path: "example.yaml", patterns: PatternMatcher())
    let decoded = decoder.decode(entry.value, fields: definition.fields, as: definition.name)
    #expect(decoder.diagnostics.map(\.description) == [])
    #expect(try make(definition.name, try #require(decoded)).name == definition.name)
  }

  @Test(arguments: definitions)
  func `a page says what passes, what fails and what is unmeasured`(definition: CheckDefinition) {
    let texts = [definition.summary, definition.passes, definition.fails, definition.unmeasured]
    #expect(texts.allSatisfy { $0.hasSuffix(".") && $0.count > 10 })
    #expect(definition.fields.allSatisfy { $0.summary.hasSuffix(".") })
  }
}
