import Collectors
import Model
import Testing

@Suite struct PythonLockLockingTests {
  private static let files = [
    "pyproject.toml": """
    [tool.poetry.dependencies]
    python = "^3.9"
    requests = "^2.30"
    [tool.poetry.group.dev.dependencies]
    urllib3 = "1.26.0"
    """,
    "poetry.lock": PythonLockFormatTests.poetry,
  ]

  @Test(
    arguments: [
      ("^2.30", "^2.30", []), ("^2.30", "~2.31", []), ("^2.30", ">=2,<3 || >=4", []),
      ("^2.30", "*", []), ("^2.30", "2.*", []),
      (
        "^2.30", "^2.32",
        ["pyproject.toml:3:1 requests is required as ^2.32, but poetry.lock has 2.31.0"]
      ),
      (
        "^2.30", "<2.31",
        ["pyproject.toml:3:1 requests is required as <2.31, but poetry.lock has 2.31.0"]
      ),
      (
        "requests = \"^2.30\"", "requests = \"^2.30\"\nnew = \"1\"",
        ["pyproject.toml:4:1 new is required as 1, but poetry.lock was made without it"]
      ),
    ] as [(String, String, [String])])
  func `poetry is compared by names and constraints`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    var files = Self.files
    files["pyproject.toml"] = files["pyproject.toml"]?.replacing(old, with: new)
    #expect(try PackagesBench.differences(files, in: "poetry.lock") == expected)
  }

  @Test func `the manifest tells what is direct`() throws {
    let packages = try #require(try PackagesBench.collect(Self.files)["poetry.lock"]).packages.get()
    #expect(packages.map(\.isDirect) == [true, false, true, false])
    #expect(packages.map(\.isDevelopment) == [false, false, true, false])
  }

  @Test(arguments: [
    ("1.4.5", "~=1.4.2", true), ("1.5", "~=1.4.2", false), ("1.9", "~=1.4", true),
    ("2.0", "~=1.4", false), ("1.0.0+cpu", "==1.0", true), ("1.0+gpu", "==1.0+cpu", false),
    ("0.2.9", "^0.2.3", true), ("0.3.0", "^0.2.3", false), ("0.0.3", "^0.0.3", true),
    ("0.0.4", "^0.0.3", false), ("1.2", "!=1.2.*", false), ("1.3", "!=1.2.*", true),
    ("1.2.7", "==1.2.*", true), ("1.3", "==1.2.*", false), ("2.0", ">=1, <3", true),
    ("2.0", ">= 1 < 2", false), ("1.9", "~1", true), ("2.0", "~1", false), ("1.2", "===1.2", true),
    ("1.2.0", "===1.2", false), ("2!1.0", "^2!1.0", true), ("2!2.0", "^2!1.0", false),
    ("3.0", "^1 || ^3", true), ("2.0", "^1 || ^3", false),
  ])
  func `constraints hold versions as PEP 440 and Poetry say`(
    _ version: String, _ constraint: String, _ holds: Bool
  ) throws {
    let files = [
      "pyproject.toml": "[tool.poetry.dependencies]\na = \"\(constraint)\"\n",
      "poetry.lock": "[[package]]\nname = \"a\"\nversion = \"\(version)\"\n",
    ]
    #expect(try #require(try PackagesBench.differences(files, in: "poetry.lock")).isEmpty == holds)
  }

  @Test(
    arguments: [
      (
        "pdm.lock",
        "[metadata]\ngroups = ['default', 'test']\n[[package]]\nname = 'a'\nversion = '1'\n"
      ),
      (
        "pylock.toml",
        "lock-version = '1.0'\nextras = ['test']\n[[packages]]\nname = 'a'\nversion = '1'\n"
      ),
    ])
  func `groups that a lockfile was not made for are left out`(
    _ name: String, _ lock: String
  ) throws {
    let files = [
      "pyproject.toml": """
      [project]
      name = "app"
      dependencies = ["a>=1"]
      [project.optional-dependencies]
      test = ["b"]
      docs = ["c"]
      """, name: lock,
    ]
    #expect(
      try PackagesBench.differences(files, in: name) == [
        "pyproject.toml:5:9 b is required, but \(name) was made without it"
      ])
  }

  private static let pipfile = [
    "Pipfile": """
    [[source]]
    url = "https://pypi.org/simple"
    verify_ssl = true
    name = "pypi"

    [packages]
    django = "==4.2.1"

    [dev-packages]

    [requires]
    python_version = "3.11"
    """,
    "Pipfile.lock": """
    { "_meta": { "hash": { "sha256":
        "DIGEST" } },
      "default": { "django": { "version": "==4.2.1" } }, "develop": {} }
    """,
  ]

  /// The text that Pipenv digests, written out: keys sorted, nothing between them.
  private static let digested =
    #"{"_meta":{"requires":{"python_version":"3.11"},"sources":[{"name":"pypi","#
    + #""url":"https://pypi.org/simple","verify_ssl":true}]},"default":{"django":"==4.2.1"},"#
    + #""develop":{}}"#

  @Test(
    arguments: [
      ("x", "x", []),
      (
        "django = \"==4.2.1\"", "django = \"==4.2.2\"",
        ["Pipfile:7:1 django is required as ==4.2.2, but Pipfile.lock has 4.2.1"]
      ),
      (
        "3.11", "3.12",
        ["Pipfile:1:1 Pipfile.lock was made for another Pipfile: its digest is not the same"]
      ),
    ] as [(String, String, [String])])
  func `Pipfile is compared by its digest`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    var files = Self.pipfile
    files["Pipfile"] = files["Pipfile"]?.replacing(old, with: new)
    files["Pipfile.lock"] = files["Pipfile.lock"]?.replacing(
      "DIGEST", with: PackagesBench.sha256(Self.digested))
    #expect(try PackagesBench.differences(files, in: "Pipfile.lock") == expected)
  }
}
