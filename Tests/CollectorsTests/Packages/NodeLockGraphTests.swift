import Collectors
import Model
import Testing

@Suite struct NodeLockGraphTests {
  @Test func `folders resolve as Node does, with licence, digest and address`() throws {
    let text = """
      { "lockfileVersion": 3, "packages": {
        "": { "dependencies": { "a": "1", "member": "*" } },
        "node_modules/a": { "version": "1.0.0", "license": "MIT", "integrity": "sha512-AAAA==",
          "resolved": "https://u:p@registry.example.org/a.tgz",
          "dependencies": { "b": "1", "@s/c": "1", "gone": "1" }, "peerDependencies": { "d": "*" } },
        "node_modules/a/node_modules/b": { "version": "1.0.0", "license": { "type": "ISC" },
          "optionalDependencies": { "@s/c": "1" } },
        "node_modules/a/node_modules/@s/c": { "version": "3.0.0", "dependencies": { "b": "*" } },
        "node_modules/b": { "version": "2.0.0", "license": ["MIT", "GPL-2.0"] },
        "node_modules/@s/c": { "version": "1.0.0" },
        "node_modules/d": { "version": "1.0.0", "dependencies": { "member": "*" } },
        "node_modules/member": { "resolved": "packages/member", "link": true },
        "packages/member": { "dependencies": { "b": "^3" } },
        "packages/member/node_modules/b": { "version": "3.0.0", "dependencies": { "d": "1" } }
      } }
      """
    let packages = try PackagesBench.read(NodeLockfile.self, text).packages
    #expect(
      PackagesBench.graph(packages) == [
        "node_modules/a > node_modules/a/node_modules/b, node_modules/a/node_modules/@s/c, node_modules/d",
        "node_modules/a/node_modules/b > node_modules/a/node_modules/@s/c",
        "node_modules/a/node_modules/@s/c > node_modules/a/node_modules/b",
        "packages/member/node_modules/b > node_modules/d",
      ])
    #expect(
      packages.map(\.license) == ["MIT", "ISC", nil, "(MIT OR GPL-2.0)", nil, nil, nil])
    #expect(packages[0].integrity == "sha512-AAAA==")
    #expect(packages[0].source == "https://registry.example.org/a.tgz")
    #expect(
      PackagesBench.names(packages) { $0.isDirect == true } == ["a", "b"])
  }

  @Test func `version 1 resolves up its tree, and the manifest tells what is direct`() throws {
    let lock = """
      { "lockfileVersion": 1, "dependencies": {
        "a": { "version": "1.0.0", "integrity": "sha1-AA=", "requires": { "b": "1", "c": "1" },
          "dependencies": { "b": { "version": "1.0.0", "requires": { "c": "1" } } } },
        "b": { "version": "2.0.0", "dev": true },
        "c": { "version": "3.0.0", "resolved": "https://registry.example.org/c.tgz" } } }
      """
    let inventory = try PackagesBench.collect([
      "package.json": #"{ "dependencies": { "a": "1" }, "devDependencies": { "b": "2" } }"#,
      "package-lock.json": lock,
    ])
    let packages = try #require(inventory["package-lock.json"]).packages.get()
    #expect(PackagesBench.graph(packages) == ["a > a/b, c", "a/b > c"])
    #expect(packages.map(\.isDirect) == [true, false, true, false])
    #expect(PackagesBench.names(packages, where: \.isDevelopment) == ["b"])
    #expect(inventory["package-lock.json"]?.carriesIntegrity == true)
  }
}
