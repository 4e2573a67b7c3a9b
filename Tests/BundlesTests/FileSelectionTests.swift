import Model
import Systems
import TestSupport
import Testing

@testable import Bundles

/// What can be signed, and under which names.
@Suite struct FileSelectionTests {
  private func folder() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    for name in ["out/a.md", "out/sub/b.md", "other.md"] { try folder.write(name, name) }
    return folder
  }

  private func names(_ folder: TemporaryFolder, _ paths: [String], output: String? = nil) throws
    -> [String]
  {
    try FileSelection(paths.map { folder.path + $0 }, output: output.map { folder.path + $0 })
      .names
  }

  @Test func `names count from the deepest folder, or from the one that is given`() throws {
    let folder = try folder()
    #expect(try names(folder, ["/out/a.md"]) == ["a.md"])
    #expect(try names(folder, ["/out/sub/b.md", "/out/a.md"]) == ["a.md", "sub/b.md"])
    #expect(try names(folder, ["/out"]) == ["a.md", "sub/b.md"])
    #expect(try names(folder, ["/out", "/out/a.md"], output: "/") == ["out/a.md", "out/sub/b.md"])
  }

  @Test func `files that are not signed are told`() throws {
    let folder = try folder()
    let selection = try FileSelection([folder.path + "/out/a.md"], output: nil)
    #expect(try selection.uncovered() == ["sub/b.md"])
  }

  @Test func `what cannot be part of the bundle is named`() throws {
    let folder = try folder()
    try folder.link("out/link.md", to: "a.md")
    try folder.write("out/statement.json", "{}")
    for (paths, output, word) in [
      (["/other.md"], "/out", "lies outside"), (["/out/none.md"], nil, "does not exist"),
      (["/out/link.md"], nil, "is a symbolic link"),
      (["/out/statement.json"], nil, "carries the signature"),
      (["/out/a.md"], "/none", "does not exist"),
    ] as [([String], String?, String)] {
      let error = #expect(throws: Unavailable.self) { try names(folder, paths, output: output) }
      #expect(error?.reason.contains(word) == true, "\(error?.reason ?? "")")
    }
    let error = #expect(throws: Unavailable.self) {
      try FileSelection([folder.path + "/out"], output: nil).subjects()
    }
    #expect(error?.reason == "link.md cannot be signed: it is a symbolic link")
  }

  @Test func `an earlier signature in the folder is not signed again`() throws {
    let folder = try folder()
    for name in BundleNames.standard.all { try folder.write("out/" + name, "x") }
    #expect(try names(folder, ["/out"]) == ["a.md", "sub/b.md"])
  }

  @Test func `nothing to sign is an error`() throws {
    let folder = TemporaryFolder()
    let error = #expect(throws: Unavailable.self) { try names(folder, [""]) }
    #expect(error?.reason.hasPrefix("there is no file to sign") == true)
  }

  @Test(arguments: [
    ("security@example.com", "posture@example.com"), ("posture", "posture"), ("a@b@c", "posture@c"),
  ])
  func `the namespace follows the identity`(identity: String, namespace: String) {
    #expect(SignerName.problem(with: identity) == nil)
    #expect(SignerName.namespace(for: identity) == namespace)
  }

  @Test(arguments: ["", "a b", "a,b", "*", "!a", "\"a\"", "-a", "é", "a\n"])
  func `names that would need quoting are refused`(name: String) {
    #expect(SignerName.problem(with: name) != nil)
  }
}
