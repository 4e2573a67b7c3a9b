import Checks
import Foundation
import Model
import Policy
import Reports
import StructuredData
import Systems
import TestSupport
import Testing

/// The reference pages are what the definitions say, and every check keeps the contract.
@Suite struct ReferenceTests {
  private func expectPage(_ text: String, _ path: String) throws {
    let file = URL(filePath: AvouchProcess.repository).appending(path: path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let isEqual = (try? String(contentsOf: file, encoding: .utf8)) == text
    #expect(isEqual, "UPDATE_GOLDEN=1 swift test --filter Reference renews \(path)")
  }

  @Test func `the page of checks equals the definitions`() throws {
    try expectPage(
      ReferencePages.checks(CheckCatalog.all.map { $0.definition }), "docs/reference/checks.md")
  }

  @Test func `the page of files equals the definitions`() throws {
    let sections: [(title: String, summary: String, fields: [Field])] = [
      ("Posture file", "`avouch.yaml`.", PostureDefinitions.posture),
      ("Control", "An entry under `controls:`.", PostureDefinitions.control),
      ("Control file", "A file that `use:` names.", PostureDefinitions.controlFile),
      ("Pack", "A file under `Policies/packs`.", PostureDefinitions.packFile),
      (
        "Subprocessors", "The section `subprocessors:` of a posture.",
        PostureDefinitions.subprocessors
      ),
      (
        "Subprocessor", "An entry under `list:` of the subprocessors.",
        PostureDefinitions.subprocessor
      ),
      ("Waiver", "An entry under `waivers:`.", PostureDefinitions.waiver),
    ]
    try expectPage(ReferencePages.files(sections), "docs/reference/files.md")
  }

  @Test func `the page of commands equals their definitions`() throws {
    let overview = try AvouchProcess.run("help", in: "/").output
    let names = commands(in: overview)
    #expect(names.contains("check") && names.contains("help"))
    let pages = try names.flatMap { name in
      let page = try AvouchProcess.run("help", name, in: "/").output
      return try [page]
        + commands(in: page).map { try AvouchProcess.run("help", name, $0, in: "/").output }
    }
    #expect(pages.contains { $0.hasPrefix("avouch scan secrets:") })
    let text =
      "# Commands\n\nWritten from the commands' own definitions.\n\n"
      + ([overview] + pages).map { "```\n\($0)```\n" }.joined(separator: "\n")
    try expectPage(text, "docs/reference/commands.md")
  }

  /// The names that a page lists under "commands:".
  private func commands(in page: String) -> [String] {
    page.split(separator: "\n").drop { $0 != "commands:" }.dropFirst()
      .prefix { $0.hasPrefix("  ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  @Test func `names are unique and every definition is complete`() {
    let definitions = CheckCatalog.all.map { $0.definition }
    #expect(Set(definitions.map(\.name)).count == definitions.count)
    for definition in definitions {
      let texts = [
        definition.family, definition.summary, definition.passes, definition.fails,
        definition.unmeasured, definition.example,
      ]
      #expect(!texts.contains(""), "\(definition.name)")
      #expect(Set(definition.fields.map(\.name)).count == definition.fields.count)
      #expect(definition.fields.allSatisfy { !$0.summary.isEmpty }, "\(definition.name)")
    }
  }

  /// Controls that the examples of the roll-ups name.
  private static let rolledUp = [
    "transport.tls", "storage.encryption", "backup.managed", "backup.own",
  ].map { "  - { id: \($0), title: T, statement: It holds. }" }.joined(separator: "\n")

  @Test(arguments: CheckCatalog.all.map { $0.definition.name })
  func `the example of every check is read without an error`(name: String) throws {
    let definition = try #require(
      CheckCatalog.all.first { $0.definition.name == name }?.definition)
    let folder = TemporaryFolder()
    let indented = definition.example.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated().map { index, line in (index == 0 ? "      - " : "        ") + line }
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organization: { name: Test }
      targets:
        web: { url: "https://web.example" }
        api: { url: "https://api.example" }
        code: { repository: . }
        infra: { files: . }
        db: { postgres: $DATABASE_URL }
      records: records/
      controls:
      \(Self.rolledUp)
        - id: roadmap.one
          title: Three
          kind: planned
          due: 2027-01-01
        - id: example.subject
          title: Subject
          statement: It holds.
          checks:
      \(indented.joined(separator: "\n"))

      """)
    let run = try AvouchProcess.run("lint", in: folder)
    #expect(run.status == 0, "\(run.errors)\n\(indented.joined(separator: "\n"))")
  }
}
