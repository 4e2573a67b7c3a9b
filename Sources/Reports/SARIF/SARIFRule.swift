import Model

/// One rule that findings name (section 3.49).
struct SARIFRule {
  let id: String
  private let check: String
  private let rule: String
  private let severity: Severity
  private let fix: String?

  static func id(of finding: Finding) -> String { "\(finding.check)/\(finding.rule)" }

  /// The rules of all findings, sorted by identifier, each with the worst severity seen.
  static func rules(of findings: [Finding]) -> [SARIFRule] {
    var worst: [String: Finding] = [:]
    for finding in findings {
      let id = Self.id(of: finding)
      if let known = worst[id], known.severity >= finding.severity { continue }
      worst[id] = finding
    }
    return worst.sorted { $0.key < $1.key }.map { id, finding in
      SARIFRule(
        id: id, check: finding.check, rule: finding.rule, severity: finding.severity,
        fix: finding.fix)
    }
  }

  var value: JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(id),
      "shortDescription": .object(["text": .string(SARIFText.withoutLinks("\(check): \(rule)"))]),
      "defaultConfiguration": .object(["level": .string(severity.sarifLevel)]),
      "properties": .object([
        "tags": .strings(["security", check]),
        "security-severity": .string(severity.securitySeverity),
      ]),
    ]
    members["help"] = fix.map { .object(["text": .string(SARIFText.withoutLinks($0))]) }
    return .object(members)
  }
}
