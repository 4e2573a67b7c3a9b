import Collectors
import Model
import Testing

@Suite struct PNPMFormatTests {
  private static let nine = """
    lockfileVersion: '9.0'

    settings:
      autoInstallPeers: true

    overrides:
      forced: 2.0.0

    importers:

      .:
        dependencies:
          '@scope/a':
            specifier: ^1.0.0
            version: 1.2.3(peer@2.0.0)
          forced:
            specifier: 2.0.0
            version: 2.0.0
        devDependencies:
          alias:
            specifier: npm:real@^4
            version: real@4.1.0
          here:
            specifier: workspace:*
            version: link:packages/here

      packages/here:
        dependencies:
          peer:
            specifier: ^2.0.0
            version: 2.0.0

    packages:

      '@scope/a@1.2.3':
        resolution: {integrity: sha512-AAAA==}
        engines: {node: '>=6.9.0', npm: '>=3'}
        peerDependencies:
          peer: '*'

      deep@0.1.0:
        resolution: {integrity: sha512-BBBB==, tarball: https://u:p@example.org/deep.tgz}
        deprecated: |-
          first line
          second: line
        cpu: [x64, arm64]

      forced@2.0.0:
        resolution: {integrity: sha512-CCCC==}

      git@https://codeload.example.org/o/git/tar.gz/0123456789:
        resolution: {tarball: https://codeload.example.org/o/git/tar.gz/0123456789}
        version: 3.3.3

      peer@2.0.0:
        resolution: {integrity: sha512-DDDD==}

      real@4.1.0:
        resolution: {integrity: sha512-EEEE==}

    snapshots:

      '@scope/a@1.2.3(peer@2.0.0)':
        dependencies:
          git: https://codeload.example.org/o/git/tar.gz/0123456789
          peer: 2.0.0

      deep@0.1.0: {}

      forced@2.0.0: {}

      git@https://codeload.example.org/o/git/tar.gz/0123456789: {}

      peer@2.0.0: {}

      real@4.1.0:
        optionalDependencies:
          deep: 0.1.0
    """

