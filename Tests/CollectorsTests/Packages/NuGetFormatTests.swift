import Collectors
import Model
import Testing

@Suite struct NuGetFormatTests {
  private static let lock = """
    { "version": 1, "dependencies": {
      "net8.0": {
        "Direct.A": { "type": "Direct", "requested": "[1.2.0, )", "resolved": "1.2.0",
          "contentHash": "AAAA==", "dependencies": { "Deep": "2.0.0" } },
        "deep": { "type": "Transitive", "resolved": "2.1.0" },
        "own": { "type": "Project" } },
      "net6.0": {
        "Deep": { "type": "Direct", "requested": "[2.1.0, )", "resolved": "2.1.0" } } } }
    """

  @Test func `the lockfile gives each version once, with the graph`() throws {
    let packages = try PackagesBench.read(NuGetLockfile.self, Self.lock).packages
    #expect(packages.map(PackagesBench.shown) == ["Direct.A 1.2.0@3", "deep 2.1.0@5"])
    #expect(PackagesBench.graph(packages) == ["direct.a@1.2.0 > deep@2.1.0"])
    #expect(packages.map(\.isDirect) == [true, true])
    #expect(packages[0].integrity == "sha512:AAAA==")
  }

  @Test func `what a restore and a build leave`() throws {
    let assets = """
      { "version": 3, "targets": { "net8.0": {
          "A/1.0.0": { "type": "package", "dependencies": { "b": "2.0.0" } },
          "B/2.0.0": { "type": "package" }, "Own/1.0.0": { "type": "project" } } },
        "libraries": { "A/1.0.0": { "sha512": "AAAA==", "type": "package" },
          "B/2.0.0": { "type": "package" }, "Own/1.0.0": { "type": "project" } },
        "project": { "frameworks": { "net8.0": { "dependencies": { "A": {} } } } } }
      """
    let restored = try PackagesBench.read(NuGetAssets.self, assets).packages
    #expect(restored.map(PackagesBench.shown) == ["A 1.0.0@2", "B 2.0.0@3"])
    #expect(restored.map(\.isDirect) == [true, false])
    #expect(PackagesBench.graph(restored) == ["a@1.0.0 > b@2.0.0"])
    let built = """
      { "targets": { ".NETCoreApp,Version=v8.0": {
          "App/1.0.0": { "dependencies": { "A": "1.0.0" } },
          "A/1.0.0": { "dependencies": { "B": "2.0.0" } }, "B/2.0.0": {} } },
        "libraries": { "App/1.0.0": { "type": "project", "sha512": "" },
          "A/1.0.0": { "type": "package", "sha512": "sha512-AAAA==" },
          "B/2.0.0": { "type": "package", "sha512": "" } } }
      """
    let packages = try PackagesBench.read(NuGetDependencyFile.self, built).packages
    #expect(packages.map(PackagesBench.shown) == ["A 1.0.0@3", "B 2.0.0@3"])
    #expect(packages.map(\.isDirect) == [true, false])
    #expect(packages.map(\.integrity) == ["sha512-AAAA==", nil])
  }

  @Test func `a restored file is read only where it is named`() throws {
    let files = ["obj/project.assets.json": #"{ "targets": {} }"#]
    #expect(try PackagesBench.collect(files).paths == [])
    #expect(
      try PackagesBench.collect(files, ["obj/project.assets.json"]).paths
        == ["obj/project.assets.json"])
  }

  @Test func `older projects list packages in a file of their own`() throws {
    let text = """
      <?xml version="1.0"?>
      <packages>
        <package id="A" version="1.2.3" targetFramework="net48" />
        <package id="B" version="2.0" developmentDependency="true" />
      </packages>
      """
    let packages = try PackagesBench.read(NuGetConfig.self, text).packages
    #expect(packages.map(PackagesBench.shown) == ["A 1.2.3@3", "B 2.0@4"])
    #expect(packages.map(\.isDevelopment) == [false, true])
  }

