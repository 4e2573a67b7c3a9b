import Collectors
import Model
import Testing
import TestSupport

@Suite struct HostileManifestTests {
  private static let samples: [(format: any ManifestFormat.Type, text: String)] = [
    (
      NodeLockfile.self,
      #"{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"1.0.0"}}}"#
    ),
    (NodeManifest.self, #"{"dependencies":{"a":"^1.0.0 || git"},"workspaces":["x"]}"#),
    (
      PythonRequirements.self,
      "a[b]==1.0 ; x \\\n --hash=sha256:00\n-r b.txt\nc @ https://d/e.whl#f\n"
    ),
    (PythonProject.self, "[project]\nname='a'\ndependencies=['b[c]>=1;x','d @ https://e']\n"),
    (UVLockfile.self, "version=1\n[[package]]\nname='a'\nversion='1'\nsource={registry='x'}\n"),
    (CargoLockfile.self, "version=4\n[[package]]\nname='a'\nversion='1.0.0'\nsource='x'\n"),
    (CargoManifest.self, "[package]\nname='a'\n[dependencies]\nb={version='1',package='c'}\n"),
    (
      GoModuleFile.self,
      "module a\ngo 1.22\nrequire (\n\tb v1.0.0 // indirect\n)\nreplace b => ./c\n"
    ),
    (GoChecksumFile.self, "a v1.0.0 h1:x=\na v1.0.0/go.mod h1:y=\n"),
  ]

  /// Cut anywhere, a file is read or refused, and never more is in it than in the whole.
  @Test(arguments: 0..<samples.count)
  func `truncated files do no harm`(_ index: Int) throws {
    let (format, text) = Self.samples[index]
    let bytes = Array(text.utf8)
    let all = try format.init().read(bytes, path: "file").packages.count
    for length in 0..<bytes.count {
      let contents = try? format.init().read(Array(bytes.prefix(length)), path: "file")
      #expect((contents?.packages.count ?? 0) <= all + 1)
    }
  }

  @Test(arguments: 0..<samples.count)
  func `changed bytes do no harm`(_ index: Int) throws {
    let (format, text) = Self.samples[index]
    let bytes = Array(text.utf8)
    var read = 0
    for position in bytes.indices {
      for replacement in [0x00, 0x0A, 0x22, 0x28, 0x5C, 0x7B, 0xFF] as [UInt8] {
        var changed = bytes
        changed[position] = replacement
        if (try? format.init().read(changed, path: "file")) != nil { read += 1 }
      }
    }
    #expect(read < bytes.count * 7)
  }

  @Test(
    arguments: [
      (
        NodeLockfile.self, #"{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"#, "\"",
        "\"}}}"
      ),
      (CargoLockfile.self, "[[package]]\nname='a'\nsource='x'\nversion=", "'", "'"),
      (UVLockfile.self, "version=1\n[[package]]\nname='a'\nversion=", "'", "'"),
      (GoChecksumFile.self, "a ", "v", " h1:x"), (GoModuleFile.self, "require a ", "v", ""),
      (PythonRequirements.self, "a==", "1", ""),
    ] as [(any ManifestFormat.Type, String, String, String)])
  func `a version of 10,000 characters is refused`(
    _ format: any ManifestFormat.Type, _ start: String, _ quote: String, _ end: String
  ) {
    let text = start + quote + String(repeating: "1", count: 10_000) + end
    let problem = PackagesBench.problem(format, text)
    #expect(problem != nil)
    #expect((problem?.utf8.count ?? 0) < 200)
  }

  @Test(
    arguments: [
      (
        NodeLockfile.self, #"{"lockfileVersion":1,"dependencies":{"a":{"version":"1""#,
        #","dependencies":{"a":{"version":"1""#
      ),
      (NodeManifest.self, #"{"dependencies":"#, #"{"a":"#),
      (CargoManifest.self, "dependencies=", "[["), (PythonProject.self, "project=", "{a="),
    ] as [(any ManifestFormat.Type, String, String)])
  func `deep nesting is refused`(
    _ format: any ManifestFormat.Type, _ start: String, _ level: String
  ) {
    let text = start + String(repeating: level, count: 50_000)
    #expect(PackagesBench.problem(format, text) != nil)
  }

  @Test func `a file over the limit is not read`() throws {
    let folder = TemporaryFolder()
    let line = Array("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa==1\n".utf8)
    let big = [UInt8](repeating: 0x0A, count: 33 << 20) + line
    try folder.write("requirements.txt", big)
    let failure = try #require(try PackagesBench.collect(folder).failure("requirements.txt"))
    #expect(failure.contains("larger than"))
  }

  @Test func `a line without end is refused`() {
    let text = "a" + String(repeating: "b", count: 100_000)
    #expect(
      PackagesBench.problem(PythonRequirements.self, text)
        == "file:1:1: error: the line has 100001 bytes; at most 65536 are read")
    let joined = String(repeating: "a\\\n", count: 80_000)
    #expect(PackagesBench.problem(PythonRequirements.self, joined)?.contains("continued") == true)
  }

  @Test func `pipes and folders in the place of manifests are reasons`() throws {
    let folder = TemporaryFolder()
    try folder.makeFolder("requirements.txt")
    try folder.link("package.json", to: "/dev/zero")
    let inventory = try PackagesBench.collect(folder)
    #expect(inventory.failure("package.json") != nil)
    #expect(inventory["requirements.txt"] == nil)
  }

  @Test func `names that could rewrite a terminal are refused`() {
    #expect(
      PackagesBench.problem(NodeManifest.self, #"{"dependencies":{"a\u001b[2J":"1"}}"#)?
        .contains("control character") == true)
    #expect(
      PackagesBench.problem(NodeManifest.self, #"{"dependencies":{"a\u202eb":"1"}}"#)?
        .contains("control character") == true)
  }

  @Test func `what a lockfile holds cannot rewrite a terminal`() throws {
    let long = String(repeating: "x", count: 5_000)
    let differences = try #require(
      try PackagesBench.differences(
        [
          "package.json": #"{"dependencies":{"a":"1"}}"#,
          "package-lock.json": """
          {"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"\\u001b[2J","\(long)":"1"}},
          "node_modules/a":{"version":"2.0.0"}}}
          """,
        ], in: "package-lock.json"))
    #expect(differences.count == 3)
    #expect(differences.allSatisfy { !$0.contains("\u{1B}") && $0.count < 500 })
    #expect(
      PackagesBench.problem(PythonRequirements.self, "--a\u{1B}[2J")
        == "file:1:1: error: the option --a\u{FFFD}[2J is not known")
  }
}
