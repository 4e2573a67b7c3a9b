import Collectors
import Model
import Testing

@Suite struct PythonFormatTests {
  @Test(arguments: [
    ("Foo.Bar==1.2", "foo-bar 1.2@1", true),
    ("foo[a, b-c] == 1.2 ; python_version < '3.9'", "foo 1.2@1", true),
    ("foo===1.2+local", "foo 1.2+local@1", true),
    ("foo==1.*", "foo ?@1", false),
    ("foo>=1,<2", "foo ?@1", false),
    ("foo (>=1)", "foo ?@1", false),
    ("foo", "foo ?@1", false),
    ("foo ~= 1.4 # why", "foo ?@1", false),
    ("foo==1.2 --hash=sha256:00 --hash=sha256:11", "foo 1.2@1", true),
    ("foo==1.2 \\\n  --hash=sha256:00 \\\n  # note\n", "foo 1.2@1", true),
    ("# a\n\n   foo==1.2", "foo 1.2@3", true),
    ("foo @ https://example.org/foo.zip", "foo ?@1", false),
    ("foo @ https://example.org/foo.zip#sha256=00", "foo ?@1", true),
    ("foo@git+https://example.org/foo@0123456789012345678901234567890123456789", "foo ?@1", true),
    ("git+https://example.org/foo@main#egg=Foo_x", "foo-x ?@1", false),
    ("-e git+https://example.org/foo@main#egg=foo[a]", "foo ?@1", false),
    ("https://example.org/My_Pack-1.2-py3-none-any.whl", "my-pack 1.2@1", true),
    ("./wheels/pack-1.2.tar.gz", "pack 1.2@1", true),
    ("pack-1.2.tar.gz", "pack 1.2@1", true),
    ("--index-url https://u:p@example.org\nfoo==1", "foo 1@2", true),
    ("-i https://example.org\n--pre\nfoo==1 ;extra", "foo 1@3", true),
  ])
  func `a line of requirements gives its package`(
    _ text: String, _ shown: String, _ isPinned: Bool
  ) throws {
    let packages = try PackagesBench.read(PythonRequirements.self, text).packages
    #expect(packages.map(PackagesBench.shown) == [shown])
    #expect(packages.map(\.isPinned) == [isPinned])
  }

  @Test(arguments: [
    "", "\n# only a comment\n", "-e .", ".", "./lib", "-e ./lib[extra]", "file:lib", "foo @ ./lib",
  ])
  func `folders of the repository are not packages`(_ text: String) throws {
    #expect(try PackagesBench.packages(PythonRequirements.self, text).isEmpty)
  }

  @Test func `credentials in a URL are dropped`() throws {
    let text = "foo @ https://user:secret@example.org/foo.zip?token=secret#sha256=00"
    let package = try #require(try PackagesBench.read(PythonRequirements.self, text).packages.first)
    #expect(package.requirement == "@ https://example.org/foo.zip#sha256=00")
  }

  @Test(arguments: [
    ("foo=1", "file:1:4: error: expected ==, >=, <=, ~=, !=, < or > before a version"),
    ("foo==", "file:1:6: error: expected a version after =="),
    ("foo==1 bar", "file:1:8: error: expected the end of the requirement, or ; and a marker"),
    ("foo==x.y", "file:1:6: error: expected a version after =="),
    ("a\n  foo[a==1", "file:2:8: error: expected , or ] after the name of an extra"),
    ("foo (>=1", "file:1:9: error: this ( is not closed"),
    ("$NAME==1", "file:1:1: error: expected the name of a package"),
    ("${NAME}==1", "file:1:1: error: an environment variable stands in for what is required"),
    ("--hsah x", "file:1:1: error: the option --hsah is not known"),
    (
      "https://example.org/archive/main.zip",
      "file:1:1: error: the name of the package cannot be told from its URL; write name @ URL"
    ),
    ("\u{FEFF}foo==1\u{0}", "file:1:1: error: this is not UTF-8 text"),
  ])
  func `each fault of requirements has its place`(_ text: String, _ problem: String) throws {
    #expect(PackagesBench.problem(PythonRequirements.self, text) == problem)
  }

  @Test func `a misspelt option is helped`() throws {
    let problem = try #require(PackagesBench.problem(PythonRequirements.self, "--find-lnks x"))
    #expect(problem.hasSuffix("did you mean --find-links?"))
  }

  @Test(arguments: [
    ("requirements.txt", false), ("requirements-dev.txt", true), ("test_requirements.txt", true),
    ("requirements/test.txt", true), ("requirements/prod.txt", false),
    ("dev/requirements.txt", false),
  ])
  func `a file's name says that it is for development`(_ path: String, _ isDevelopment: Bool) throws
  {
    #expect(ManifestFormats.format(of: path) == PythonRequirements.self)
    let packages = try PackagesBench.read(PythonRequirements.self, "a==1", path: path).packages
    #expect(packages.map(\.isDevelopment) == [isDevelopment])
  }

