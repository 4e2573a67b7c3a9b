import Collectors
import Model
import Testing

@Suite struct NodeFormatTests {
  private static let table = """
    {
      "name": "app", "lockfileVersion": 3,
      "packages": {
        "": {
          "dependencies": { "left-pad": "^1.3.0", "@scope/tool": "2.0.0", "alias": "npm:real@1.0.0" },
          "devDependencies": { "mocha": "10.0.0" }, "workspaces": ["packages/*"]
        },
        "node_modules/left-pad": { "version": "1.3.0", "integrity": "sha512-x" },
        "node_modules/@scope/tool": { "version": "2.0.0" },
        "node_modules/@scope/tool/node_modules/left-pad": { "version": "1.1.0" },
        "node_modules/alias": { "name": "real", "version": "1.0.0" },
        "node_modules/mocha": { "version": "10.0.0", "dev": true },
        "node_modules/fork": {
          "resolved": "git+ssh://git@example.org/a/fork.git#0123456789012345678901234567890123456789"
        },
        "node_modules/member": { "resolved": "packages/member", "link": true },
        "packages/member": { "version": "0.0.1", "dependencies": { "left-pad": "1.1.0" } },
        "packages/member/node_modules/left-pad": { "version": "1.1.0" }
      }
    }
    """

  @Test(arguments: [2, 3])
  func `a table of folders lists what is not the repository's own`(_ version: Int) throws {
    let text = Self.table.replacing(
      "\"lockfileVersion\": 3", with: "\"lockfileVersion\": \(version)")
    #expect(
      try PackagesBench.packages(NodeLockfile.self, text) == [
        "left-pad 1.3.0@8", "@scope/tool 2.0.0@9", "left-pad 1.1.0@10", "real 1.0.0@11",
        "mocha 10.0.0@12", "fork ?@13", "left-pad 1.1.0@18",
      ])
  }

  @Test func `direct, development and pinned packages are told apart`() throws {
    let packages = try PackagesBench.read(NodeLockfile.self, Self.table).packages
    #expect(packages.map(\.isDirect) == [true, true, false, true, true, false, true])
    #expect(packages.filter(\.isDevelopment).map(\.name) == ["mocha"])
    #expect(packages.allSatisfy { $0.isPinned })
    #expect(packages.first?.location.span?.column == 5)
  }

  @Test func `a nested tree of version 1 is read to its leaves`() throws {
    let text = """
      { "lockfileVersion": 1, "dependencies": {
        "a": { "version": "1.0.0", "dependencies": {
          "b": { "version": "2.0.0", "dev": true } } },
        "here": { "version": "file:../here" },
        "c": { "version": "npm:real@3.0.0" },
        "d": { "version": "git+https://u:secret@example.org/d.git#main" },
        "e": { "version": "https://example.org/e.tgz?token=secret", "integrity": "sha512-x" },
        "@s/f": { "version": "https://example.org/@s/f/-/f-1.2.0.tgz" }
      } }
      """
    let packages = try PackagesBench.read(NodeLockfile.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "a 1.0.0@2", "b 2.0.0@3", "real 3.0.0@5", "d ?@6", "e ?@7", "@s/f 1.2.0@8",
      ])
    #expect(packages.map(\.isPinned) == [true, true, true, false, true, true])
    #expect(packages[3].requirement == "git+https://example.org/d.git#main")
    #expect(packages[4].requirement == "https://example.org/e.tgz")
  }

  @Test(arguments: [
    ("{}", "file:1:1: error: expected a whole number as \"lockfileVersion\""),
    ("", "file:1:1: error: the file is empty"),
    ("[]", "file:1:1: error: expected a mapping, found a list"),
    (
      #"{"lockfileVersion": 4}"#,
      "file:1:21: error: lockfile version 4 cannot be read; 1, 2 and 3 can"
    ),
    (
      #"{"lockfileVersion": "3"}"#,
      "file:1:21: error: expected a whole number as \"lockfileVersion\""
    ),
    (#"{"lockfileVersion": 3}"#, "file:1:1: error: expected a mapping as \"packages\""),
    (
      #"{"lockfileVersion": 3, "packages": {"node_modules/a": 1}}"#,
      "file:1:55: error: expected a mapping for each package, found a whole number"
    ),
    (
      #"{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": 1}}}"#,
      "file:1:67: error: expected text as \"version\""
    ),
    (
      #"{"lockfileVersion": 3, "packages": {"node_modules/a b": {"version": "1"}}}"#,
      "file:1:37: error: a package's name holds a space or a control character"
    ),
    (
      #"{"lockfileVersion": 1, "dependencies": {"a": {}}}"#,
      "file:1:41: error: expected text as \"version\""
    ),
    (
      #"{"lockfileVersion": 1, "dependencies": []}"#,
      "file:1:40: error: \"dependencies\": expected a mapping, found a list"
    ),
  ])
  func `each fault of a lockfile has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(NodeLockfile.self, text) == problem)
  }

  @Test func `a key written twice is an error`() throws {
    let text = #"{"lockfileVersion": 3, "packages": {"node_modules/a": {}, "node_modules/a": {}}}"#
    let problem = try #require(PackagesBench.problem(NodeLockfile.self, text))
    #expect(problem.contains("node_modules/a"))
  }

  private static let manifest = """
    {
      "dependencies": {
        "exact": "1.2.3", "range": "^1.0.0", "tag": "latest", "any": "",
        "here": "file:../here", "work": "workspace:*", "alias": "npm:@scope/real@2.0.0",
        "both": "1.0.0"
      },
      "devDependencies": {
        "commit": "github:a/b#0123456789012345678901234567890123456789", "short": "a/b#main",
        "peer-too": "3.0.0"
      },
      "optionalDependencies": { "both": "=v1.0.1" },
      "peerDependencies": { "peer-too": "*", "peer": ">=1", "maybe": "1" },
      "peerDependenciesMeta": { "maybe": { "optional": true } }
    }
    """

  @Test func `a manifest gives what npm would install`() throws {
    let packages = try PackagesBench.read(NodeManifest.self, Self.manifest).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "exact 1.2.3@3", "range ?@3", "tag ?@3", "any ?@3", "@scope/real 2.0.0@4", "both 1.0.1@11",
        "commit ?@8", "short ?@8", "peer-too 3.0.0@9", "peer ?@12",
      ])
    #expect(
      packages.filter(\.isPinned).map(\.name) == [
        "exact", "@scope/real", "both", "commit", "peer-too",
      ])
    #expect(packages.filter(\.isDevelopment).map(\.name) == ["commit", "short", "peer-too"])
    #expect(packages[1].requirement == "^1.0.0")
  }

  @Test(arguments: [
    (
      #"{"dependencies": 1}"#,
      "file:1:18: error: \"dependencies\": expected a mapping, found a whole number"
    ),
    (
      #"{"dependencies": {"a": 1}}"#,
      "file:1:24: error: the requirement of a package is a whole number; expected text"
    ),
    (#"{"dependencies": {"": "1"}}"#, "file:1:19: error: a package's name is empty"),
  ])
  func `each fault of a manifest has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(NodeManifest.self, text) == problem)
  }

  @Test(arguments: ["", #"{"dependencies": []}"#, #"{"dependencies": null}"#, "{}"])
  func `no dependencies are none`(_ text: String) throws {
    let text = text.isEmpty ? #"{"name": "a"}"# : text
    #expect(try PackagesBench.packages(NodeManifest.self, text).isEmpty)
  }
}
