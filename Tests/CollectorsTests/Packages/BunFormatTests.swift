import Collectors
import Model
import Testing

@Suite struct BunFormatTests {
  private static let lock = """
    {
      "lockfileVersion": 1,
      // Bun writes commas everywhere.
      "workspaces": {
        "": {
          "name": "app",
          "dependencies": { "a": "^1.0.0", },
          "devDependencies": { "@s/dev": "2", },
        },
        "packages/member": { "name": "member", "dependencies": { "b": "^1.0.0" } },
      },
      "packages": {
        "@s/dev": ["@s/dev@2.0.0", "", { "dependencies": { "b": "1" }, }, "sha512-AAAA=="],
        "a": ["a@1.0.0", "https://u:p@registry.example.org/a", { "dependencies": { "b": "^2" } }, "sha512-BBBB=="],
        "a/b": ["b@2.0.0", "", {}, "sha512-CCCC=="],
        "b": ["b@1.0.0", "", {}, "sha512-DDDD=="],
        "git": ["git@github:o/git#0123", {}, "o-git-0123"],
        "member": ["member@workspace:packages/member"],
      },
    }
    """

  @Test func `the lockfile gives the nearest instance of each dependency`() throws {
    let packages = try PackagesBench.read(BunLockfile.self, Self.lock).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "@s/dev 2.0.0@13", "a 1.0.0@14", "b 2.0.0@15", "b 1.0.0@16", "git ?@17",
      ])
    #expect(PackagesBench.graph(packages) == ["@s/dev > b", "a > a/b"])
    #expect(packages.map(\.isDirect) == [true, true, false, true, false])
    #expect(PackagesBench.names(packages, where: \.isDevelopment) == ["@s/dev"])
    #expect(packages.map(\.integrity).suffix(2) == ["sha512-DDDD==", nil])
    #expect(packages[1].source == "https://registry.example.org/a")
    #expect(packages[4].source == "github:o/git#0123")
  }

  @Test(arguments: [
    ("{}", "file:1:1: error: expected 0 or 1 as \"lockfileVersion\""),
    (
      #"{"lockfileVersion":1,"packages":{"a":{}}}"#,
      "file:1:38: error: expected a list that begins with name@version"
    ),
    (
      #"{"lockfileVersion":1,"packages":{"a":["b"]}}"#,
      "file:1:38: error: expected a list that begins with name@version"
    ),
    (
      "{\"a\": 1,, }",
      "file:1:9: error: JSON allows no comma after the last entry"
    ),
  ])
  func `each fault has its place`(_ text: String, _ problem: String) {
    let found = PackagesBench.problem(BunLockfile.self, text) ?? ""
    #expect(found == problem || text.contains(",,") && found.hasPrefix("file:1:"))
  }

  @Test(
    arguments: [
      ("^1.0.0", []),
      ("^1.1.0", ["package.json:1:21 a is required as ^1.1.0; bun.lock was made for ^1.0.0"]),
    ] as [(String, [String])])
  func `the workspaces are compared`(_ specifier: String, _ expected: [String]) throws {
    let files = [
      "package.json":
        "{ \"dependencies\": { \"a\": \"\(specifier)\" }, \"devDependencies\": { \"@s/dev\": \"2\" } }",
      "bun.lock": Self.lock,
    ]
    #expect(try PackagesBench.differences(files, in: "bun.lock") == expected)
  }
}
