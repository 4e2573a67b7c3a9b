import Collectors
import Model
import Testing
import TestSupport

@Suite struct HostileManifestTests {
  private static let samples = ManifestSamples.all

  @Test func `there is a sample of every format`() {
    let sampled = Set(Self.samples.map { $0.format.name })
    #expect(ManifestFormats.all.map { $0.name }.filter { !sampled.contains($0) } == [])
  }

  /// Several changes at once, from one seed, so that a failure comes back.
  @Test(arguments: 0..<samples.count)
  func `files mangled by chance do no harm`(_ index: Int) {
    let (format, text) = Self.samples[index]
    var chance = SplitMix64(seed: UInt64(index) + 1)
    var refused = 0
    for _ in 0..<300 {
      let bytes = Self.mangled(Array(text.utf8), by: &chance)
      if (try? format.init().read(bytes, path: "file")) == nil { refused += 1 }
    }
    #expect(refused > 0)
  }

  private static func mangled(_ bytes: [UInt8], by chance: inout SplitMix64) -> [UInt8] {
    let fragments = [
      "\n", " ", "\"", "'", "{", "}", "[", "]", ":", ",", "(", ")", "<", ">", "@", "/", "..",
      "${v}",
      "$(V)", "%", "#", "-", "0", "99999999999999999999", "\u{202E}", "\u{0}", "&a;", "<!--", "\t",
    ]
    var bytes = bytes
    for _ in 0...Int.random(in: 0...4, using: &chance) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0...4, using: &chance) {
      case 0: bytes.remove(at: position)
      case 1: bytes[position] = UInt8.random(in: 0...255, using: &chance)
      case 2:
        let end = min(bytes.count, position + Int.random(in: 1...40, using: &chance))
        bytes.insert(contentsOf: bytes[position..<end], at: position)
      case 3: bytes.removeSubrange(position..<min(bytes.count, position + 12))
      default:
        let fragment = fragments[Int.random(in: 0..<fragments.count, using: &chance)]
        bytes.insert(contentsOf: fragment.utf8, at: position)
      }
    }
    return bytes
  }

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
      (YarnLockfile.self, "a@1:\n  version ", "\"", "\""),
      (
        PNPMLockfile.self,
        "lockfileVersion: '9.0'\npackages:\n  a@1:\n    resolution: {}\n    version: ",
        "'", "'"
      ),
      (PoetryLockfile.self, "[[package]]\nname='a'\nversion=", "'", "'"),
      (PipfileLockfile.self, #"{"_meta":{},"default":{"a":{"version":"#, "\"", "\"}}}"),
      (ComposerLockfile.self, #"{"packages":[{"name":"a/b","version":"#, "\"", "\"}]}"),
      (GemLockfile.self, "GEM\n  specs:\n    a ", "(", ")"),
      (GradleLockfile.self, "g:a:", "1", "=x"),
      (MixLockfile.self, "%{\"a\": {:hex, :a, ", "\"", "\"}}"),
      (NuGetConfig.self, "<packages><package id='a' version=", "'", "'/></packages>"),
      (
        MavenManifest.self,
        "<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>",
        "", "</version></dependency></dependencies></project>"
      ),
      (
        SwiftLockfile.self, #"{"version":2,"pins":[{"location":"a","state":{"version":"#, "\"",
        "\"}}]}"
      ),
      (PubLockfile.self, "packages:\n  a:\n    version: ", "'", "'"),
      (
        CycloneDXMaterials.self, #"{"bomFormat":"CycloneDX","components":[{"name":"a","version":"#,
        "\"", "\"}]}"
      ),
      (SPDXTagValue.self, "SPDXVersion: SPDX-2.3\nPackageName: a\nPackageVersion: ", "", ""),
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
      (PNPMLockfile.self, "lockfileVersion: ", "{a: "), (PubLockfile.self, "packages: ", "["),
      (BunLockfile.self, "", "["), (MavenManifest.self, "<project>", "<a>"),
      (CycloneDXDocument.self, "<bom>", "<components><component>"),
      (
        CycloneDXMaterials.self, #"{"bomFormat":"CycloneDX","components":"#,
        #"[{"name":"a","components":"#
      ),
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
