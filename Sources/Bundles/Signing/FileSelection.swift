import Model
import Systems

/// The files that a person names for signing, and the folder from which their names count.
package struct FileSelection: Sendable {
  package let folder: SealedFolder
  /// Relative paths, sorted by bytes.
  package let names: [String]

  /// Finds out what is to be signed.
  ///
  /// - Parameters:
  ///   - paths: Files, and folders for everything in them.
  ///   - output: The bundle's folder; by default the deepest one that holds everything.
  ///   - bundle: The names that cannot be signed, since the signatures go there.
  /// - Throws: a reason that names the path that cannot be part of the bundle.
  package init(
    _ paths: [String], output: String?, bundle: BundleNames = .standard
  ) throws(Unavailable) {
    var files: [(path: String, given: String)] = []
    var folders: [SealedFolder] = []
    for path in paths {
      if let folder = try? SealedFolder(path: path) {
        folders.append(folder)
      } else {
        files.append((try Self.absolute(path), path))
      }
    }
    let parents = folders.map(\.path) + files.map { Self.parent(of: $0.path) }
    let folder = try SealedFolder(path: output ?? Self.common(parents))
    var names: Set<[UInt8]> = []
    for file in files {
      let name = try Self.name(of: file.path, in: folder)
      guard !bundle.all.contains(where: { ShownText.isSame($0, name) }) else {
        throw Unavailable("\(file.given) carries the signature and cannot be signed by it")
      }
      names.insert(Array(name.utf8))
    }
    for inner in folders {
      for entry in try inner.names() {
        let name = try Self.name(of: inner.path + "/" + entry, in: folder)
        if bundle.all.contains(where: { ShownText.isSame($0, name) }) { continue }
        names.insert(Array(name.utf8))
      }
    }
    guard !names.isEmpty else { throw Unavailable("there is no file to sign in \(folder.path)") }
    self.folder = folder
    self.names = names.sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files with their digests.
  ///
  /// - Throws: a reason that names the file that cannot be signed.
  package func subjects() throws(Unavailable) -> [Statement.Subject] {
    var subjects: [Statement.Subject] = []
    for name in names {
      let shown = ShownText.escaped(name)
      if let problem = FileName.problem(with: name) {
        throw Unavailable("\(shown) cannot be signed: the name \(problem)")
      }
      do throws(SealedFolder.Problem) {
        let content = try folder.content(of: name)
        subjects.append(Statement.Subject(name: name, sha256: content.sha256))
      } catch {
        switch error {
        case .absent: throw Unavailable("\(shown) does not exist in \(folder.path)")
        case .irregular(let reason): throw Unavailable("\(shown) cannot be signed: it \(reason)")
        case .unreadable(let reason): throw Unavailable("\(shown) \(reason)")
        }
      }
    }
    return subjects
  }

  /// Files in the folder that are not signed, which a verification will name.
  package func uncovered(bundle: BundleNames = .standard) throws(Unavailable) -> [String] {
    let covered = Set((names + bundle.all).map { Array($0.utf8) })
    return try folder.names().filter { !covered.contains(Array($0.utf8)) }
  }

  /// The absolute path with the links of its folder followed, and not its own.
  private static func absolute(_ path: String) throws(Unavailable) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard !name.isEmpty, !path.hasSuffix("/") else { throw Unavailable("\(path) is not a file") }
    let parent = path.dropLast(name.count)
    let folder = try BoundedFile.canonicalPath(of: parent.isEmpty ? "." : String(parent))
    let absolute = (folder == "/" ? "" : folder) + "/" + name
    guard try BoundedFile.canonicalPath(of: absolute).utf8.elementsEqual(absolute.utf8) else {
      throw Unavailable("\(path) is a symbolic link: name the file that it leads to")
    }
    return absolute
  }

  private static func parent(of path: String) -> String {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  private static func common(_ paths: [String]) -> String {
    var shared = paths.first?.split(separator: "/") ?? []
    for path in paths.dropFirst() {
      let parts = path.split(separator: "/")
      shared = zip(shared, parts).prefix { $0 == $1 }.map(\.0)
    }
    return "/" + shared.joined(separator: "/")
  }

  private static func name(
    of path: String, in folder: SealedFolder
  ) throws(Unavailable) -> String {
    let prefix = folder.path == "/" ? "/" : folder.path + "/"
    guard path.utf8.starts(with: prefix.utf8) else {
      throw Unavailable("\(path) lies outside \(folder.path), so a bundle there cannot name it")
    }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }
}