  @Test func `version 9 gives instances with the graph and the digests`() throws {
    let packages = try PackagesBench.read(PNPMLockfile.self, Self.nine).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "@scope/a 1.2.3@35", "deep 0.1.0@41", "forced 2.0.0@48", "git 3.3.3@51", "peer 2.0.0@55",
        "real 4.1.0@58",
      ])
    #expect(
      PackagesBench.graph(packages) == [
        "@scope/a@1.2.3(peer@2.0.0) > git@https://codeload.example.org/o/git/tar.gz/0123456789, "
          + "peer@2.0.0", "real@4.1.0 > deep@0.1.0",
      ])
    #expect(
      PackagesBench.names(packages) { $0.isDirect == true } == [
        "@scope/a", "forced", "peer", "real",
      ])
    #expect(PackagesBench.names(packages, where: \.isDevelopment) == ["deep", "real"])
    #expect(packages[1].source == "https://example.org/deep.tgz")
    #expect(packages[0].integrity == "sha512-AAAA==")
  }

  private static let five = """
    lockfileVersion: 5.4

    specifiers:
      '@scope/a': ^1.0.0
      b: 2.0.0

    dependencies:
      '@scope/a': 1.2.3_b@2.0.0

    devDependencies:
      b: 2.0.0

    packages:

      /@scope/a/1.2.3_b@2.0.0:
        resolution: {integrity: sha512-AAAA==}
        peerDependencies:
          b: '*'
        dependencies:
          c: github.com/o/c/0123
          d: 0.1.0-beta.1
        dev: false

      /b/2.0.0:
        resolution: {integrity: sha512-BBBB==}
        dev: true

      /d/0.1.0-beta.1:
        resolution: {integrity: sha512-DDDD==}
        dev: false

      github.com/o/c/0123:
        resolution: {tarball: https://codeload.github.com/o/c/tar.gz/0123}
        name: c
        version: 9.9.9
        dev: false

      file:here:
        resolution: {directory: here, type: directory}
        name: here
        version: 0.0.0
    """

  @Test func `version 5 has paths as keys`() throws {
    let packages = try PackagesBench.read(PNPMLockfile.self, Self.five).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "@scope/a 1.2.3@15", "b 2.0.0@24", "d 0.1.0-beta.1@28", "c 9.9.9@32",
      ])
    #expect(
      PackagesBench.graph(packages) == [
        "/@scope/a/1.2.3_b@2.0.0 > github.com/o/c/0123, /d/0.1.0-beta.1"
      ])
    #expect(PackagesBench.names(packages, where: \.isDevelopment) == ["b"])
  }

  private static let six = """
    lockfileVersion: '6.0'

    dependencies:
      '@scope/a':
        specifier: ^1.0.0
        version: 1.2.3(b@2.0.0)

    packages:

      /@scope/a@1.2.3(b@2.0.0):
        resolution: {integrity: sha512-AAAA==}
        dependencies:
          b: 2.0.0
        dev: false

      /b@2.0.0:
        resolution: {integrity: sha512-BBBB==}
        dev: false
    """

  @Test func `version 6 has the version behind an at sign`() throws {
    let packages = try PackagesBench.read(PNPMLockfile.self, Self.six).packages
    #expect(packages.map(PackagesBench.shown) == ["@scope/a 1.2.3@10", "b 2.0.0@16"])
    #expect(PackagesBench.graph(packages) == ["/@scope/a@1.2.3(b@2.0.0) > /b@2.0.0"])
    #expect(packages.map(\.isDirect) == [true, false])
  }

  @Test func `what plain YAML does not hold goes to the full parser`() throws {
    let text = Self.six.replacing("specifier: ^1.0.0", with: "specifier: &s ^1.0.0")
    let packages = try PackagesBench.read(PNPMLockfile.self, text).packages
    #expect(packages.map(PackagesBench.shown) == ["@scope/a 1.2.3@10", "b 2.0.0@16"])
    let documents = "lockfileVersion: '9.0'\npackages: {}\n---\n" + Self.nine
    #expect(try PackagesBench.read(PNPMLockfile.self, documents).packages.count == 6)
  }

  @Test(arguments: [
    ("a: 1", "file:1:1: error: expected a \"lockfileVersion\" from 5 to 9"),
    ("lockfileVersion: 10.0", "file:1:18: error: expected a \"lockfileVersion\" from 5 to 9"),
    (
      "lockfileVersion: 6.0\npackages: 1",
      "file:2:11: error: expected a mapping as \"packages\", found text"
    ),
    (
      "lockfileVersion: 6.0\npackages:\n  /a: {}",
      "file:3:3: error: the name and version of a package cannot be told"
    ),
    ("- a", "file:1:1: error: expected a mapping, found a list"),
  ])
  func `each fault has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(PNPMLockfile.self, text) == problem)
  }

  private static let files = [
    "package.json": #"""
    { "dependencies": { "@scope/a": "^1.0.0", "forced": "^1.0.0" },
      "devDependencies": { "alias": "npm:real@^4", "here": "workspace:*" },
      "peerDependencies": { "any": "*" } }
    """#,
    "packages/here/package.json": #"{ "dependencies": { "peer": "^2.0.0" } }"#,
    "pnpm-lock.yaml": nine,
  ]

  @Test(
    arguments: [
      ("package.json", "^1.0.0", "^1.0.0", []),
      (
        "package.json", "\"@scope/a\": \"^1.0.0\"", "\"@scope/a\": \"^1.3.0\"",
        ["package.json:1:21 @scope/a is required as ^1.3.0; pnpm-lock.yaml was made for ^1.0.0"]
      ),
      (
        "package.json", "\"alias\": \"npm:real@^4\", ", "",
        ["package.json:1:1 pnpm-lock.yaml was made with alias, which package.json does not name"]
      ),
      (
        "packages/here/package.json", "peer", "pear",
        [
          "packages/here/package.json:1:21 pear is required as ^2.0.0, but pnpm-lock.yaml was made without it",
          "packages/here/package.json:1:1 pnpm-lock.yaml was made with peer, which package.json does not name",
        ]
      ),
    ] as [(String, String, String, [String])])
  func `the importers' specifiers are compared`(
    _ file: String, _ old: String, _ new: String, _ expected: [String]
  ) throws {
    var files = Self.files
    files[file] = files[file]?.replacing(old, with: new)
    #expect(try PackagesBench.differences(files, in: "pnpm-lock.yaml") == expected)
  }

  @Test func `older versions keep the specifiers apart`() throws {
    let files = [
      "package.json":
        #"{ "dependencies": { "@scope/a": "^1.0.0" }, "devDependencies": { "b": "2.0.1" } }"#,
      "pnpm-lock.yaml": Self.five,
    ]
    #expect(
      try PackagesBench.differences(files, in: "pnpm-lock.yaml") == [
        "package.json:1:66 b is required as 2.0.1; pnpm-lock.yaml was made for 2.0.0"
      ])
  }
}
