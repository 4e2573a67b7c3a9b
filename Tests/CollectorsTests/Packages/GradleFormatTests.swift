import Collectors
import Model
import Testing

@Suite struct GradleFormatTests {
  @Test func `the lockfile gives versions, and tests are for development`() throws {
    let text = """
      # This is a Gradle generated file for dependency locking.
      com.example:a:1.0=compileClasspath,runtimeClasspath
      com.example:b:2.0-rc1=testCompileClasspath,integrationTestRuntimeClasspath
      com.example:c:3.0=runtimeClasspath,testRuntimeClasspath
      empty=annotationProcessor
      """
    let packages = try PackagesBench.read(GradleLockfile.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "com.example:a 1.0@2", "com.example:b 2.0-rc1@3", "com.example:c 3.0@4",
      ])
    #expect(packages.map(\.isDevelopment) == [false, true, false])
    let build = try PackagesBench.read(
      GradleLockfile.self, "g:a:1=classpath\n", path: "buildscript-gradle.lockfile")
    #expect(build.packages.map(\.isDevelopment) == [true])
    let older = try PackagesBench.read(
      GradleLockfile.self, "g:a:1\n", path: "gradle/dependency-locks/testCompile.lockfile")
    #expect(older.packages.map(\.isDevelopment) == [true])
  }

  @Test func `the digests of everything that is downloaded`() throws {
    let text = """
      <verification-metadata xmlns="https://schema.gradle.org/dependency-verification">
        <configuration><verify-metadata>true</verify-metadata></configuration>
        <components>
          <component group="com.example" name="a" version="1.0">
            <artifact name="a-1.0.pom"><sha256 value="pp"/></artifact>
            <artifact name="a-1.0.jar"><md5 value="mm"/><sha256 value="aa" origin="x"/></artifact>
          </component>
        </components>
      </verification-metadata>
      """
    let packages = try PackagesBench.read(GradleVerification.self, text).packages
    #expect(packages.map(PackagesBench.shown) == ["com.example:a 1.0@4"])
    #expect(packages[0].integrity == "sha256:aa")
  }

  @Test func `the catalog gives libraries and plugins with their versions`() throws {
    let text = """
      [versions]
      a = "1.0"
      rich = { strictly = "[1.7, 1.8[", prefer = "1.7.25" }
      exact = { require = "2.5" }

      [libraries]
      short = "g:short:3.1"
      module = { module = "g:module", version.ref = "a" }
      parts = { group = "g", name = "parts", version = { ref = "exact" } }
      ranged = { module = "g:ranged", version.ref = "rich" }
      open = { module = "g:open" }

      [plugins]
      p = { id = "org.example.plugin", version = "9" }

      [bundles]
      all = ["short"]
      """
    let packages = try PackagesBench.read(GradleCatalog.self, text).packages
    #expect(
      packages.map(PackagesBench.shown) == [
        "g:short 3.1@7", "g:module 1.0@8", "g:parts 2.5@9", "g:ranged ?@10", "g:open ?@11",
        "org.example.plugin:org.example.plugin.gradle.plugin 9@14",
      ])
    #expect(PackagesBench.names(packages) { $0.isDevelopment }.count == 1)
  }

  @Test(
    arguments: [
      (
        GradleLockfile.self, "g:a=x",
        "file:1:1: error: expected group:artifact:version=configurations"
      ),
      (
        GradleLockfile.self, "g:a:1",
        "file:1:1: error: expected group:artifact:version=configurations"
      ),
      (
        GradleVerification.self,
        "<verification-metadata><components><component group='g'/></components></verification-metadata>",
        "file:1:1: error: a component has no group, name or version"
      ),
      (GradleVerification.self, "<x/>", "file:1:1: error: expected verification-metadata, found x"),
      (
        GradleCatalog.self, "[libraries]\na = 'b'",
        "file:2:5: error: expected a library as group:name"
      ),
    ] as [(any ManifestFormat.Type, String, String)])
  func `each fault has its place`(
    _ format: any ManifestFormat.Type, _ text: String, _ problem: String
  ) {
    #expect(PackagesBench.problem(format, text) == problem)
  }

  @Test func `files are found by folder and name`() throws {
    let inventory = try PackagesBench.collect([
      "gradle/verification-metadata.xml": "<verification-metadata/>",
      "gradle/libs.versions.toml": "[versions]\n", "other/verification-metadata.xml": "x",
      "gradle/dependency-locks/a.lockfile": "", "a.lockfile": "",
    ])
    #expect(
      inventory.paths == [
        "gradle/dependency-locks/a.lockfile", "gradle/libs.versions.toml",
        "gradle/verification-metadata.xml",
      ])
  }
}
