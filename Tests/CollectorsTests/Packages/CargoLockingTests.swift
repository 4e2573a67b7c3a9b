import Model
import Testing

@Suite struct CargoLockingTests {
  private static let files = [
    "Cargo.toml": """
    [package]
    name = "app"
    version = "0.1.0"
    [dependencies]
    rand = "0.8"
    member = { path = "crates/member" }
    shared = { workspace = true }
    [dev-dependencies]
    app = { path = "." }
    old = { package = "rand", version = "0.7" }
    [workspace]
    exclude = ["crates/apart"]
    [workspace.dependencies]
    shared = { package = "really-shared", version = "2" }
    """,
    "crates/member/Cargo.toml": "[package]\nname = 'member'\n[dependencies]\nlibc = '=0.2.1'\n",
    "crates/apart/Cargo.toml": "[package]\nname = 'apart'\n[dependencies]\nlibc = '0.2'\n",
    "Cargo.lock": """
    version = 4
    [[package]]
    name = "app"
    version = "0.1.0"
    dependencies = ["member", "rand 0.7.3", "rand 0.8.5", "really-shared"]
    [[package]]
    name = "libc"
    version = "0.2.1"
    source = "x"
    [[package]]
    name = "member"
    version = "0.1.0"
    dependencies = ["libc"]
    [[package]]
    name = "rand"
    version = "0.7.3"
    source = "x"
    [[package]]
    name = "rand"
    version = "0.8.5"
    source = "x"
    [[package]]
    name = "really-shared"
    version = "2.4.0"
    source = "x"
    """,
  ]

  @Test func `a lockfile and its workspace are in step`() throws {
    let inventory = try PackagesBench.collect(Self.files)
    #expect(inventory["Cargo.lock"]?.step == .inStep(manifest: "Cargo.toml"))
    #expect(inventory["crates/member/Cargo.toml"]?.lockfile == "Cargo.lock")
    #expect(
      inventory["crates/apart/Cargo.toml"]?.step
        == .missingLockfile(manifest: "crates/apart/Cargo.toml"))
  }

  @Test(arguments: [
    (
      "Cargo.toml", "rand = \"0.8\"", "rand = \"0.9\"",
      "Cargo.toml:5:1 rand is required as 0.9, but Cargo.lock has 0.7.3, 0.8.5"
    ),
    (
      "Cargo.toml", "rand = \"0.8\"", "rand = \"0.8\"\nserde = \"1\"",
      "Cargo.toml:6:1 serde is required as 1, but Cargo.lock was made without it"
    ),
    (
      "Cargo.toml", "version = \"2\"", "version = \"3\"",
      "Cargo.toml:7:1 really-shared is required as 3, but Cargo.lock has 2.4.0"
    ),
    (
      "Cargo.toml", "shared = { workspace = true }\n", "",
      "Cargo.toml:2:8 Cargo.lock was made with really-shared, which Cargo.toml does not name"
    ),
    (
      "Cargo.toml", "rand = \"0.8\"", "rand = \"banana\"",
      "Cargo.toml:5:1 rand is required as banana, which is no requirement that Cargo reads"
    ),
    (
      "Cargo.toml", "name = \"app\"\nversion", "name = \"renamed\"\nversion",
      "Cargo.toml:2:8 Cargo.lock has no entry for the crate renamed"
    ),
    (
      "crates/member/Cargo.toml", "=0.2.1", "=0.2.2",
      "crates/member/Cargo.toml:4:1 libc is required as =0.2.2, but Cargo.lock has 0.2.1"
    ),
  ])
  func `each change puts the lockfile out of step`(
    _ file: String, _ old: String, _ new: String, _ difference: String
  ) throws {
    var files = Self.files
    let text = try #require(files[file])
    files[file] = text.replacing(old, with: new)
    #expect(files[file] != text)
    #expect(try PackagesBench.differences(files, in: "Cargo.lock") == [difference])
  }

  @Test func `a crate below a workspace that does not know it is out of step`() throws {
    var files = Self.files
    files["extra/Cargo.toml"] = "[package]\nname = 'extra'\n"
    #expect(
      try PackagesBench.differences(files, in: "Cargo.lock") == [
        "extra/Cargo.toml:2:8 Cargo.lock has no entry for the crate extra; it is neither a member "
          + "nor excluded"
      ])
  }

  @Test func `a crate without a lockfile lacks it`() throws {
    let inventory = try PackagesBench.collect([
      "Cargo.toml": "[package]\nname = 'a'\n[dependencies]\nb = '1'\n"
    ])
    #expect(inventory["Cargo.toml"]?.step == .missingLockfile(manifest: "Cargo.toml"))
  }
}
