import Collectors
import Model
import Testing
import TestSupport

@Suite struct PackagesCollectorTests {
  private static let files = [
    "requirements.txt": "a==1\n", "web/package.json": #"{ "dependencies": { "a": "1.0.0" } }"#,
    "web/package-lock.json": #"{ "lockfileVersion": 3, "packages": {} }"#, "web/yarn.lock": "",
    "web/node_modules/x/package.json": "{}", "vendor/go.mod": "module x\n",
    "target/Cargo.toml": "", ".venv/requirements.txt": "x", "README.md": "",
    "notes/deps.txt": "b==2\n",
  ]

  @Test func `known files are found, sorted, and what others wrote is skipped`() throws {
    let inventory = try PackagesBench.collect(Self.files)
    #expect(
      inventory.paths == [
        "requirements.txt", "web/package-lock.json", "web/package.json", "web/yarn.lock",
      ])
    #expect(inventory.manifests.map(\.ecosystem) == ["PyPI", "npm", "npm", "npm"])
    #expect(inventory["requirements.txt"]?.digest?.utf8.count == 64)
  }

  @Test(
    arguments: [
      (["requirements.txt"], ["requirements.txt"]),
      (["web/package.json"], ["web/package-lock.json", "web/package.json"]),
      (["**/package-lock.json"], ["web/package-lock.json", "web/package.json"]),
      (["**/node_modules/**"], ["web/node_modules/x/package.json"]),
      (["vendor/go.mod"], ["vendor/go.mod"]),
      (["notes/deps.txt"], ["notes/deps.txt"]),
      (["nothing/**"], []),
    ] as [([String], [String])])
  func `patterns choose, and lockfiles and manifests bring each other`(
    _ patterns: [String], _ paths: [String]
  ) throws {
    #expect(try PackagesBench.collect(Self.files, patterns).paths == paths)
  }

  @Test func `a file that is named but not there is unreadable`() throws {
    let inventory = try PackagesBench.collect(Self.files, ["api/requirements.txt"])
    #expect(inventory.failure("api/requirements.txt") == "api/requirements.txt does not exist")
  }

  @Test func `a file that is named but of no known kind is unreadable`() throws {
    let inventory = try PackagesBench.collect(Self.files, ["README.md"])
    #expect(inventory.failure("README.md") == "README.md is not read yet")
  }

  @Test(arguments: [
    ("Gemfile", "RubyGems", "Gemfile.lock"), ("gems.rb", "RubyGems", "gems.locked"),
    ("build.gradle", "Maven", "gradle.lockfile"), ("build.gradle.kts", "Maven", "gradle.lockfile"),
    ("mix.exs", "Hex", "mix.lock"), ("Podfile", "CocoaPods", "Podfile.lock"),
  ])
  func `a manifest that is code is known by its lockfile alone`(
    _ name: String, _ ecosystem: String, _ lockfile: String
  ) throws {
    let alone = try PackagesBench.collect([name: "x"])
    #expect(
      alone.failure(name) == "\(name) is code, so only its lockfile tells what it asks for; "
        + "there is no \(lockfile) that can be read")
    #expect(alone.manifests.map(\.ecosystem) == [ecosystem])
    let texts = [
      "mix.lock": "%{}", "Podfile.lock": "PODS: []\n", "gradle.lockfile": "empty=a\n",
      "Gemfile.lock": "GEM\n", "gems.locked": "GEM\n",
    ]
    let locked = try PackagesBench.collect([name: "x", lockfile: texts[lockfile] ?? ""])
    #expect(locked.failure(name) == nil)
    #expect(locked[name]?.lockfile == lockfile)
    let broken = try PackagesBench.collect([name: "x", lockfile: "\u{0}"])
    #expect(broken.failure(name) != nil)
    #expect(broken.failure(lockfile) != nil)
  }

  @Test func `an umbrella's lockfile serves the applications below it`() throws {
    let inventory = try PackagesBench.collect(["mix.lock": "%{}", "apps/web/mix.exs": "x"])
    #expect(inventory["apps/web/mix.exs"]?.lockfile == "mix.lock")
    #expect(inventory.failure("apps/web/mix.exs") == nil)
  }

  @Test func `a folder that is not there, and a bad pattern, are reasons`() throws {
    let context = CollectionContext(now: Instant(seconds: 0), deadline: .now + .seconds(9))
    #expect(throws: Unavailable.self) {
      try PackagesCollector().collect(PackagesRequest(folder: "/nonexistent-avouch"), in: context)
    }
    #expect(throws: Unavailable.self) { try PackagesBench.collect(Self.files, ["[a"]) }
  }

  @Test func `work that is cancelled ends`() throws {
    let folder = try PackagesBench.folder(Self.files)
    let cancellation = Cancellation()
    cancellation.cancel()
    let context = CollectionContext(
      now: Instant(seconds: 0), deadline: .now + .seconds(9), cancellation: cancellation)
    #expect(throws: Unavailable("the run was interrupted")) {
      try PackagesCollector().collect(PackagesRequest(folder: folder.path), in: context)
    }
  }

  @Test func `one unreadable file leaves the others`() throws {
    var files = Self.files
    files["web/package.json"] = "{"
    let inventory = try PackagesBench.collect(files)
    #expect(inventory.failure("web/package.json")?.hasPrefix("web/package.json:1:") == true)
    #expect(inventory.names("requirements.txt") == ["a 1"])
    #expect(inventory["web/package-lock.json"]?.step == nil)
  }

  @Test func `many files give the same inventory each time`() throws {
    var files: [String: String] = [:]
    for number in 0..<60 { files["service\(number)/requirements.txt"] = "a==\(number)\nb\n" }
    let folder = try PackagesBench.folder(files)
    let first = try PackagesBench.collect(folder)
    #expect(first.manifests.count == 60)
    #expect(first.paths == first.paths.sorted())
    let second = try PackagesBench.collect(folder)
    #expect(first.paths.map { first.names($0) } == second.paths.map { second.names($0) })
  }
}
