import Model
import Systems

/// Every format that is read, and the files that are known but not read yet: what they name could be
/// what a control forbids, so a check over them is not measured.
package enum ManifestFormats {
  package static let all: [any ManifestFormat.Type] =
    node + python + java + net + others + materials

  private static let node: [any ManifestFormat.Type] = [
    NodeLockfile.self, NodeManifest.self, YarnLockfile.self, PNPMLockfile.self, BunLockfile.self,
  ]

  private static let python: [any ManifestFormat.Type] = [
    PythonProject.self, PythonRequirements.self, UVLockfile.self, PoetryLockfile.self,
    Pipfile.self, PipfileLockfile.self, PDMLockfile.self, PythonLockfile.self,
  ]

  private static let java: [any ManifestFormat.Type] = [
    MavenManifest.self, GradleLockfile.self, GradleVerification.self, GradleCatalog.self,
  ]

  private static let net: [any ManifestFormat.Type] = [
    NuGetLockfile.self, NuGetAssets.self, NuGetDependencyFile.self, NuGetConfig.self,
    MSBuildManifest.self, MSBuildProperties.self,
  ]

  private static let others: [any ManifestFormat.Type] = [
    CargoLockfile.self, CargoManifest.self, GoModuleFile.self, GoChecksumFile.self,
    GemLockfile.self, ComposerLockfile.self, ComposerManifest.self, SwiftLockfile.self,
    PodLockfile.self, PubLockfile.self, PubManifest.self, MixLockfile.self,
    ConanLockfile.self, RenvLockfile.self, StackLockfile.self, CabalFreezeFile.self,
    GoVendorFile.self,
  ]

  /// Lists of what is in a product, whatever it was made with.
  private static let materials: [any ManifestFormat.Type] = [
    CycloneDXMaterials.self, CycloneDXDocument.self, SPDXMaterials.self, SPDXTagValue.self,
  ]

  /// A manifest or lockfile that has no reader.
  package struct UnreadFormat: Sendable {
    package let fileName: String
    package let ecosystem: String
    package let isLockfile: Bool
    /// The lockfiles that tell everything about a manifest that is code, which is never run here.
    package let lockfiles: [String]
    /// Whether a lockfile in a folder above serves it, too.
    package let isServedFromAbove: Bool
    /// How a person gets a file that is read.
    private let advice: String?

    /// Why such a file says nothing.
    package var reason: String {
      if let advice { return "\(fileName) is not read: \(advice)" }
      guard !lockfiles.isEmpty else { return "\(fileName) is not read yet" }
      return "\(fileName) is code, so only its lockfile tells what it asks for; "
        + "there is no \(lockfiles.joined(separator: " or ")) that can be read"
    }

    init(_ fileName: String, _ ecosystem: String, isLockfile: Bool = true, advice: String? = nil) {
      self.advice = advice
      self.fileName = fileName
      self.ecosystem = ecosystem
      self.isLockfile = isLockfile
      lockfiles = []
      isServedFromAbove = false
    }

    init(
      code fileName: String, _ ecosystem: String, lockfiles: [String],
      isServedFromAbove: Bool = false
    ) {
      advice = nil
      self.fileName = fileName
      self.ecosystem = ecosystem
      isLockfile = false
      self.lockfiles = lockfiles
      self.isServedFromAbove = isServedFromAbove
    }
  }

  package static let unread: [UnreadFormat] = [
    UnreadFormat(
      "bun.lockb", "npm",
      advice: "it is binary; bun install --save-text-lockfile writes bun.lock, which is read"),
    UnreadFormat(code: "Gemfile", "RubyGems", lockfiles: ["Gemfile.lock"]),
    UnreadFormat(code: "gems.rb", "RubyGems", lockfiles: ["gems.locked"]),
    UnreadFormat(code: "build.gradle", "Maven", lockfiles: ["gradle.lockfile"]),
    UnreadFormat(code: "build.gradle.kts", "Maven", lockfiles: ["gradle.lockfile"]),
    UnreadFormat(
      code: "mix.exs", "Hex", lockfiles: ["mix.lock"], isServedFromAbove: true),
    UnreadFormat(code: "Podfile", "CocoaPods", lockfiles: ["Podfile.lock"]),
  ]

  /// The format that a file's path stands for.
  package static func format(of path: String) -> (any ManifestFormat.Type)? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let format = byName[name] { return format }
    // Matching globs is slow, and most files of a tree have no such ending.
    guard globEndings.contains(where: name.hasSuffix) else { return nil }
    return globs.first { $0.pattern.matches(path) }?.format
  }

  package static func unreadFormat(of path: String) -> UnreadFormat? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return unreadByName[name]
  }

  private static let byName: [String: any ManifestFormat.Type] = Dictionary(
    all.flatMap { format in format.fileNames.filter { !isGlob($0) }.map { ($0, format) } },
    uniquingKeysWith: { first, _ in first })

  private static let unreadByName = Dictionary(
    unread.map { ($0.fileName, $0) }, uniquingKeysWith: { first, _ in first })

  private static let globs: [(pattern: GlobPattern, format: any ManifestFormat.Type)] =
    all.flatMap { format in
      format.fileNames.filter(isGlob).compactMap { name in
        (try? GlobPattern("**/" + name)).map { ($0, format) }
      }
    }

  private static let globEndings = Set(
    globs.compactMap { $0.pattern.text.split(separator: ".").last.map { "." + $0 } })

  private static func isGlob(_ name: String) -> Bool {
    name.contains { "*?[{/".contains($0) }
  }
}
