import Collectors
import Model
import Testing

@Suite struct RubyFormatTests {
  static let lock = """
    GIT
      remote: https://u:p@example.org/fork.git
      revision: 0123456789
      specs:
        fork (0.5)

    PATH
      remote: .
      specs:
        own (1.0)
          inner (>= 1)

    GEM
      remote: https://rubygems.org/
      specs:
        inner (1.1)
        nokogiri (1.15.0)
          racc (~> 1.4)
        nokogiri (1.15.0-x86_64-linux)
          racc (~> 1.4)
        racc (1.7.1)

    PLATFORMS
      ruby
      x86_64-linux

    DEPENDENCIES
      fork!
      nokogiri (= 1.15.0)

    CHECKSUMS
      racc (1.7.1) sha256=aa

    BUNDLED WITH
       2.5.3
    """

  @Test func `the lockfile gives each version once, with the graph`() throws {
    let packages = try PackagesBench.read(GemLockfile.self, Self.lock).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "fork 0.5@5", "inner 1.1@16", "nokogiri 1.15.0@17", "racc 1.7.1@21",
      ])
    #expect(PackagesBench.graph(packages) == ["nokogiri@1.15.0 > racc@1.7.1"])
    #expect(packages.map(\.isDirect) == [true, true, true, false])
    #expect(packages[0].source == "https://example.org/fork.git#0123456789")
    #expect(packages[3].integrity == "sha256:aa")
  }

  @Test(arguments: [
    ("<<<<<<< HEAD", "file:1:1: error: this is no section of a lockfile"),
    ("GEM\n  specs:\n    a", "file:3:5: error: expected a gem and its version"),
    ("GEM\n  specs:\n      a", "file:3:7: error: expected what the gem above it needs"),
  ])
  func `each fault has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(GemLockfile.self, text) == problem)
  }
}