  private static let project = """
    <Project Sdk="Microsoft.NET.Sdk">
      <PropertyGroup><AVersion>1.2</AVersion></PropertyGroup>
      <ItemGroup>
        <PackageReference Include="Direct.A" Version="$(AVersion)" />
        <PackageReference Include="Nested"><Version>3.0.0</Version></PackageReference>
        <PackageReference Include="Deep" Version="2.1.0" PrivateAssets="all" />
      </ItemGroup>
      <ItemGroup Condition="x">
        <PackageReference Include="Floating" Version="1.*" />
        <PackageReference Include="Exact" Version="[4.0.0]" />
        <PackageReference Include="Central" />
        <PackageReference Include="Unknown" Version="$(Nowhere)" />
        <ProjectReference Include="../own/own.csproj" />
      </ItemGroup>
    </Project>
    """

  @Test func `a project gives its references`() throws {
    let packages = try PackagesBench.read(MSBuildManifest.self, Self.project).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "Direct.A 1.2@4", "Nested 3.0.0@5", "Deep 2.1.0@6", "Floating ?@9", "Exact 4.0.0@10",
        "Central ?@11", "Unknown ?@12",
      ])
    #expect(PackagesBench.names(packages) { $0.isDevelopment } == ["Deep"])
  }

  @Test func `versions and properties above a project are put in`() throws {
    let inventory = try PackagesBench.collect([
      "src/app/app.csproj": Self.project,
      "Directory.Packages.props": """
      <Project><ItemGroup>
        <PackageVersion Include="central" Version="$(Shared)" />
        <GlobalPackageReference Include="Everywhere" Version="7.0.0" />
      </ItemGroup></Project>
      """,
      "src/Directory.Build.props":
        "<Project><PropertyGroup><Shared>5.1</Shared><Nowhere>6</Nowhere></PropertyGroup></Project>",
    ])
    let names = try #require(inventory.names("src/app/app.csproj"))
    #expect(names.contains("Central 5.1") && names.contains("Unknown 6"))
    #expect(inventory.names("Directory.Packages.props") == ["Everywhere 7.0.0"])
    #expect(inventory.names("src/Directory.Build.props") == [])
  }

  private static let small = """
    <Project><ItemGroup>
      <PackageReference Include="Direct.A" Version="1.2" />
      <PackageReference Include="Deep" Version="2.1.0" />
    </ItemGroup></Project>
    """

  @Test(
    arguments: [
      ("1.2", "1.2", []),
      (
        "\"1.2\"", "\"1.3\"",
        ["app.csproj:2:1 Direct.A is required as 1.3; packages.lock.json was made for 1.2.0"]
      ),
      (
        "\"Deep\"", "\"New\"",
        [
          "app.csproj:3:1 New is required as 2.1.0, but packages.lock.json was made without it",
          "app.csproj:1:1 packages.lock.json was made with deep, which app.csproj does not name",
        ]
      ),
    ] as [(String, String, [String])])
  func `the lockfile keeps what was asked for`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    let files = [
      "app.csproj": Self.small.replacing(old, with: new), "packages.lock.json": Self.lock,
    ]
    #expect(try PackagesBench.differences(files, in: "packages.lock.json") == expected)
  }

  @Test(
    arguments: [
      (NuGetLockfile.self, "{}", "file:1:1: error: expected 1 or 2 as \"version\""),
      (
        NuGetLockfile.self, #"{"version":1,"dependencies":{"n":{"a":{"type":"Direct"}}}}"#,
        "file:1:39: error: a package has no resolved"
      ),
      (NuGetAssets.self, "{}", "file:1:1: error: expected a mapping as \"targets\""),
      (NuGetDependencyFile.self, "{}", "file:1:1: error: expected a mapping as \"libraries\""),
      (
        NuGetConfig.self, "<packages><package/></packages>",
        "file:1:1: error: a package has no id or no version"
      ),
      (MSBuildManifest.self, "<x/>", "file:1:1: error: expected Project, found x"),
    ] as [(any ManifestFormat.Type, String, String)])
  func `each fault has its place`(
    _ format: any ManifestFormat.Type, _ text: String, _ problem: String
  ) {
    #expect(PackagesBench.problem(format, text) == problem)
  }
}
