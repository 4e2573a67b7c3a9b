import Collectors
import Model
import Testing

@Suite struct GoFormatTests {
  private static let module = """
    module example.org/app // the app

    go 1.22

    require example.org/one v1.0.0
    require (
    \t"example.org/two" v0.0.0-20200101000000-abcdefabcdef // indirect
    \texample.org/three/v2 v2.1.0 // indirect; why

    \texample.org/local v1.0.0
    \texample.org/forked v1.0.0
    \texample.org/other v1.0.0
    )

    replace (
    \texample.org/local => ../local
    \texample.org/forked v1.0.0 => example.org/fork v1.0.1
    \texample.org/other v9.9.9 => example.org/unused v1.0.0
    )
    exclude example.org/bad v1.0.0
    retract [v1.0.0, v1.0.5]
    """

  @Test func `requirements are read and replaced`() throws {
    let packages = try PackagesBench.read(GoModuleFile.self, Self.module).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "example.org/one v1.0.0@5", "example.org/two v0.0.0-20200101000000-abcdefabcdef@7",
        "example.org/three/v2 v2.1.0@8", "example.org/fork v1.0.1@17",
        "example.org/other v1.0.0@12",
      ])
    #expect(packages.map(\.isDirect) == [true, false, false, true, true])
    #expect(packages.allSatisfy { $0.isPinned })
    #expect(packages[2].location.span?.column == 2)
  }

  @Test(arguments: [
    ("require a", "file:1:9: error: expected a module and its version"),
    ("require a latest", "file:1:11: error: expected a version such as v1.2.3, found latest"),
    ("require (\na v1.0.0", "file:1:1: error: the block that ( opens is not closed by )"),
    (
      "requires a v1.0.0",
      "file:1:1: error: the directive \"requires\" is not known; did you mean require?"
    ),
    ("require \"a v1.0.0", "file:1:9: error: this quote is not closed"),
    ("replace a => b", "file:1:14: error: a replacement that is not a folder needs a version"),
    ("replace a b", "file:1:9: error: expected module => folder, or module => module version"),
    (")", "file:1:1: error: the directive \")\" is not known"),
  ])
  func `each fault of the module has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(GoModuleFile.self, text) == problem)
  }

  @Test func `checksums list the modules with content, each once`() throws {
    let text = """
      example.org/one v1.0.0 h1:AAAA=
      example.org/one v1.0.0/go.mod h1:BBBB=
      example.org/one v1.0.0 h1:AAAA=
      example.org/two v1.0.0/go.mod h1:CCCC=

      """
    #expect(
      try PackagesBench.packages(GoChecksumFile.self, text) == ["example.org/one v1.0.0@1"])
  }

  @Test(arguments: ["a v1.0.0", "a v1.0.0 h1:x y", "a v1.0.0 sha"])
  func `a line of checksums has three words`(_ text: String) {
    #expect(
      PackagesBench.problem(GoChecksumFile.self, "b v1.0.0 h1:x\n" + text)
        == "file:2:1: error: expected a module, a version and a digest")
  }
}
