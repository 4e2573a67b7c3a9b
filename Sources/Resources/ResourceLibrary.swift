import FoundationEssentials

/// The rule files, packs, frameworks and templates that ship with the command.
///
/// They are looked for beside the running binary, never in the folder that is being checked: a
/// scanned repository must not be able to bring its own rules.
package struct ResourceLibrary: Sendable {
  /// Where the files came from, for `--version --verbose` and error messages.
  package enum Origin: Hashable, Sendable {
    case folder(String)
    case embedded
  }

  package let origin: Origin

  /// A library that reads from a folder holding `Policies` and `Reports`.
  package init(folder: String) { origin = .folder(folder) }

  private init(origin: Origin) { self.origin = origin }

  /// The copy compiled into the binary.
  package static let embedded = ResourceLibrary(origin: .embedded)

  /// Finds the files of a build tree or of an installed prefix from the binary's own real path, which
  /// is nil when it is not known, and falls back to the embedded copy.
  package static func locate(executable: String?) -> ResourceLibrary {
    guard let executable else { return .embedded }
    var folder = parent(of: executable)
    let installed = parent(of: folder) + "/share/avouch"
    if isFolder(installed + "/Policies") { return ResourceLibrary(folder: installed) }
    // A build tree: the package's folder is some levels above .build/<triple>/<configuration>.
    guard executable.contains("/.build/") else { return .embedded }
    for _ in 0..<6 where folder.count > 1 {
      if isFolder(folder + "/Policies"), isFile(folder + "/Package.swift") {
        return ResourceLibrary(folder: folder)
      }
      folder = parent(of: folder)
    }
    return .embedded
  }

  /// The bytes of one file, named as in the source tree: `Policies/secrets/aws.yaml`.
  package func bytes(_ path: String) -> [UInt8]? {
    switch origin {
    case .embedded: return EmbeddedResources.files[path].map { Array($0.utf8) }
    case .folder(let folder):
      guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { return nil }
      return Array(data)
    }
  }

  /// The paths of the files directly in a folder, sorted: `Policies/secrets` gives every rule file.
  package func paths(in folder: String) -> [String] {
    switch origin {
    case .embedded:
      return EmbeddedResources.files.keys.filter { Self.parent(of: $0) == folder }.sorted()
    case .folder(let root):
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
      return names.map { folder + "/" + $0 }.filter { Self.isFile(root + "/" + $0) }.sorted()
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }

  private static func isFile(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
  }
}
