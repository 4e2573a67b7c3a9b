import Model
import Testing

@Suite struct UVLockingTests {
  private static let files = [
    "pyproject.toml": """
    [project]
    name = "App"
    dependencies = ["Requests >= 2, <3.0", "pinned==1.0.0-beta.1", "sibling"]
    [project.optional-dependencies]
    extra = ["rich", "app[extra]"]
    [dependency-groups]
    dev = ["pytest>=8", { include-group = "lint" }]
    lint = ["ruff"]
    [tool.uv.sources]
    sibling = { workspace = true }
    [tool.uv.workspace]
    members = ["libs/*"]
    exclude = ["libs/old"]
    """,
    "libs/sibling/pyproject.toml": "[project]\nname = 'sibling'\ndependencies = ['idna']\n",
    "libs/old/pyproject.toml": "[project]\nname = 'old'\ndependencies = ['idna']\n",
    "uv.lock": """
    version = 1
    [[package]]
    name = "app"
    version = "0.1.0"
    source = { editable = "." }
    [package.metadata]
    requires-dist = [
      { name = "requests", specifier = "<3.0,>=2" },
      { name = "pinned", specifier = "==1.0.0b1" },
      { name = "sibling", editable = "libs/sibling" },
      { name = "rich", marker = "extra == 'extra'" },
    ]
    [package.metadata.requires-dev]
    dev = [{ name = "pytest", specifier = ">=8" }, { name = "ruff" }]
    lint = [{ name = "ruff" }]
    [[package]]
    name = "sibling"
    version = "0.1.0"
    source = { editable = "libs/sibling" }
    [package.metadata]
    requires-dist = [{ name = "idna" }]
    """,
  ]

  @Test func `a lockfile and its workspace are in step`() throws {
    let inventory = try PackagesBench.collect(Self.files)
    #expect(inventory["uv.lock"]?.step == .inStep(manifest: "pyproject.toml"))
    #expect(inventory["libs/sibling/pyproject.toml"]?.lockfile == "uv.lock")
    #expect(
      inventory["libs/old/pyproject.toml"]?.step
        == .missingLockfile(manifest: "libs/old/pyproject.toml"))
  }

  @Test(arguments: [
    (
      "Requests >= 2, <3.0", "Requests >= 2.1, <3.0",
      "pyproject.toml:3:17 requests is required as <3.0,>=2.1; uv.lock was made for <3.0,>=2"
    ),
    (
      "\"Requests >= 2, <3.0\", ", "",
      "pyproject.toml:1:1 uv.lock was made with requests, which pyproject.toml does not name"
    ),
    (
      "\"sibling\"]", "\"sibling\", \"new\"]",
      "pyproject.toml:3:75 new is required, but uv.lock was made without it"
    ),
    (
      "\"rich\"", "\"rich>=13\"",
      "pyproject.toml:5:10 rich is required as >=13; uv.lock was made for any"
    ),
    (
      "lint = [\"ruff\"]", "lint = [\"ruff\", \"mypy==1\"]",
      "pyproject.toml:8:17 mypy is required as ==1, but uv.lock was made without it"
    ),
    (
      "==1.0.0-beta.1", "==1.0.0-beta.2",
      "pyproject.toml:3:40 pinned is required as ==1.0.0b2; uv.lock was made for ==1.0.0b1"
    ),
  ])
  func `each change puts the lockfile out of step`(
    _ old: String, _ new: String, _ difference: String
  ) throws {
    var files = Self.files
    files["pyproject.toml"] = files["pyproject.toml"]?.replacing(old, with: new)
    #expect(files["pyproject.toml"] != Self.files["pyproject.toml"])
    #expect(try PackagesBench.differences(files, in: "uv.lock") == [difference])
  }

  @Test func `a member that the lockfile does not know is out of step`() throws {
    var files = Self.files
    files["libs/new/pyproject.toml"] = "[project]\nname = 'new'\n"
    #expect(
      try PackagesBench.differences(files, in: "uv.lock") == [
        "libs/new/pyproject.toml:1:1 uv.lock has no entry for new"
      ])
  }

  @Test func `a root without a project has its groups in the manifest table`() throws {
    let files = [
      "pyproject.toml": "[dependency-groups]\ndev = ['pytest']\n",
      "uv.lock": "version = 1\n[manifest.dependency-groups]\ndev = [{ name = 'pytest' }]\n",
    ]
    #expect(try PackagesBench.differences(files, in: "uv.lock") == [])
    var changed = files
    changed["uv.lock"] = "version = 1\n"
    #expect(
      try PackagesBench.differences(changed, in: "uv.lock") == [
        "pyproject.toml:2:8 pytest is required, but uv.lock was made without it"
      ])
  }

  @Test func `a list made while building is known from the lockfile alone`() throws {
    let files = ["pyproject.toml": "[project]\nname = 'a'\ndynamic = ['dependencies']\n"]
    let reason =
      "pyproject.toml:3:12: \"dependencies\" is dynamic: the list is made when the "
      + "project is built, so it cannot be read"
    #expect(try PackagesBench.collect(files).failure("pyproject.toml") == reason)
    var locked = files
    locked["uv.lock"] = "version = 1\n"
    let inventory = try PackagesBench.collect(locked)
    #expect(inventory.names("pyproject.toml") == [])
    // Whether the lockfile is in step cannot be told.
    #expect(inventory["uv.lock"]?.step == nil)
    // A difference is one all the same.
    locked["pyproject.toml"]? += "[tool.uv.workspace]\nmembers = ['b']\n"
    locked["b/pyproject.toml"] = "[project]\nname = 'b'\n"
    #expect(
      try PackagesBench.differences(locked, in: "uv.lock") == [
        "b/pyproject.toml:1:1 uv.lock has no entry for b"
      ])
    locked["uv.lock"] = "version = 2\n"
    #expect(try PackagesBench.collect(locked).failure("pyproject.toml") == reason)
  }
}
