import FoundationEssentials
import Model
import Resources

/// Reads a posture file and everything that it names.
package struct PostureReader: Sendable {
  /// The name that a posture file has when a folder is given.
  package static let fileName = "avouch.yaml"
  /// What the paths of places in shipped packs begin with; they are seen the same from everywhere.
  package static let shippedFolder = PostureAssembly.shippedFolder

  let checks: [any Check.Type]
  let library: ResourceLibrary
  let patterns: any PatternMatching
  let environment: [String: String]

  /// A reader.
  ///
  /// - Parameters:
  ///   - checks: The checks that controls may name.
  ///   - library: Where packs and frameworks are.
  ///   - patterns: Tells whether a pattern can be used.
  ///   - environment: The variables that targets may name.
  package init(
    checks: [any Check.Type], library: ResourceLibrary, patterns: any PatternMatching,
    environment: [String: String]
  ) {
    self.checks = checks
    self.library = library
    self.patterns = patterns
    self.environment = environment
  }

  /// The posture of a file, or of the `avouch.yaml` in a folder.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong with all files, sorted by place.
  package func read(path: String) throws(Diagnostics) -> Posture {
    let shown = try postureFile(path)
    let absolute = PathText.absolute(shown, from: FileManager.default.currentDirectoryPath)
    let root = PathText.parent(of: absolute)
    let name = String(shown.split(separator: "/").last ?? "")
    let prefix = PathText.parent(of: shown)
    var assembly = PostureAssembly(self, root: root, fileName: name)
    do {
      return try assembly.posture(shownAs: shown, below: prefix)
    } catch {
      throw Diagnostics(error.list.map { $0.moved(below: prefix) }.sorted())
    }
  }

  /// The path of the posture file without needless parts.
  private func postureFile(_ path: String) throws(Diagnostics) -> String {
    let given = path.isEmpty ? "." : path
    guard FileKind.ofFile(at: given) == .folder else { return PathText.normalized(given) }
    let file = PathText.normalized(given + "/" + Self.fileName)
    guard FileKind.ofFile(at: file) == .missing else { return file }
    throw Diagnostics([
      Diagnostic(
        "no \(Self.fileName) in this folder", at: Location(path: given),
        suggestion: "write a first one with \"avouch init\"")
    ])
  }
}

extension Diagnostic {
  /// The same with its path as a person types it from where the command was started.
  ///
  /// Places in shipped files stay as they are.
  func moved(below prefix: String) -> Diagnostic {
    guard !prefix.isEmpty, let path = location.path, !path.hasPrefix(PostureAssembly.shippedFolder)
    else { return self }
    var moved = location
    moved.path = prefix == "/" ? "/" + path : prefix + "/" + path
    return Diagnostic(message, at: moved, suggestion: suggestion, level: level)
  }
}
