import Foundation
import Questionnaires
import TestSupport
import Testing

/// A filled OSCAL catalogue before the official schema, and before compliance-trestle.
@Suite struct CatalogValidationTests {
  private static let catalogue = """
    {
      "catalog": {
        "uuid": "5c4a4e8c-6f0d-4a3e-9d55-2f1e6d1d2a10",
        "metadata": {
          "title": "A buyer's questions", "last-modified": "2026-11-01T09:00:00Z",
          "version": "1", "oscal-version": "1.2.1"
        },
        "groups": [
          {
            "id": "access", "title": "Access",
            "controls": [
              {
                "id": "ac-1", "title": "Accounts",
                "props": [{ "name": "label", "value": "AC-1" }],
                "parts": [{ "id": "ac-1_smt", "name": "statement", "prose": "Are accounts reviewed?" }],
                "controls": [{ "id": "ac-1.1", "title": "Are service accounts reviewed too?" }]
              },
              { "id": "ac-2", "title": "Is access logged?" }
            ]
          }
        ]
      }
    }
    """

  /// What an answer may hold at worst.
  private static let answers = [
    QuestionAnswer(value: "Yes", comment: "Verified on 21 November 2026 (control a.b)."),
    QuestionAnswer(
      value: " \t=1+1\r\n\"},{\"uuid\": \"x ", comment: "\u{0}\u{1B}[2J\n\\ \u{2028}</script>"),
    QuestionAnswer(value: String(repeating: "é\u{301}", count: 5_000), comment: nil),
  ]

  private func filled() throws -> String {
    let document = try QuestionnaireReader.read(Array(Self.catalogue.utf8), path: "c.json")
    let answers = Dictionary(uniqueKeysWithValues: Self.answers.enumerated().map { ($0, $1) })
    #expect(document.questions.count == answers.count)
    return String(decoding: try document.filled(with: answers), as: UTF8.self)
  }

  @Test func fitsTheOfficialSchemaBeforeAndAfter() throws {
    let broken = try filled().replacing("\"ns\": \"urn:avouch", with: "\"ns\": \" urn:avouch")
    let problems = try OSCALValidators.problems(
      of: [Self.catalogue, try filled(), broken], model: "catalog")
    #expect(problems.count == 3 && problems[0] == "" && problems[1] == "", "\(problems)")
    #expect(problems.last != "")
  }

  @Test func trestleImportsItAndNoOtherPropertyWasMade() throws {
    let folder = TemporaryFolder()
    let file = try folder.write("in/catalog.json", filled())
    #expect(try OSCALValidators.imported([file], in: folder) == ["0"])
    let root = try JSONSerialization.jsonObject(with: Data(try filled().utf8)) as? [String: Any]
    let catalogue = try #require(root?["catalog"] as? [String: Any])
    #expect(Set(catalogue.keys) == ["uuid", "metadata", "groups"])
    #expect(catalogue["uuid"] as? String == "5c4a4e8c-6f0d-4a3e-9d55-2f1e6d1d2a10")
  }
}
