import Foundation
import Model

/// What the gate printed as JSON, as far as the tests of the reference deployment look at it.
struct DeploymentOutcome: Decodable {
  struct Gate: Decodable {
    let outcome: String
    let exitCode: Int32
    let deciding: [String]
  }

  struct Control: Decodable {
    let id: String
    let verdict: String
    let reasons: [String]
    let checks: [Check]
    let wording: [Finding]

    var findings: [Finding] { checks.flatMap(\.findings) + wording }
  }

  struct Check: Decodable {
    let check: String
    let verdict: String
    let evidence: [Evidence]
    let findings: [Finding]
  }

  struct Evidence: Decodable {
    let observed: String
  }

  struct Finding: Decodable {
    struct Place: Decodable, Hashable {
      let path: String?
      let url: String?
      let line: Int?
    }

    let check: String
    let rule: String
    let message: String
    let fingerprint: String
    let location: Place
    let controls: [String]
  }

  let gate: Gate
  let controls: [Control]
  let postureFindings: [Finding]

  init(json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }

  var verdicts: [String: String] {
    Dictionary(uniqueKeysWithValues: controls.map { ($0.id, $0.verdict) })
  }
}
