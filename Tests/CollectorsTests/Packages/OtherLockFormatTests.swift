import Collectors
import Model
import Testing

/// Conan, renv, Stack, Cabal and Go's vendored modules.
@Suite struct OtherLockFormatTests {
  @Test func `Conan 2 gives lists`() throws {
    let text = """
      { "version": "0.5", "requires": ["zlib/1.2.13#rev%1.0", "openssl/3.1.0@user/channel#r2"],
        "build_requires": ["cmake/3.27.0"], "python_requires": [] }
      """
    let packages = try PackagesBench.read(ConanLockfile.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == ["zlib 1.2.13@1", "openssl 3.1.0@1", "cmake 3.27.0@2"])
    #expect(packages.map(\.integrity) == ["revision:rev", "revision:r2", nil])
    #expect(packages.map(\.isDevelopment) == [false, false, true])
  }

  @Test func `Conan 1 gives a graph`() throws {
    let text = """
      { "version": "0.4", "graph_lock": { "nodes": {
        "0": { "ref": "app/1.0", "requires": ["1"], "build_requires": ["3"] },
        "1": { "ref": "a/1.0#rev:id", "requires": ["2"] },
        "2": { "ref": "b/2.0" }, "3": { "ref": "tool/3.0" } } } }
      """
    let packages = try PackagesBench.read(ConanLockfile.self, text).packages
    #expect(packages.map(PackagesBench.shown) == ["a 1.0@3", "b 2.0@4", "tool 3.0@4"])
    #expect(PackagesBench.graph(packages) == ["1 > 2"])
    #expect(packages.map(\.isDirect) == [true, false, true])
    #expect(packages.map(\.isDevelopment) == [false, false, true])
  }

  @Test func `renv gives the graph and repositories`() throws {
    let text = """
      { "R": { "Version": "4.3.1", "Repositories": [{ "Name": "CRAN", "URL": "https://cran.example" }] },
        "Packages": {
          "dplyr": { "Package": "dplyr", "Version": "1.1.2", "Source": "Repository",
            "Repository": "CRAN", "Requirements": ["R", "rlang"], "Hash": "aa" },
          "rlang": { "Package": "rlang", "Version": "1.1.1", "License": "MIT + file LICENSE",
            "Imports": ["utils", "dplyr (>= 1.0)"] },
          "limma": { "Package": "limma", "Version": "3.56.0", "Source": "Bioconductor" },
          "gh": { "Package": "gh", "Version": "0.1", "Source": "GitHub", "RemoteUsername": "o",
            "RemoteRepo": "gh", "RemoteSha": "0123" } } }
      """
    let packages = try PackagesBench.read(RenvLockfile.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "dplyr 1.1.2@3", "rlang 1.1.1@5", "limma 3.56.0@7", "gh 0.1@8",
      ])
    #expect(PackagesBench.graph(packages) == ["dplyr > rlang", "rlang > dplyr"])
    #expect(packages.map(\.ecosystem) == ["CRAN", "CRAN", "Bioconductor", "CRAN"])
    #expect(packages[0].source == "https://cran.example")
    #expect(packages[0].integrity == "md5:aa")
    #expect(packages[1].license == "MIT + file LICENSE")
    #expect(packages[3].source == "github:o/gh#0123")
  }

  @Test func `Stack gives what lies beyond its snapshot`() throws {
    let text = """
      packages:
      - completed:
          hackage: acme-missiles-0.3@sha256:aa,613
          pantry-tree:
            sha256: bb
            size: 226
        original:
          hackage: acme-missiles-0.3
      - completed:
          commit: 0123abc
          git: https://example.org/x.git
          name: x-y
          version: '1.0'
        original:
          git: https://example.org/x.git
      snapshots:
      - completed:
          sha256: cc
        original: lts-21.0
      """
    let packages = try PackagesBench.read(StackLockfile.self, text).packages
    #expect(packages.map(PackagesBench.shown) == ["acme-missiles 0.3@3", "x-y 1.0@12"])
    #expect(packages.map(\.integrity) == ["sha256:aa", nil])
    #expect(packages[1].source == "https://example.org/x.git#0123abc")
  }

  @Test func `Cabal gives its constraints`() throws {
    let text = """
      active-repositories: hackage.haskell.org:merge
      constraints: any.aeson ==2.1.0.0,
                   aeson -cffi +ordered-keymap,
                   any.base ==4.17.0.0,
                   any.text installed
      -- remark
      index-state: hackage.haskell.org 2023-01-01T00:00:00Z
      """
    let packages = try PackagesBench.read(CabalFreezeFile.self, text).packages
    #expect(packages.map(PackagesBench.shown) == ["aeson 2.1.0.0@2", "base 4.17.0.0@4"])
    #expect(packages.map { $0.location.span?.column } == [14, 14])
  }

  @Test func `Go's vendored modules are read where they are named`() throws {
    let text = """
      # example.org/a v1.2.3
      ## explicit; go 1.20
      example.org/a/pkg
      # example.org/b v1.0.0 => ../b
      # example.org/c v1.0.0 => example.org/fork v1.1.0
      # example.org/d => ./d
      """
    let files = ["vendor/modules.txt": text]
    #expect(try PackagesBench.collect(files).paths == [])
    #expect(
      try PackagesBench.collect(files, ["vendor/modules.txt"]).names("vendor/modules.txt")
        == ["example.org/a v1.2.3", "example.org/fork v1.1.0"])
  }

  @Test(
    arguments: [
      (ConanLockfile.self, "{}", "file:1:1: error: expected a list as \"requires\""),
      (
        ConanLockfile.self, #"{"requires":["zlib"]}"#,
        "file:1:14: error: expected name/version, found text"
      ),
      (RenvLockfile.self, "{}", "file:1:1: error: expected a mapping as \"Packages\""),
      (StackLockfile.self, "a: 1", "file:1:1: error: expected a list as \"packages\""),
      (
        StackLockfile.self, "packages:\n- completed:\n    hackage: x\n",
        "file:3:14: error: expected name-version"
      ),
      (CabalFreezeFile.self, "constraints", "file:1:1: error: expected a field and a colon"),
      (
        CabalFreezeFile.self, "constraints: any.a ==1 || ==2",
        "file:1:14: error: expected one exact version"
      ),
      (GoVendorFile.self, "# a", "file:1:3: error: expected a module and its version"),
    ] as [(any ManifestFormat.Type, String, String)])
  func `each fault has its place`(
    _ format: any ManifestFormat.Type, _ text: String, _ problem: String
  ) {
    #expect(PackagesBench.problem(format, text) == problem)
  }
}
