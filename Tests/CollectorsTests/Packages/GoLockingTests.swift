import Model
import Testing

@Suite struct GoLockingTests {
  private static let files = [
    "go.mod": """
    module example.org/app
    go 1.22
    require example.org/one v1.0.0
    require example.org/two v1.0.0 // indirect
    require example.org/local v1.0.0
    replace example.org/local => ./local
    """,
    "go.sum": """
    example.org/one v1.0.0 h1:AAAA=
    example.org/one v1.0.0/go.mod h1:BBBB=
    example.org/two v1.0.0/go.mod h1:CCCC=
    example.org/stale v1.0.0 h1:DDDD=
    """,
  ]

  @Test func `go.sum is in step and lists what is built`() throws {
    let inventory = try PackagesBench.collect(Self.files)
    #expect(inventory["go.sum"]?.step == .inStep(manifest: "go.mod"))
    #expect(inventory.names("go.sum") == ["example.org/one v1.0.0"])
    #expect(inventory.names("go.mod") == ["example.org/one v1.0.0", "example.org/two v1.0.0"])
  }

  @Test func `before Go 1.17 go.sum knows more than go.mod`() throws {
    var files = Self.files
    files["go.mod"] = files["go.mod"]?.replacing("go 1.22", with: "go 1.16")
    #expect(
      try PackagesBench.collect(files).names("go.sum") == [
        "example.org/one v1.0.0", "example.org/stale v1.0.0",
      ])
  }

  @Test(arguments: [
    (
      "example.org/one v1.0.0 h1:AAAA=\n",
      "go.mod:3:9 example.org/one v1.0.0 is required, but go.sum lacks a digest for it"
    ),
    (
      "example.org/one v1.0.0/go.mod h1:BBBB=\n",
      "go.mod:3:9 example.org/one v1.0.0 is required, but go.sum lacks the digest of its go.mod for it"
    ),
    (
      "example.org/two v1.0.0/go.mod h1:CCCC=\n",
      "go.mod:4:9 example.org/two v1.0.0 is required, but go.sum lacks a digest for it"
    ),
  ])
  func `each missing digest puts go.sum out of step`(
    _ line: String, _ difference: String
  ) throws {
    var files = Self.files
    files["go.sum"] = files["go.sum"]?.replacing(line, with: "")
    #expect(try PackagesBench.differences(files, in: "go.sum") == [difference])
  }

  @Test func `a module of nothing but folders needs no digests`() throws {
    let inventory = try PackagesBench.collect([
      "go.mod": "module a\nrequire b v1.0.0\nreplace b => ../b\n"
    ])
    #expect(inventory["go.mod"]?.step == nil)
  }
}
