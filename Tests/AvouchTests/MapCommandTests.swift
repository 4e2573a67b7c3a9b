import Foundation
import TestSupport
import Testing

/// `avouch map` as a user runs it.
@Suite struct MapCommandTests {
  private static let mapping =
    "maps-to: { soc2: { id: CC6.7, relationship: subset, note: SECRETNOTE }, gdpr: [\"32(1)(a)\"] }"

  private func workspace(
    frameworks: String = "[soc2, gdpr]", mapping: String = mapping
  ) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organization: { name: Example }
      targets: { code: { files: . } }
      frameworks: \(frameworks)
      controls:
        - id: a.present
          statement: The file is there.
          \(mapping)
          checks:
            - file: { path: present.txt, target: code }

      """)
    try folder.write("present.txt", "x")
    return folder
  }

  @Test func `the terminal shows what is mapped and the gate decides the exit code`() throws {
    let folder = try workspace()
    let run = try AvouchProcess.run("map", "-q", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("◐ partly"))
    #expect(run.output.contains("✓ supported"))
    #expect(run.output.contains("SECRETNOTE"))
    try FileManager.default.removeItem(atPath: folder.path + "/present.txt")
    let failing = try AvouchProcess.run("map", "-q", "--framework", "gdpr", in: folder)
    #expect(failing.status == 1)
    #expect(failing.output.contains("✗ violated") && !failing.output.contains("CC6.7"))
  }

  @Test func `files are written for the public unless said otherwise`() throws {
    let folder = try workspace()
    let outputs = ["html=m.html", "csv=m.csv", "markdown=m.md", "json=m.json"]
    let run = try AvouchProcess.run(
      "map", "-q", "-o", outputs[0], "-o", outputs[1], "-o", outputs[2], "-o", outputs[3],
      in: folder)
    #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
    for name in ["m.html", "m.csv", "m.md", "m.json"] {
      let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
      #expect(text.contains("CC6.7") && !text.contains("SECRETNOTE"), "\(name)")
    }
    let inside = try AvouchProcess.run("map", "-q", "-f", "csv", "-a", "internal", in: folder)
    #expect(inside.output.contains("SECRETNOTE"))
  }

  @Test func `equal input gives equal bytes`() throws {
    let folder = try workspace()
    let runs = try (0..<2).map { _ in
      try AvouchProcess.run("map", "-q", "-f", "html", "--now", "2026-11-21", in: folder).output
    }
    #expect(runs[0] == runs[1] && runs[0].contains("21 November 2026"))
  }

  @Test func `gaps are only what nothing maps to`() throws {
    let run = try AvouchProcess.run("map", "-q", "--gaps", "--framework", "soc2", in: workspace())
    #expect(run.output.contains("CC1.1") && !run.output.contains("CC6.7"))
  }

  @Test(arguments: [
    ("[soc2]", ["--framework", "soc"], "did you mean \"soc2\"?"),
    ("[soc2, gdpr]", ["--framework", "iso27001"], "it names soc2, gdpr"),
    ("[]", [], "names no framework"),
  ])
  func `what cannot be mapped ends with 2`(
    frameworks: String, words: [String], expected: String
  ) throws {
    let folder = try workspace(frameworks: frameworks, mapping: "severity: high")
    let run =
      words.isEmpty
      ? try AvouchProcess.run("map", in: folder)
      : try AvouchProcess.run("map", words[0], words[1], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(expected), "\(run.errors)")
  }

  @Test func `the schema is printed`() throws {
    let run = try AvouchProcess.run("schema", "map", in: "/")
    #expect(run.status == 0 && run.output.contains("avouch-map/1"))
  }
}
