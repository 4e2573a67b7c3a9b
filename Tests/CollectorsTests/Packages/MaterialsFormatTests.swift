import Collectors
import Model
import Testing

@Suite struct MaterialsFormatTests {
  private static let cyclone = """
    { "bomFormat": "CycloneDX", "specVersion": "1.6",
      "metadata": { "component": { "type": "application", "bom-ref": "app", "name": "app" } },
      "components": [
        { "type": "library", "bom-ref": "a", "group": "@scope", "name": "a", "version": "1.0.0",
          "purl": "pkg:npm/%40scope/a@1.0.0", "licenses": [{ "license": { "id": "MIT" } }],
          "hashes": [{ "alg": "SHA-256", "content": "aa00" }],
          "components": [{ "type": "library", "name": "inner", "version": "2",
            "purl": "pkg:maven/g/inner@2?type=jar" }] },
        { "type": "library", "bom-ref": "b", "name": "b_B", "version": "3", "scope": "excluded",
          "purl": "pkg:pypi/b_B@3", "licenses": [{ "expression": "MIT OR ISC" }] },
        { "type": "library", "name": "no url", "version": "1" },
        { "type": "file", "name": "x.txt" } ],
      "dependencies": [ { "ref": "app", "dependsOn": ["a"] }, { "ref": "a", "dependsOn": ["b"] } ] }
    """

