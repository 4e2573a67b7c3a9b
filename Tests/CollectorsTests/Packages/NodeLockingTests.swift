import Model
import Testing

@Suite struct NodeLockingTests {
  private static let files = [
    "package.json": """
    {
      "dependencies": { "left-pad": "^1.3.0", "shared": "*" },
      "devDependencies": { "mocha": "~10.1" },
      "workspaces": ["packages/*", "!packages/old"]
    }
    """,
    "packages/member/package.json":
      #"{ "name": "member", "dependencies": { "left-pad": "1.1.0" } }"#,
    "packages/old/package.json": #"{ "dependencies": { "left-pad": "1.1.0" } }"#,
    "package-lock.json": """
    {
      "lockfileVersion": 3,
      "packages": {
        "": {
          "dependencies": { "left-pad": "^1.3.0", "shared": "*" },
          "devDependencies": { "mocha": "~10.1" }
        },
        "node_modules/left-pad": { "version": "1.3.5" },
        "node_modules/shared": { "version": "2.0.0-beta.1" },
        "node_modules/mocha": { "version": "10.1.4", "dev": true },
        "node_modules/member": { "resolved": "packages/member", "link": true },
        "packages/member": { "dependencies": { "left-pad": "1.1.0" } },
        "packages/member/node_modules/left-pad": { "version": "1.1.0" }
      }
    }
    """,
  ]

