import Collectors
import Model
import Testing

@Suite struct ComposerFormatTests {
  private static let manifest = #"""
    { "name": "acme/app",
      "require": { "php": ">=8", "ext-json": "*", "vendor/a": "^1.0", "virtual/log": "*" },
      "require-dev": { "vendor/test": "2.0.1" } }
    """#

  private static let lock = #"""
    { "content-hash": "DIGEST",
      "packages": [
        { "name": "vendor/a", "version": "v1.2.3", "license": ["MIT"],
          "require": { "php": ">=8", "virtual/log": "^1", "Vendor/C": "*" },
          "dist": { "type": "zip", "url": "https://u:p@api.example.org/a.zip", "shasum": "aa" } },
        { "name": "vendor/log", "version": "1.0.0", "provide": { "virtual/log": "1.0" },
          "license": ["MIT", "GPL-2.0-or-later"] },
        { "name": "vendor/c", "version": "dev-main", "dist": { "shasum": "" },
          "source": { "type": "git", "url": "https://example.org/c.git", "reference": "01" } },
        { "name": "vendor/own", "version": "1.0", "dist": { "type": "path", "url": "own" } }
      ],
      "packages-dev": [ { "name": "vendor/test", "version": "2.0.1" } ] }
    """#

  @Test func `the lockfile gives licences, digests and the graph`() throws {
    let packages = try PackagesBench.read(ComposerLockfile.self, Self.lock).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "vendor/a v1.2.3@3", "vendor/log 1.0.0@6", "vendor/c dev-main@8", "vendor/test 2.0.1@12",
      ])
    #expect(PackagesBench.graph(packages) == ["vendor/a > vendor/log, vendor/c"])
    #expect(packages.map(\.license) == ["MIT", "(MIT OR GPL-2.0-or-later)", nil, nil])
    #expect(packages.map(\.integrity) == ["sha1:aa", nil, nil, nil])
    #expect(packages[0].source == "https://api.example.org/a.zip")
    #expect(packages[2].source == "https://example.org/c.git")
    #expect(packages.map(\.isDevelopment) == [false, false, false, true])
  }

  @Test func `the manifest leaves the platform out`() throws {
    let packages = try PackagesBench.read(ComposerManifest.self, Self.manifest).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "vendor/a ?@2", "virtual/log ?@2", "vendor/test 2.0.1@3",
      ])
    #expect(packages.map(\.isDevelopment) == [false, false, true])
  }

  @Test(
    arguments: [
      ("x", "x", []),
      (
        "\"^1.0\"", "\"^1.1\"",
        [
          "composer.json:1:1 composer.lock was made for another composer.json: its digest is not the same"
        ]
      ),
      (
        "vendor/a", "vendor/new",
        [
          "composer.json:2:47 vendor/new is required as ^1.0, but composer.lock was made without it"
        ]
      ),
      (
        "\"virtual/log\": \"*\"", "\"vendor/test\": \"*\"",
        [
          "composer.json:2:67 vendor/test is required, but composer.lock has it for development only"
        ]
      ),
    ] as [(String, String, [String])])
  func `the lockfile is compared by names and by its digest`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    let text =
      #"{"name":"acme\/app","require":{"php":">=8","ext-json":"*","vendor\/a":"^1.0","#
      + #""virtual\/log":"*"},"require-dev":{"vendor\/test":"2.0.1"}}"#
    let files = [
      "composer.json": Self.manifest.replacing(old, with: new),
      "composer.lock": Self.lock.replacing("DIGEST", with: PackagesBench.md5(text) ?? ""),
    ]
    #expect(try PackagesBench.differences(files, in: "composer.lock") == expected)
  }

  @Test func `the manifest tells what is direct`() throws {
    let packages = try #require(
      try PackagesBench.collect(["composer.json": Self.manifest, "composer.lock": Self.lock])[
        "composer.lock"]
    ).packages.get()
    #expect(packages.map(\.isDirect) == [true, true, false, true])
  }

  @Test(
    arguments: [
      (ComposerLockfile.self, "{}", "file:1:1: error: expected a list as \"packages\""),
      (
        ComposerLockfile.self, #"{"packages":[{"name":"a/b"}]}"#,
        "file:1:14: error: a package has no version"
      ),
      (
        ComposerManifest.self, #"{"require":{"a/b":1}}"#,
        "file:1:19: error: expected the requirement of a package, found a whole number"
      ),
    ] as [(any ManifestFormat.Type, String, String)])
  func `each fault has its place`(
    _ format: any ManifestFormat.Type, _ text: String, _ problem: String
  ) {
    #expect(PackagesBench.problem(format, text) == problem)
  }
}
