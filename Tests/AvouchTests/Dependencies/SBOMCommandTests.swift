import Foundation
import TestSupport
import Testing

/// `avouch sbom` as a user runs it, judged by the formats' own validators.
@Suite struct SBOMCommandTests {
  private func workspace() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write(
      "package.json",
      #"{"name": "shop", "dependencies": {"web": "1.0.0"}, "devDependencies": {"tool": "1.0.0"}}"#)
    try folder.write(
      "package-lock.json",
      """
      {"name": "shop", "lockfileVersion": 3, "packages": {
        "": {"dependencies": {"web": "1.0.0"}, "devDependencies": {"tool": "1.0.0"}},
        "node_modules/web": {"version": "1.0.0", "license": "MIT OR GPL-3.0",
          "integrity": "sha512-\(String(repeating: "A", count: 86))==",
          "dependencies": {"@scope/parse": "^1.0.0"}},
        "node_modules/@scope/parse": {"version": "1.0.0", "license": "SEE LICENSE IN EULA"},
        "node_modules/tool": {"version": "1.0.0", "dev": true, "license": "Apache-2.0"}}}
      """)
    try folder.write("requirements.txt", "requests==2.0.0\n")
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organization: { name: Example, product: Shop }
      targets: { code: { repository: . } }
      subprocessors:
        list:
          - { name: Stripe, purpose: payments, data: [names], country: [US], website: "https://stripe.com" }
          - { name: SECRETVENDOR, purpose: none, data: [], country: [US], audience: nda }
      controls:
        - id: a.one
          statement: The file is there.
          checks: [{ file: { path: package.json, target: code } }]
      """)
    return folder
  }

  @Test func `both formats are valid, and the same bytes for the same files`() throws {
    let folder = try workspace()
    func run() throws -> (String, String) {
      let run = try AvouchProcess.run(
        "sbom", "-q", "--now", "2026-11-27", "-o", "cyclonedx=bill.json", "-o",
        "spdx=bill.spdx.json", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return (
        try String(contentsOfFile: folder.path + "/bill.json", encoding: .utf8),
        try String(contentsOfFile: folder.path + "/bill.spdx.json", encoding: .utf8)
      )
    }
    let first = try run()
    #expect(try run() == first)
    let problems = try BillValidators.problems(
      with: [folder.path + "/bill.json", folder.path + "/bill.spdx.json"])
    #expect(problems.isEmpty, "\(problems)")
  }

  @Test func `CycloneDX tells packages, ways, licences, digests and services`() throws {
    let folder = try workspace()
    let run = try AvouchProcess.run("sbom", "-q", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let bill = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let components = try #require(bill["components"] as? [[String: Any]])
    #expect(
      components.compactMap { $0["purl"] as? String } == [
        "pkg:npm/%40scope/parse@1.0.0", "pkg:npm/tool@1.0.0", "pkg:npm/web@1.0.0",
        "pkg:pypi/requests@2.0.0",
      ])
    #expect(
      components.compactMap { $0["scope"] as? String } == [
        "required", "excluded", "required", "required",
      ])
    let hashes = components[2]["hashes"] as? [[String: String]]
    #expect(hashes == [["alg": "SHA-512", "content": String(repeating: "0", count: 128)]])
    let dependencies = try #require(bill["dependencies"] as? [[String: Any]])
    let ways = Dictionary(
      uniqueKeysWithValues: dependencies.map {
        ($0["ref"] as? String ?? "", $0["dependsOn"] as? [String] ?? [])
      })
    #expect(ways["pkg:npm/web@1.0.0"] == ["pkg:npm/%40scope/parse@1.0.0"])
    #expect(
      ways["product"] == ["pkg:npm/tool@1.0.0", "pkg:npm/web@1.0.0", "pkg:pypi/requests@2.0.0"])
    let services = try #require(bill["services"] as? [[String: Any]])
    #expect(services.compactMap { $0["name"] as? String } == ["Stripe"])
    #expect(!run.output.contains("SECRETVENDOR"))
  }

  @Test func `a bill that would be short is not written`() throws {
    let folder = try workspace()
    try folder.write("api/package-lock.json", "{")
    let run = try AvouchProcess.run("sbom", in: folder)
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("not in the bill: api/package-lock.json:1:2"))
    let allowed = try AvouchProcess.run("sbom", "--allow-unmeasured", in: folder)
    #expect(allowed.status == 0)
    #expect(allowed.errors.contains("not in the bill"))
    let empty = try AvouchProcess.run("sbom", in: TemporaryFolder())
    #expect(empty.status == 2)
    #expect(empty.errors.contains("holds no manifest"))
  }
}