  @Test func `CycloneDX gives packages of every ecosystem`() throws {
    let packages = try PackagesBench.read(CycloneDXMaterials.self, Self.cyclone).packages
    #expect(
      packages.map { "\($0.ecosystem) \(PackagesBench.shown($0))" } == [
        "npm @scope/a 1.0.0@4", "Maven g:inner 2@7", "PyPI b-b 3@9", " no-url 1@11",
      ])
    #expect(PackagesBench.graph(packages) == ["a > b"])
    #expect(packages.map(\.isDirect) == [true, false, false, false])
    #expect(packages.map(\.isDevelopment) == [false, false, true, false])
    #expect(packages.map(\.license) == ["MIT", nil, "MIT OR ISC", nil])
    #expect(packages[0].integrity == "sha256:aa00")
  }

  @Test func `CycloneDX as XML says the same`() throws {
    let text = """
      <?xml version="1.0"?>
      <bom xmlns="http://cyclonedx.org/schema/bom/1.6">
        <metadata><component type="application" bom-ref="app"><name>app</name></component></metadata>
        <components>
          <component type="library" bom-ref="a">
            <group>org.example</group><name>a</name><version>1.0</version>
            <hashes><hash alg="SHA-512">aa00</hash></hashes>
            <licenses><license><name>Own</name></license><license><id>MIT</id></license></licenses>
            <purl>pkg:maven/org.example/a@1.0</purl>
            <components><component type="library"><name>b</name><purl>pkg:gem/b@2</purl></component></components>
          </component>
        </components>
        <dependencies><dependency ref="app"><dependency ref="a"/></dependency></dependencies>
      </bom>
      """
    let packages = try PackagesBench.read(CycloneDXDocument.self, text).packages
    #expect(
      packages.map { "\($0.ecosystem) \(PackagesBench.shown($0))" } == [
        "Maven org.example:a 1.0@5", "RubyGems b 2@10",
      ])
    #expect(packages.map(\.isDirect) == [true, false])
    #expect(packages[0].license == "(Own AND MIT)")
    #expect(packages[0].integrity == "sha512:aa00")
  }

  private static let spdx = """
    { "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "documentDescribes": ["SPDXRef-app"],
      "packages": [
        { "SPDXID": "SPDXRef-app", "name": "app" },
        { "SPDXID": "SPDXRef-a", "name": "a", "versionInfo": "1.0.0", "licenseDeclared": "NOASSERTION",
          "licenseConcluded": "Apache-2.0", "downloadLocation": "https://u:p@example.org/a",
          "checksums": [{ "algorithm": "SHA256", "checksumValue": "aa00" }],
          "externalRefs": [{ "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
            "referenceLocator": "pkg:cargo/a@1.0.0" }] },
        { "SPDXID": "SPDXRef-t", "name": "t", "externalRefs": [{ "referenceType": "purl",
            "referenceLocator": "pkg:golang/example.org/m/t@1.2.3#sub" }] } ],
      "relationships": [
        { "spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-a" },
        { "spdxElementId": "SPDXRef-t", "relationshipType": "TEST_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-a" } ] }
    """

  @Test func `SPDX gives packages, licences and relationships`() throws {
    let packages = try PackagesBench.read(SPDXMaterials.self, Self.spdx).packages
    #expect(
      packages.map { "\($0.ecosystem) \(PackagesBench.shown($0))" } == [
        "crates.io a 1.0.0@4", "Go example.org/m/t v1.2.3@9",
      ])
    #expect(PackagesBench.graph(packages) == ["SPDXRef-a > SPDXRef-t"])
    #expect(packages.map(\.license) == ["Apache-2.0", nil])
    #expect(packages.map(\.isDevelopment) == [false, true])
    #expect(packages.map(\.isDirect) == [true, false])
    #expect(packages[0].source == "https://example.org/a")
    #expect(packages[0].integrity == "sha256:aa00")
  }

  @Test func `SPDX as lines says the same`() throws {
    let text = """
      SPDXVersion: SPDX-2.3
      SPDXID: SPDXRef-DOCUMENT
      DocumentComment: <text>PackageName: none
      of this counts</text>
      # remark
      PackageName: app
      SPDXID: SPDXRef-app
      PackageName: a
      SPDXID: SPDXRef-a
      PackageVersion: 1.0.0
      PackageLicenseDeclared: MIT
      PackageChecksum: SHA1: aa00
      ExternalRef: PACKAGE-MANAGER purl pkg:nuget/a@1.0.0
      FileName: ./x
      SPDXID: SPDXRef-file
      Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app
      Relationship: SPDXRef-app DEPENDS_ON SPDXRef-a
      """
    let packages = try PackagesBench.read(SPDXTagValue.self, text).packages
    #expect(
      packages.map { "\($0.ecosystem) \(PackagesBench.shown($0))" } == ["NuGet a 1.0.0@8"])
    #expect(packages[0].integrity == "sha1:aa00")
    #expect(packages[0].license == "MIT")
    #expect(packages[0].isDirect == true)
  }

  @Test(arguments: [
    ("pkg:composer/v/p@1", "Packagist v/p 1"), ("pkg:hex/o/p@1", "Hex o/p 1"),
    ("pkg:swift/github.com/o/p@1", "SwiftURL github.com/o/p 1"), ("pkg:pub/p@1", "Pub p 1"),
    ("pkg:conan/u/p@1?channel=c", "ConanCenter p 1"), ("pkg:cran/p@1", "CRAN p 1"),
    ("pkg:hackage/p@1", "Hackage p 1"), ("pkg:cocoapods/p@1#s", "CocoaPods p 1"),
    ("pkg:deb/debian/p@1?distro=debian-12.1", "Debian:12 p 1"),
    ("pkg:apk/alpine/p@1?distro=alpine-3.18.2", "Alpine:v3.18 p 1"),
    ("pkg:npm/@s/p@1", "npm @s/p 1"), ("pkg:npm/@s/p", "npm @s/p ?"),
    ("pkg:generic/p@1%2B2", "generic p 1+2"), ("PKG://gem/p@1", "RubyGems p 1"),
  ])
  func `package URLs give the names of OSV`(_ purl: String, _ expected: String) throws {
    let text =
      "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"name\":\"x\",\"purl\":\"\(purl)\"}]}"
    let package = try #require(
      try PackagesBench.read(CycloneDXMaterials.self, text).packages.first)
    #expect("\(package.ecosystem) \(package.name) \(package.version ?? "?")" == expected)
  }

  @Test(
    arguments: [
      (CycloneDXMaterials.self, "{}", "file:1:1: error: expected CycloneDX as \"bomFormat\""),
      (
        CycloneDXMaterials.self, #"{"bomFormat":"CycloneDX","components":[{}]}"#,
        "file:1:40: error: a component has no name"
      ),
      (
        CycloneDXMaterials.self,
        #"{"bomFormat":"CycloneDX","components":[{"name":"a","purl":"x"}]}"#,
        "file:1:48: error: x is no package URL"
      ),
      (CycloneDXDocument.self, "<x/>", "file:1:1: error: expected bom, found x"),
      (
        SPDXMaterials.self, "{}",
        "file:1:1: error: expected SPDX-2.2 or SPDX-2.3 as \"spdxVersion\""
      ),
      (SPDXTagValue.self, "x", "file:1:1: error: expected a tag and a value"),
      (SPDXTagValue.self, "a: b", "file:1:1: error: expected SPDX-2.2 or SPDX-2.3 as SPDXVersion"),
    ] as [(any ManifestFormat.Type, String, String)])
  func `each fault has its place`(
    _ format: any ManifestFormat.Type, _ text: String, _ problem: String
  ) {
    #expect(PackagesBench.problem(format, text) == problem)
  }

  @Test func `files are found by their names`() throws {
    let inventory = try PackagesBench.collect([
      "bom.json": Self.cyclone, "x.cdx.json": Self.cyclone, "y.spdx.json": Self.spdx,
      "other.json": Self.cyclone,
    ])
    #expect(inventory.paths == ["bom.json", "x.cdx.json", "y.spdx.json"])
    #expect(inventory.names("bom.json")?.count == 4)
  }
}
