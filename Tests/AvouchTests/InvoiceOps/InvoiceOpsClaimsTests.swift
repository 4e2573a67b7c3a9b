import Foundation
import Model
import StructuredData
import Testing

/// The trace from the public page's claims to the controls that carry them.
@Suite(.invoiceOpsTemplate) struct InvoiceOpsClaimsTests {
  private struct Claim {
    let id: String
    let controls: [String]
    let means: [String]
    let reason: String?
  }

  /// Claims that are wrong or empty as the page states them; each must be restated.
  private static let faulty: Set<String> = [
    "S0-002", "S0-003", "S0-004", "S0-005", "S0-006", "S0-007", "S0-012", "S0-016", "S0-021",
    "S0-033", "S0-035", "S0-036", "S0-041", "S0-043", "S0-045", "S0-047", "S0-054", "S0-056",
    "S0-061",
  ]

  @Test func `every claim of the page is carried, and every control has a claim or is beyond it`()
    throws
  {
    let (claims, beyond) = try trace()
    let wanted = (1...67).map { "S0-0\($0 < 10 ? "0" : "")\($0)" }
    #expect(claims.map(\.id) == wanted)
    let controls = Set(try outcome().controls.map(\.id))
    let carrying = Set(claims.flatMap(\.controls))
    #expect(claims.allSatisfy { !$0.controls.isEmpty })
    #expect(carrying.subtracting(controls) == [])
    let marked = controls.filter { control in beyond.contains { Self.matches(control, $0) } }
    #expect(controls.subtracting(carrying).subtracting(marked) == [])
    #expect(carrying.intersection(marked) == [], "neither carrying and beyond the page")
    let empty = beyond.filter { pattern in !controls.contains { Self.matches($0, pattern) } }
    #expect(empty == [], "marked as beyond the page, and no control")
  }

  @Test func `a claim is held by what the trace says`() throws {
    let controls = Dictionary(uniqueKeysWithValues: try outcome().controls.map { ($0.id, $0) })
    for claim in try trace().claims {
      let means = claim.controls.compactMap { controls[$0] }.flatMap { control in
        control.verdict == "stated" ? ["stated"] : control.checks.map { Self.means($0.check) }
      }
      #expect(Set(means) == Set(claim.means), "\(claim.id)")
    }
  }

  @Test func `every claim that is wrong as stated is restated, with its reason`() throws {
    let claims = try trace().claims
    let reasons = claims.compactMap(\.reason)
    #expect(reasons.allSatisfy { $0.count >= 20 })
    let restated = Set(claims.filter { $0.reason != nil }.map(\.id))
    #expect(Self.faulty.subtracting(restated) == [])
  }

  private static func means(_ check: String) -> String {
    switch check {
    case "records": "register"
    case "attestation": "attestation"
    case "all-of", "any-of", "roadmap": "roll-up"
    default: "machine"
    }
  }

  private static func matches(_ control: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? control.hasPrefix(pattern.dropLast()) : control == pattern
  }

  private func outcome() throws -> DeploymentOutcome {
    try DeploymentOutcome(json: try InvoiceOpsDeployment().check().output)
  }

  private func trace() throws -> (claims: [Claim], beyond: [String]) {
    let path = InvoiceOpsTemplate.example + "/claims.yaml"
    let data = try #require(FileManager.default.contents(atPath: path))
    let root = try #require(
      StructuredParser.parse(Array(data), as: .yaml, path: "claims.yaml").first)
    let claims = try #require(root["claims"]?.elements).map { node in
      Claim(
        id: try #require(node["id"]?.scalarText), controls: texts(node["by"]),
        means: texts(node["how"]), reason: node["restated"]?.scalarText)
    }
    return (claims, texts(root["beyond-the-page"]))
  }

  private func texts(_ node: Node?) -> [String] { (node?.elements ?? []).compactMap(\.scalarText) }
}
