import Assessor
import Checks
import Collectors
import Model
import Resources
import StructuredData
import Systems
import TestSupport
import Testing

/// A folder with files, and one check over it with the real collectors.
struct DependencyBench {
  let folder = TemporaryFolder()
  var now = Instant(seconds: 1_790_000_000)
  var targets: [Target] = []
  var subprocessors: SubprocessorList?

  func write(_ files: [String: String]) throws {
    for (path, text) in files { try folder.write(path, text) }
  }

  /// Assesses one control made of the check.
  func result<Kind: Check>(of kind: Kind.Type, _ yaml: String) throws -> CheckResult {
    let patterns = PatternMatcher()
    let node = try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "controls.yaml").first)
    var decoder = FieldDecoder(path: "controls.yaml", patterns: patterns)
    let arguments = decoder.decode(node, fields: Kind.definition.fields, as: Kind.definition.name)
    guard let arguments, decoder.diagnostics.isEmpty else { throw Diagnostics(decoder.diagnostics) }
    let check = try Kind(arguments, validation: ValidationContext(patterns: patterns))
    let control = Control(
      id: "test.control", title: "Test", severity: .high,
      checks: [PlannedCheck(name: Kind.definition.name, check: check, location: Location())])
    let posture = Posture(
      organization: Organization(name: "Example"), path: "avouch.yaml", root: folder.path,
      targets: targets, controls: [control], subprocessors: subprocessors)
    let assessor = Assessor(
      posture: posture,
      collectors: .standard(
        library: .embedded, fingerprintKey: Array("key".utf8), version: "test", environment: [:]),
      patterns: patterns,
      options: Assessor.Options(
        now: now, toolVersion: "test", gate: posture.gate, fingerprintKey: Array("key".utf8)))
    let context = CollectionContext(now: now, deadline: .now + .seconds(60))
    let assessment = assessor.assess(in: context) { _, _, _ in }
    return try #require(assessment.controls.first?.checks.first).result
  }

  /// `rule place message` of each finding.
  func findings<Kind: Check>(of kind: Kind.Type, _ yaml: String) throws -> [String] {
    try result(of: kind, yaml).findings.map {
      "\($0.rule) \($0.location.description) \($0.message)"
    }
  }
}

extension CheckResult {
  /// Why it is unmeasured; nil when it is not.
  var whyUnmeasured: String? {
    guard case .unmeasured(let reason) = verdict else { return nil }
    return reason
  }
}