  private static let project = """
    [project]
    name = "My.App"
    dependencies = [
      "requests>=2",
      "exact==1.0",
      "my-app[extra]",
      "sibling",
    ]
    [project.optional-dependencies]
    extra = ["rich==13.0"]
    [dependency-groups]
    dev = ["pytest", { include-group = "lint" }]
    lint = ["ruff==0.5.0"]
    [build-system]
    requires = ["hatchling"]
    [tool.uv.sources]
    sibling = { workspace = true }
    [tool.uv]
    dev-dependencies = ["mypy>=1"]
    """

  @Test func `a project's tables give their packages`() throws {
    let packages = try PackagesBench.read(PythonProject.self, Self.project).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "requests ?@4", "exact 1.0@5", "rich 13.0@10", "pytest ?@12", "ruff 0.5.0@13", "mypy ?@19",
      ])
    #expect(packages.map(\.isDevelopment) == [false, false, false, true, true, true])
  }

  @Test func `Poetry's tables give their packages`() throws {
    let text = """
      [tool.poetry.dependencies]
      python = "^3.11"
      Django = "4.2.1"
      requests = { version = "^2", extras = ["socks"] }
      here = { path = "../here" }
      commit = { git = "https://u:p@example.org/c", rev = "0123456789012345678901234567890123456789" }
      many = [{ version = "==1.0", python = "<3.9" }, { version = ">=2 || <1" }]
      [tool.poetry.group.dev.dependencies]
      pytest = "*"
      """
    let packages = try PackagesBench.read(PythonProject.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "django 4.2.1@3", "requests ?@4", "commit ?@6", "many 1.0@7", "many ?@7", "pytest ?@9",
      ])
    #expect(packages.map(\.isPinned) == [true, false, true, true, false, false])
    #expect(packages.map(\.isDevelopment) == [false, false, false, false, false, true])
    #expect(packages[2].requirement?.contains("u:p") == false)
  }

  @Test(
    arguments: [
      (
        "[project]\ndependencies = 1",
        "file:2:16: error: expected a list of requirements, found a whole number"
      ),
      (
        "[project]\ndependencies = [1]",
        "file:2:17: error: expected a requirement, found a whole number"
      ),
      (
        "[project]\ndependencies = ['a', 'b=1']",
        "file:2:22: error: expected ==, >=, <=, ~=, !=, < or > before a version"
      ),
      (
        "[project]\noptional-dependencies = []",
        "file:2:25: error: \"optional-dependencies\": expected a table, found a list"
      ),
      (
        "[tool.poetry.dependencies]\na = 1",
        "file:2:5: error: expected a requirement, found a whole number"
      ),
      (
        "[tool.poetry.dependencies]\na = { x = 1 }",
        "file:2:5: error: expected \"version\", \"git\", \"url\" or \"path\""
      ),
      ("a = ", nil),
    ] as [(String, String?)])
  func `each fault of a project has its place`(_ text: String, _ problem: String?) throws {
    let seen = try #require(PackagesBench.problem(PythonProject.self, text))
    if let problem { #expect(seen == problem) }
  }

  private static let lock = """
    version = 1
    requires-python = ">=3.11"

    [[package]]
    name = "app"
    version = "0.1.0"
    source = { editable = "." }
    dependencies = [{ name = "requests" }]

    [package.dev-dependencies]
    dev = [{ name = "pytest" }]

    [[package]]
    name = "Idna_x"
    version = "3.7"
    source = { registry = "https://example.org/simple" }

    [[package]]
    name = "requests"
    version = "2.32.0"
    source = { registry = "https://example.org/simple" }
    dependencies = [{ name = "idna-x" }]

    [[package]]
    name = "pytest"
    version = "8.0.0"
    source = { git = "https://example.org/pytest#0123" }
    dependencies = [{ name = "idna-x" }, { name = "pluggy" }]

    [[package]]
    name = "pluggy"
    version = "1.5.0"
    source = { registry = "https://example.org/simple" }

    [[package]]
    name = "sibling"
    source = { directory = "../sibling" }
    """

  @Test func `uv.lock gives what is not the repository's own`() throws {
    let packages = try PackagesBench.read(UVLockfile.self, Self.lock).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "idna-x 3.7@14", "requests 2.32.0@19", "pytest 8.0.0@25", "pluggy 1.5.0@31",
      ])
    #expect(packages.map(\.isDirect) == [false, true, true, false])
    #expect(packages.map(\.isDevelopment) == [false, false, true, true])
  }

  @Test(
    arguments: [
      ("", "file:1:1: error: the file is empty"),
      ("[[package]]\nname = 'a'", nil),
      ("version = 2", "file:1:11: error: lockfile version 2 cannot be read; 1 can"),
      ("version = 1\n[[package]]\nversion = '1'", nil),
      (
        "version = 1\n[[package]]\nname = 'a'\nversion = 1",
        "file:4:11: error: expected text as \"version\", found a whole number"
      ),
    ] as [(String, String?)])
  func `each fault of uv.lock has its place`(_ text: String, _ problem: String?) throws {
    let seen = try #require(PackagesBench.problem(UVLockfile.self, text))
    if let problem { #expect(seen == problem) }
  }
}
