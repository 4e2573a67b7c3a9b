import Collectors
import Model
import Testing

@Suite struct AppleFormatTests {
  @Test func `Package resolved, versions 2 and 3`() throws {
    let text = """
      { "originHash": "00", "pins": [
        { "identity": "swift-nio", "kind": "remoteSourceControl",
          "location": "https://GitHub.com/apple/swift-nio.git",
          "state": { "revision": "0123", "version": "2.60.0" } },
        { "identity": "b", "kind": "remoteSourceControl", "location": "git@host.example:o/b.git",
          "state": { "revision": "4567", "branch": "main" } },
        { "identity": "mona.lib", "kind": "registry", "location": "",
          "state": { "version": "1.0.0" } },
        { "identity": "here", "kind": "localSourceControl", "location": "/x",
          "state": { "revision": "1" } }
      ], "version": 3 }
      """
    let packages = try PackagesBench.read(SwiftLockfile.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "github.com/apple/swift-nio 2.60.0@3", "host.example/o/b ?@5", "mona.lib 1.0.0@7",
      ])
    #expect(packages.allSatisfy { $0.isPinned })
    #expect(packages[1].requirement == "4567")
  }

  @Test func `Package resolved, version 1`() throws {
    let text = """
      { "object": { "pins": [ { "package": "A",
        "repositoryURL": "ssh://git@host.example:22/o/a",
        "state": { "branch": null, "revision": "01", "version": "1.0.0" } } ] }, "version": 1 }
      """
    let packages = try PackagesBench.read(SwiftLockfile.self, text).packages
    #expect(packages.map(\.name) == ["host.example/22/o/a"])
    #expect(packages.map(\.version) == ["1.0.0"])
  }

  @Test func `Podfile's lockfile joins the parts of a pod`() throws {
    let text = """
      PODS:
        - Firebase/Core (8.0.0):
          - Firebase/CoreOnly
          - Analytics (= 8.0.0)
        - Firebase/CoreOnly (8.0.0)
        - Analytics (8.0.0)
        - Here (0.1.0)
        - Fork (2.0.0)

      DEPENDENCIES:
        - Firebase/Core (~> 8.0)
        - Here (from `../here`)

      SPEC REPOS:
        trunk:
          - Firebase

      EXTERNAL SOURCES:
        Here:
          :path: "../here"
        Fork:
          :git: https://u:p@example.org/fork.git

      CHECKOUT OPTIONS:
        Fork:
          :commit: 0123abc
          :git: https://u:p@example.org/fork.git

      SPEC CHECKSUMS:
        Firebase: aa00

      PODFILE CHECKSUM: 00

      COCOAPODS: 1.15.2
      """
    let packages = try PackagesBench.read(PodLockfile.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "Firebase 8.0.0@2", "Analytics 8.0.0@6", "Fork 2.0.0@8",
      ])
    #expect(PackagesBench.graph(packages) == ["Firebase > Analytics"])
    #expect(packages.map(\.isDirect) == [true, false, false])
    #expect(packages[0].integrity == "aa00")
    #expect(packages[2].source == "https://example.org/fork.git#0123abc")
  }

  @Test(
    arguments: [
      (SwiftLockfile.self, "{}", "file:1:1: error: expected 1, 2 or 3 as \"version\""),
      (
        SwiftLockfile.self, #"{"version":2,"pins":[{}]}"#,
        "file:1:22: error: a package has no repositoryURL"
      ),
      (PodLockfile.self, "a: 1", "file:1:1: error: expected a list as PODS"),
      (
        PodLockfile.self, "PODS:\n  - Name\n",
        "file:2:5: error: expected a pod and its version, found text"
      ),
    ] as [(any ManifestFormat.Type, String, String)])
  func `each fault has its place`(
    _ format: any ManifestFormat.Type, _ text: String, _ problem: String
  ) {
    #expect(PackagesBench.problem(format, text) == problem)
  }
}
