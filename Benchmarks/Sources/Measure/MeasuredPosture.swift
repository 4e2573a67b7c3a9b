import Foundation

/// A posture whose checks pass or fail on files that are there, so that a report has evidence,
/// findings, exceptions and times to show.
struct MeasuredPosture {
  let controls: Int

  /// Writes it into a folder that is there.
  func write(to folder: URL) throws {
    let posture = """
      avouch: 1
      organization: { name: Measured, product: Product, environment: production }
      targets: { code: { files: . } }
      frameworks: [soc2, iso27001, gdpr]
      records: records
      waivers: waivers.yaml
      controls:
      """
    let text = posture + "\n" + (0..<controls).map(control).joined()
    let rows = (1...60).map {
      "INC-\($0),2026-10-01T10:00:00Z,2026-10-0\($0 % 3 + 2)T10:00:00Z\n"
    }
    let waivers =
      "waivers:\n  - { control: \"*\", check: file, owner: O, reason: R, until: 2099-01-01 }\n"
    let files = [
      "avouch.yaml": text, "present.txt": "x", "waivers.yaml": waivers,
      "records/incidents.csv": "id,confirmed,told\n" + rows.joined(),
    ]
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// Every tenth is a promise with a clock over sixty records, every seventh fails and is excepted.
  private func control(_ number: Int) -> String {
    let head = """
        - id: area\(number % 20).control-\(number)
          title: Control number \(number)
          maps-to: { soc2: [CC6.\(number % 8 + 1)], iso27001: [A.8.\(number % 34 + 1)], gdpr: ["32(1)(a)"] }

      """
    let promise = """
          kind: commitment
          statement: Service \(number) tells customers of incidents within {within}.
          parameters: { within: 72h }
          checks: [{ records: { register: incidents, from: confirmed, to: told, within: "{within}" } }]

      """
    let file = number % 7 == 0 ? "missing-\(number)" : "present"
    let state = """
          statement: Service \(number) keeps its file.
          checks: [{ file: { path: \(file).txt, target: code } }]

      """
    return head + (number % 10 == 0 ? promise : state)
  }
}
