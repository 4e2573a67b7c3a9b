import Collectors
import Model
import Testing

@Suite struct MixFormatTests {
  static let lock = #"""
    %{
      "jason": {:hex, :jason, "1.4.0", "inner", [:mix], [{:decimal, "~> 1.0 or ~> 2.0", [hex: :decimal, repo: "hexpm", optional: true]}, {:gone, "~> 1.0", [hex: :gone]}], "hexpm", "aa00"},
      "decimal": {:hex, :decimal, "2.1.1", "bb00", [:mix], [], "hexpm"},
      "git": {:git, "https://u:p@example.org/git.git", "0123456789", [tag: "v1", ref: "x"]},
      renamed: {:hex, :real_name, "0.1.0-rc.1", "cc00", [:rebar3], [], "hexpm", "dd00"},
    }
    """#

  @Test func `the lockfile gives versions, digests and the graph`() throws {
    let packages = try PackagesBench.read(MixLockfile.self, Self.lock).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "jason 1.4.0@2", "decimal 2.1.1@3", "git ?@4", "real_name 0.1.0-rc.1@5",
      ])
    #expect(PackagesBench.graph(packages) == ["jason > decimal"])
    #expect(packages.map(\.integrity) == ["sha256:aa00", "sha256:bb00", nil, "sha256:dd00"])
    #expect(packages[2].source == "https://example.org/git.git#0123456789")
    #expect(packages.allSatisfy { $0.isPinned })
  }

  @Test(arguments: [
    ("[]", "file:1:1: error: expected a map of packages"),
    ("%{", "file:1:3: error: this is no value that a mix.lock holds"),
    ("%{\"a\": :b}", "file:1:3: error: expected a package and where it is from"),
    (
      "%{\"a\": {:path, \"b\", \"c\"}}",
      "file:1:3: error: expected :hex or :git and what follows it"
    ),
    ("%{\"a\": {:hex, \"b", "file:1:15: error: this quote is not closed"),
    ("%{\"a\": System.halt()}", "file:1:19: error: this is no value that a mix.lock holds"),
  ])
  func `each fault has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(MixLockfile.self, text) == problem)
  }

  @Test func `deep nesting is refused`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(PackagesBench.problem(MixLockfile.self, text)?.contains("nested deeper") == true)
  }
}
