import Model
import Systems

/// Every format that is read, and the files that are known but not read yet: what they name could be
/// what a control forbids, so a check over them is not measured.
package enum ManifestFormats {
  package static let all: [any ManifestFormat.Type] = [
    CargoLockfile.self, CargoManifest.self, GoModuleFile.self, GoChecksumFile.self,
    NodeLockfile.self, NodeManifest.self, PythonProject.self, PythonRequirements.self,
    UVLockfile.self,
  ]

  /// A manifest or lockfile that has no reader.
  package struct UnreadFormat: Sendable {
    package let fileName: String
    package let ecosystem: String
    package let isLockfile: Bool

    init(_ fileName: String, _ ecosystem: String, isLockfile: Bool = true) {
      self.fileName = fileName
      self.ecosystem = ecosystem
      self.isLockfile = isLockfile
    }
  }

  package static let unread: [UnreadFormat] = [
    UnreadFormat("yarn.lock", "npm"), UnreadFormat("pnpm-lock.yaml", "npm"),
    UnreadFormat("bun.lock", "npm"), UnreadFormat("bun.lockb", "npm"),
    UnreadFormat("poetry.lock", "PyPI"), UnreadFormat("pdm.lock", "PyPI"),
    UnreadFormat("pylock.toml", "PyPI"), UnreadFormat("Pipfile.lock", "PyPI"),
    UnreadFormat("Pipfile", "PyPI", isLockfile: false),
    UnreadFormat("Gemfile", "RubyGems", isLockfile: false),
    UnreadFormat("Gemfile.lock", "RubyGems"),
    UnreadFormat("composer.json", "Packagist", isLockfile: false),
    UnreadFormat("composer.lock", "Packagist"),
    UnreadFormat("pom.xml", "Maven", isLockfile: false),
    UnreadFormat("build.gradle", "Maven", isLockfile: false),
    UnreadFormat("build.gradle.kts", "Maven", isLockfile: false),
    UnreadFormat("gradle.lockfile", "Maven"),
    UnreadFormat("packages.lock.json", "NuGet"),
    UnreadFormat("packages.config", "NuGet", isLockfile: false),
    UnreadFormat("Package.resolved", "SwiftURL"),
    UnreadFormat("pubspec.yaml", "Pub", isLockfile: false),
    UnreadFormat("pubspec.lock", "Pub"),
    UnreadFormat("mix.exs", "Hex", isLockfile: false),
    UnreadFormat("mix.lock", "Hex"),
    UnreadFormat("Podfile", "CocoaPods", isLockfile: false),
    UnreadFormat("Podfile.lock", "CocoaPods"),
    UnreadFormat("stack.yaml.lock", "Hackage"),
    UnreadFormat("renv.lock", "CRAN"),
    UnreadFormat("conan.lock", "ConanCenter"),
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
