import Foundation
import Model
import StructuredData
import Testing

/// What the pre-commit framework reads from this repository.
@Suite struct PreCommitHooksTests {
  @Test func `every hook has what the framework asks for and runs a command there is`() throws {
    let path = AvouchProcess.repository + "/.pre-commit-hooks.yaml"
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    let hooks = try #require(
      try StructuredParser.parse(bytes, as: .yaml, path: path).first?.elements)
    #expect(!hooks.isEmpty)
    for hook in hooks {
      let members = Dictionary(
        (hook.entries ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
      for key in ["id", "name", "entry", "language"] {
        #expect(members[key]?.scalarText?.isEmpty == false, "\(key)")
      }
      #expect(members["language"]?.scalarText == "system")
      #expect(members["pass_filenames"]?.content == .boolean(false))
      let stages = members["stages"]?.elements?.compactMap(\.scalarText) ?? []
      #expect(!stages.isEmpty && Set(stages).isSubset(of: ["pre-commit", "pre-push", "manual"]))
      let words = (members["entry"]?.scalarText ?? "").split(separator: " ").map(String.init)
      #expect(words.first == "avouch")
      let help = try AvouchProcess.run("help", "scan", "secrets", in: "/")
      #expect(help.status == 0)
      for option in words where option.hasPrefix("--") {
        #expect(help.output.contains(option), "\(option)")
      }
    }
  }
}