  @Test func `a lockfile and its workspace are in step`() throws {
    let inventory = try PackagesBench.collect(Self.files)
    #expect(inventory["package-lock.json"]?.step == .inStep(manifest: "package.json"))
    #expect(inventory["package.json"]?.lockfile == "package-lock.json")
    #expect(inventory["packages/member/package.json"]?.lockfile == "package-lock.json")
    #expect(inventory["packages/member/package.json"]?.step == nil)
    #expect(inventory["packages/old/package.json"]?.lockfile == nil)
    #expect(
      inventory["packages/old/package.json"]?.step
        == .missingLockfile(manifest: "packages/old/package.json"))
  }

  /// One change of one file, and what must be said of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let difference: String

    var testDescription: String { difference }
  }

  @Test(arguments: [
    Fault(
      file: "package.json", old: #""left-pad": "^1.3.0", "#,
      new: #""left-pad": "^1.3.0", "new": "1", "#,
      difference:
        "package.json:2:43 new is required as 1, but package-lock.json was made without it"
    ),
    Fault(
      file: "package.json", old: #""left-pad": "^1.3.0", "#, new: "",
      difference:
        "package.json:1:1 package-lock.json was made with left-pad, which package.json does not name"
    ),
    Fault(
      file: "package.json", old: "^1.3.0", new: "^1.3.1",
      difference:
        "package.json:2:21 left-pad is required as ^1.3.1; package-lock.json was made for ^1.3.0"),
    Fault(
      file: "package.json", old: "devDependencies", new: "optionalDependencies",
      difference: "package.json:3:29 mocha is in optionalDependencies; package-lock.json was made "
        + "with it in devDependencies"),
    Fault(
      file: "package-lock.json", old: "10.1.4", new: "10.2.0",
      difference:
        "package.json:3:24 mocha is required as ~10.1, but package-lock.json installs 10.2.0"),
    Fault(
      file: "package-lock.json", old: "node_modules/mocha", new: "node_modules/mocca",
      difference:
        "package.json:3:24 mocha is required, but package-lock.json installs no such package"),
    Fault(
      file: "package-lock.json", old: "10.1.4", new: "banana",
      difference:
        "package.json:3:24 mocha is required as ~10.1, but package-lock.json installs banana"),
    Fault(
      file: "packages/member/package.json", old: "1.1.0", new: "1.2.0",
      difference: "packages/member/package.json:1:39 left-pad is required as 1.2.0; "
        + "package-lock.json was made for 1.1.0"),
    Fault(
      file: "package-lock.json", old: #""packages/member": {"#, new: #""packages/other": {"#,
      difference: "packages/member/package.json:1:1 package-lock.json has no entry for the "
        + "workspace packages/member"),
  ])
  func `each change puts the lockfile out of step`(_ fault: Fault) throws {
    var files = Self.files
    let text = try #require(files[fault.file])
    files[fault.file] = text.replacing(fault.old, with: fault.new)
    #expect(files[fault.file] != text)
    let differences = try #require(
      try PackagesBench.differences(files, in: "package-lock.json"))
    #expect(differences.contains(fault.difference), "\(differences)")
    // A changed requirement may be unmet as well, but nothing else is said.
    let name = fault.difference.split(separator: " ").dropFirst().first ?? ""
    #expect(differences.allSatisfy { $0.contains(name) })
  }

  private static let first = [
    "package.json": #"{ "dependencies": { "a": "^1.0.0", "b": "npm:real@2.x" } }"#,
    "package-lock.json": """
    { "lockfileVersion": 1, "dependencies": {
      "a": { "version": "1.4.0" }, "b": { "version": "npm:real@2.1.0" } } }
    """,
  ]

  @Test(
    arguments: [
      ("1.4.0", "1.4.0", []),
      (
        "1.4.0", "2.0.0",
        ["package.json:1:21 a is required as ^1.0.0, but package-lock.json installs 2.0.0"]
      ),
      (
        "real@2.1.0", "real@3.0.0",
        [
          "package.json:1:36 b is required as npm:real@2.x, but package-lock.json installs npm:real@3.0.0"
        ]
      ),
      (
        #""a": {"#, #""c": {"#,
        ["package.json:1:21 a is required, but package-lock.json installs no such package"]
      ),
    ] as [(String, String, [String])])
  func `version 1 is compared by what it installs`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    var files = Self.first
    files["package-lock.json"] = files["package-lock.json"]?.replacing(old, with: new)
    #expect(try PackagesBench.differences(files, in: "package-lock.json") == expected)
  }

  @Test(arguments: ["bun.lockb"])
  func `a lockfile that is not read yet is unknown`(_ name: String) throws {
    let inventory = try PackagesBench.collect([
      "package.json": #"{ "dependencies": { "a": "1" } }"#, name: "anything",
    ])
    #expect(
      inventory.failure(name)
        == "bun.lockb is not read: it is binary; bun install --save-text-lockfile writes bun.lock, "
        + "which is read")
    #expect(inventory["package.json"]?.lockfile == name)
    #expect(inventory["package.json"]?.step == nil)
  }

  @Test func `pnpm's lockfile serves the folders below it`() throws {
    let inventory = try PackagesBench.collect([
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\nimporters:\n  apps/web: {}\n",
      "other/package.json": #"{ "dependencies": { "a": "1" } }"#,
      "apps/web/package.json": #"{ "dependencies": { "a": "1" } }"#,
    ])
    #expect(inventory["apps/web/package.json"]?.lockfile == "pnpm-lock.yaml")
    #expect(inventory["other/package.json"]?.lockfile == nil)
  }

  @Test func `the shrinkwrap stands above the lockfile`() throws {
    var files = Self.first
    files["npm-shrinkwrap.json"] = files["package-lock.json"]
    let inventory = try PackagesBench.collect(files)
    #expect(inventory["package.json"]?.lockfile == "npm-shrinkwrap.json")
    #expect(inventory["npm-shrinkwrap.json"]?.step == .inStep(manifest: "package.json"))
    #expect(inventory["package-lock.json"]?.step == nil)
  }

  @Test(arguments: ["../*", "/etc", "../../x", "packages/../../*"])
  func `a workspace never leads out of the tree`(_ pattern: String) throws {
    let inventory = try PackagesBench.collect([
      "app/package.json": #"{ "workspaces": ["\#(pattern)"] }"#,
      "app/package-lock.json": #"{ "lockfileVersion": 3, "packages": { "": {} } }"#,
      "other/package.json": #"{ "dependencies": { "a": "1" } }"#,
    ])
    #expect(inventory["other/package.json"]?.lockfile == nil)
    #expect(inventory["app/package-lock.json"]?.step == .inStep(manifest: "app/package.json"))
  }
}
