import Collectors
import Model
import Testing

@Suite struct MavenFormatTests {
  private static let pom = """
    <?xml version="1.0"?>
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <groupId>org.example</groupId>
      <artifactId>app</artifactId>
      <version>1.0</version>
      <properties>
        <a.version>1.${minor}</a.version>
        <minor>2</minor>
        <loop>${loop}</loop>
      </properties>
      <dependencyManagement><dependencies>
        <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>3.0</version>
          <scope>test</scope></dependency>
      </dependencies></dependencyManagement>
      <dependencies>
        <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${a.version}</version></dependency>
        <dependency>
          <groupId>g</groupId><artifactId>managed</artifactId>
        </dependency>
        <dependency><groupId>${project.groupId}</groupId><artifactId>b</artifactId>
          <version>${project.version}</version><scope>provided</scope></dependency>
        <dependency><groupId>g</groupId><artifactId>range</artifactId><version>[1,2)</version></dependency>
        <dependency><groupId>g</groupId><artifactId>exact</artifactId><version>[1.5]</version></dependency>
        <dependency><groupId>g</groupId><artifactId>loop</artifactId><version>${loop}</version></dependency>
        <dependency><groupId>g</groupId><artifactId>open</artifactId></dependency>
      </dependencies>
      <profiles><profile><dependencies>
        <dependency><groupId>g</groupId><artifactId>p</artifactId><version>9</version></dependency>
      </dependencies></profile></profiles>
    </project>
    """

