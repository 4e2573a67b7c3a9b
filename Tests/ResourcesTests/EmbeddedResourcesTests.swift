import Foundation
import Resources
import Testing

@Suite struct EmbeddedResourcesTests {
  private let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Everything that ships: rules, packs, frameworks, and the templates of the documents.
  ///
  /// Examples are read by people, and not by the command.
  private func shippedFiles() throws -> [String] {
    let found = ["Policies", "Reports"].flatMap { folder in
      FileManager.default.enumerator(atPath: package.appending(path: folder).path)?
        .compactMap { ($0 as? String).map { "\(folder)/\($0)" } } ?? []
    }
    let endings = ["yaml", "css", "html", "md"]
    return found.filter { path in
      endings.contains(URL(filePath: path).pathExtension)
        && !path.hasPrefix("Policies/examples/") && !path.hasPrefix("Reports/posture.html")
        && !path.hasPrefix("Reports/posture.md")
    }.sorted()
  }

  private func source() throws -> String {
    var lines = [
      "// Written by the test \"the embedded copy equals the files\"; UPDATE_GOLDEN=1 renews it.",
      "// swift-format-ignore-file",
      "",
      "/// The shipped files as they stand in the source tree, by path.",
      "enum EmbeddedResources {",
      "  static let files: [String: String] = [",
    ]
    for path in try shippedFiles() {
      let text = try String(contentsOf: package.appending(path: path), encoding: .utf8)
      // Three number signs end nothing that a rule file holds; checked by comparing below.
      lines += ["    \"\(path)\": ###\"\"\"", text, "\"\"\"###,"]
    }
    lines += ["  ]", "}", ""]
    return lines.joined(separator: "\n")
  }

  @Test func `the embedded copy equals the files`() throws {
    let path = package.appending(path: "Sources/Resources/EmbeddedResources.generated.swift")
    let expected = try source()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(expected.utf8).write(to: path)
    }
    let isEqual = try String(contentsOf: path, encoding: .utf8) == expected
    #expect(isEqual, "UPDATE_GOLDEN=1 swift test --filter EmbeddedResources renews it")
  }

  @Test func `both libraries list and read the same`() throws {
    let folder = ResourceLibrary(folder: package.path)
    let embedded = ResourceLibrary.embedded
    let paths = try shippedFiles()
    #expect(!paths.isEmpty)
    for path in paths {
      let isEqual = folder.bytes(path) == embedded.bytes(path)
      #expect(isEqual, "\(path)")
    }
    #expect(folder.paths(in: "Policies/packs") == embedded.paths(in: "Policies/packs"))
    #expect(
      folder.bytes("Policies/none.yaml") == nil && embedded.bytes("Policies/none.yaml") == nil)
  }

  @Test func `a binary away from its files falls back to the embedded copy`() {
    #expect(ResourceLibrary.locate(executable: "/tmp/somewhere/avouch").origin == .embedded)
    #expect(ResourceLibrary.locate(executable: nil).origin == .embedded)
    #expect(
      ResourceLibrary.locate(executable: package.path + "/.build/debug/avouch").origin
        == .folder(package.path))
  }
}
