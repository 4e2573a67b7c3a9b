import Collectors
import Model
import Testing

@Suite struct CargoFormatTests {
  private static let lock = """
    version = 4

    [[package]]
    name = "app"
    version = "0.1.0"
    dependencies = ["rand 0.8.5", "serde"]

    [[package]]
    name = "rand"
    version = "0.7.3"
    source = "registry+https://example.org/index"

    [[package]]
    name = "rand"
    version = "0.8.5"
    source = "registry+https://example.org/index"
    dependencies = ["libc"]

    [[package]]
    name = "libc"
    version = "0.2.1"
    source = "git+https://example.org/libc#0123"

    [[package]]
    name = "serde"
    version = "1.0.0"
    source = "registry+https://example.org/index"
    """

  @Test func `the lockfile gives what is not the repository's own`() throws {
    let packages = try PackagesBench.read(CargoLockfile.self, Self.lock).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "rand 0.7.3@9", "rand 0.8.5@14", "libc 0.2.1@20", "serde 1.0.0@25",
      ])
    #expect(packages.map(\.isDirect) == [false, true, false, true])
    #expect(PackagesBench.graph(packages) == ["rand 0.8.5 > libc 0.2.1"])
    #expect(packages[2].source == "git+https://example.org/libc#0123")
    #expect(packages.allSatisfy { $0.ecosystem == "crates.io" && $0.isPinned })
  }

  @Test func `the first form kept the crate itself apart`() throws {
    let text = """
      [root]
      name = "app"
      version = "0.1.0"
      dependencies = ["libc 0.2.1 (registry+https://example.org/index)"]

      [[package]]
      name = "libc"
      version = "0.2.1"
      source = "registry+https://example.org/index"
      """
    let packages = try PackagesBench.read(CargoLockfile.self, text).packages
    #expect(packages.map(PackagesBench.shown) == ["libc 0.2.1@7"])
    #expect(packages.map(\.isDirect) == [true])
  }

  @Test func `crates of one name and version are told apart by their source`() throws {
    let text = """
      [[package]]
      name = "app"
      version = "1.0.0"
      dependencies = ["a 1.0.0 (registry+https://two)"]

      [[package]]
      name = "a"
      version = "1.0.0"
      source = "registry+https://one"
      checksum = "00ff"

      [[package]]
      name = "a"
      version = "1.0.0"
      source = "registry+https://two"
      dependencies = ["b"]

      [[package]]
      name = "b"
      version = "2.0.0"
      source = "registry+https://one"

      [metadata]
      "checksum b 2.0.0 (registry+https://one)" = "aa00"
      """
    let packages = try PackagesBench.read(CargoLockfile.self, text).packages
    #expect(packages.map(\.isDirect) == [false, true, false])
    #expect(PackagesBench.graph(packages) == ["a 1.0.0 (registry+https://two) > b 2.0.0"])
    #expect(packages.map(\.integrity) == ["sha256:00ff", nil, "sha256:aa00"])
  }

  @Test(arguments: [
    ("version = 9", "file:1:11: error: lockfile version 9 cannot be read; 1 to 4 can"),
    (
      "[[package]]\nname = 'a'\nsource = 'x'",
      "file:2:8: error: a package has no name or no version"
    ),
    (
      "[[package]]\nname = 'a'\nversion = 1\nsource = 'x'",
      "file:2:8: error: a package has no name or no version"
    ),
  ])
  func `each fault of the lockfile has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(CargoLockfile.self, text) == problem)
  }

  private static let manifest = """
    [package]
    name = "app"

    [dependencies]
    serde = "1"
    exact = "=1.2.3"
    renamed = { package = "real-name", version = "0.2" }
    here = { path = "here", version = "1" }
    shared = { workspace = true }
    fork = { git = "https://u:p@example.org/fork", rev = "0123456789012345678901234567890123456789" }

    [dev-dependencies]
    tempfile = "3"

    [target.'cfg(unix)'.build_dependencies]
    cc = "1.0"

    [workspace.dependencies]
    shared = "2"
    """

  @Test func `the manifest gives every table`() throws {
    let packages = try PackagesBench.read(CargoManifest.self, Self.manifest).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "serde ?@5", "exact 1.2.3@6", "real-name ?@7", "fork ?@10", "tempfile ?@13", "cc ?@16",
        "shared ?@19",
      ])
    #expect(packages.filter(\.isDevelopment).map(\.name) == ["tempfile"])
    #expect(packages.filter(\.isPinned).map(\.name) == ["exact", "fork"])
    #expect(
      packages[3].requirement
        == "https://example.org/fork#0123456789012345678901234567890123456789")
  }

  @Test(arguments: [
    (
      "dependencies = 1", "file:1:16: error: expected a table of dependencies, found a whole number"
    ),
    ("[dependencies]\na = 1", "file:2:5: error: expected a requirement, found a whole number"),
  ])
  func `each fault of the manifest has its place`(_ text: String, _ problem: String) {
    #expect(PackagesBench.problem(CargoManifest.self, text) == problem)
  }
}