  @Test func `properties and managed versions are put in`() throws {
    let packages = try PackagesBench.read(MavenManifest.self, Self.pom).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "g:a 1.2@16", "g:managed 3.0@17", "org.example:b 1.0@20", "g:range ?@22", "g:exact 1.5@23",
        "g:loop ?@24", "g:open ?@25", "g:p 9@28",
      ])
    #expect(PackagesBench.names(packages) { $0.isDevelopment } == ["g:managed"])
    #expect(PackagesBench.names(packages) { !$0.isPinned } == ["g:range", "g:loop", "g:open"])
    #expect(packages[3].requirement == "[1,2)")
  }

  private static func project(
    _ artifact: String, parent: String = "", _ rest: String = ""
  ) -> String {
    "<project>\(parent)<groupId>org.example</groupId><artifactId>\(artifact)</artifactId>"
      + "<version>1.0</version>\(rest)</project>"
  }

  private static func parent(_ artifact: String, _ path: String? = nil) -> String {
    "<parent><groupId>org.example</groupId><artifactId>\(artifact)</artifactId>"
      + "<version>1.0</version>"
      + (path.map { "<relativePath>\($0)</relativePath>" } ?? "") + "</parent>"
  }

  private static func dependencies(_ names: [(String, String?)], managed: Bool = false) -> String {
    let list = names.map { name, version in
      let parts = name.split(separator: ":")
      return "<dependency><groupId>\(parts[0])</groupId><artifactId>\(parts[1])</artifactId>"
        + (version.map { "<version>\($0)</version>" } ?? "") + "</dependency>"
    }
    let text = "<dependencies>" + list.joined() + "</dependencies>"
    return managed ? "<dependencyManagement>\(text)</dependencyManagement>" : text
  }

  @Test func `parents in the tree are put in, nearest first`() throws {
    let inventory = try PackagesBench.collect([
      "pom.xml": Self.project(
        "root",
        "<properties><x>7</x><y>8</y></properties>"
          + Self.dependencies([("g:a", "${x}"), ("g:b", "${y}")], managed: true)),
      "mid/pom.xml": Self.project(
        "mid", parent: Self.parent("root"), "<properties><x>9</x></properties>"),
      "mid/leaf/pom.xml": Self.project(
        "leaf", parent: Self.parent("mid", ".."),
        Self.dependencies([("g:a", nil), ("g:b", nil), ("org.example:mid", "1.0")])),
    ])
    #expect(inventory.names("mid/leaf/pom.xml") == ["g:a 9", "g:b 8"])
  }

  @Test func `a list of versions in the tree can be imported`() throws {
    let inventory = try PackagesBench.collect([
      "bom/pom.xml": Self.project("bom", Self.dependencies([("g:a", "4.2")], managed: true)),
      "app/pom.xml": Self.project(
        "app",
        "<dependencyManagement><dependencies><dependency><groupId>org.example</groupId>"
          + "<artifactId>bom</artifactId><version>1.0</version><type>pom</type>"
          + "<scope>import</scope></dependency></dependencies></dependencyManagement>"
          + Self.dependencies([("g:a", nil)])),
    ])
    #expect(inventory.names("app/pom.xml") == ["g:a 4.2"])
  }

  @Test func `a parent is read though the patterns do not name it`() throws {
    let inventory = try PackagesBench.collect(
      [
        "parent/pom.xml": Self.project("base", Self.dependencies([("g:a", "3")], managed: true)),
        "app/pom.xml": Self.project(
          "app", parent: Self.parent("base", "../parent/pom.xml"),
          Self.dependencies([("g:a", nil)])),
      ], ["app/pom.xml"])
    #expect(inventory.paths == ["app/pom.xml"])
    #expect(inventory.names("app/pom.xml") == ["g:a 3"])
  }

  @Test(arguments: ["../../pom.xml", "/etc/pom.xml", "../../../etc", "..\\pom.xml", ""])
  func `a parent outside the tree stays unknown`(_ path: String) throws {
    let inventory = try PackagesBench.collect([
      "app/pom.xml": Self.project(
        "app", parent: Self.parent("far", path), Self.dependencies([("g:a", nil)]))
    ])
    #expect(inventory.names("app/pom.xml") == ["g:a ?"])
  }

  @Test func `a version that a parent elsewhere fixes is unknown, but fixed`() throws {
    let text = Self.project(
      "app", parent: Self.parent("far", ""),
      Self.dependencies([("g:a", nil), ("g:b", "${far}"), ("g:c", "[1,)"), ("g:d", "LATEST")]))
    let packages = try PackagesBench.read(MavenManifest.self, text).packages
    #expect(packages.map(\.version) == [nil, nil, nil, nil])
    #expect(packages.map(\.isPinned) == [true, true, false, false])
  }

  @Test func `parents that name each other come to an end`() throws {
    let inventory = try PackagesBench.collect([
      "a/pom.xml": Self.project(
        "a", parent: Self.parent("b", "../b/pom.xml"), Self.dependencies([("g:x", "${y}")])),
      "b/pom.xml": Self.project(
        "b", parent: Self.parent("a", "../a/pom.xml"), "<properties><y>1</y></properties>"),
    ])
    #expect(inventory.names("a/pom.xml") == ["g:x 1"])
  }

  @Test(arguments: [
    (
      "<project><dependencies><dependency/></dependencies></project>",
      "file:1:1: error: a dependency has no groupId or no artifactId"
    ),
    ("<settings/>", "file:1:1: error: expected project, found settings"),
    ("<project>", "file:1:"),
    (
      "<!DOCTYPE project [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><project>&b;</project>",
      "file:1:1: error: the XML has a document type declaration, which is not read"
    ),
  ])
  func `each fault has its place`(_ text: String, _ problem: String) {
    let found = PackagesBench.problem(MavenManifest.self, text) ?? ""
    #expect(found.hasPrefix(problem), "\(found)")
  }

  @Test func `properties that grow without end stay bounded`() throws {
    let grow = "<properties><a>${b}${b}</a><b>${a}${a}</b></properties>"
    let text = Self.project("x", grow + Self.dependencies([("g:a", "${a}")]))
    let packages = try PackagesBench.read(MavenManifest.self, text).packages
    #expect(packages.map(\.version) == [nil])
  }
}
