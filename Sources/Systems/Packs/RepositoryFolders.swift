import Model

/// Where a repository keeps its objects and references.
package struct RepositoryFolders: Sendable {
  /// The folder that all work trees share.
  package let common: String
  /// The work tree's own, which holds its HEAD.
  package let own: String
  /// The repository's own, then those of its alternates, in the order they are named.
  private(set) var objects: [String] = []
  private(set) var problems: [String] = []
  package let hash: ObjectHash
  let isPartialClone: Bool
  /// How references are kept; `files` is what git does unless it is told otherwise.
  let referenceStorage: String

  private static let deepestAlternate = 5
  private static let mostAlternates = 64

  /// Finds the folders of a bare repository, a work tree, a linked work tree or a submodule.
  package init(at path: String) throws(Unavailable) {
    let folder = try Self.gitFolder(at: path)
    own = folder
    common = Self.commonFolder(of: folder)
    guard FolderStatus.isFolder(common + "/objects") else {
      throw Unavailable("\(path) is not a git repository: it has no objects")
    }
    let settings = RepositorySettings(SmallFile.text(common + "/config") ?? "")
    switch settings["extensions", "objectformat"] {
    case nil, "sha1": hash = .sha1
    case "sha256": hash = .sha256
    case let other?: throw Unavailable("the repository names its objects by \(other)")
    }
    isPartialClone = settings["extensions", "partialclone"] != nil
    referenceStorage = settings["extensions", "refstorage"] ?? "files"
    addObjects(common + "/objects", depth: 0)
  }

  /// Finds the repository that a path lies in, going up from a folder inside a work tree.
  ///
  /// - Throws: `Unavailable` when there is none, or none of a known format.
  package static func discover(from path: String) throws(Unavailable) -> RepositoryFolders {
    guard var folder = FolderStatus.resolved(path) else {
      throw Unavailable("\(path) does not exist")
    }
    let first = folder
    // No path has more parts than bytes.
    for _ in 0...folder.utf8.count {
      let isBare =
        FolderStatus.exists(folder + "/HEAD") && FolderStatus.isFolder(folder + "/objects")
        && FolderStatus.isFolder(folder + "/refs")
      if isBare || FolderStatus.exists(folder + "/.git") {
        return try RepositoryFolders(at: folder)
      }
      let parent = folder.split(separator: "/").dropLast()
      guard folder != "/", FolderStatus.areOnOneDevice(first, folder) else { break }
      folder = "/" + parent.joined(separator: "/")
    }
    throw Unavailable("\(path) is not inside a git repository")
  }

  package var isShallow: Bool { FolderStatus.exists(common + "/shallow") }

  private static func gitFolder(at path: String) throws(Unavailable) -> String {
    if FolderStatus.isFolder(path + "/.git") { return path + "/.git" }
    if let text = SmallFile.text(path + "/.git") {
      guard let target = Self.line(of: text, after: "gitdir:") else {
        throw Unavailable("\(path)/.git does not say where the repository is")
      }
      return Self.resolve(target, in: path)
    }
    return path
  }

  private static func commonFolder(of folder: String) -> String {
    guard let text = SmallFile.text(folder + "/commondir"), let target = line(of: text, after: "")
    else { return folder }
    return resolve(target, in: folder)
  }

  /// Alternates may lie anywhere, as a local clone's do; what is read there has to be git's objects.
  private mutating func addObjects(_ folder: String, depth: Int) {
    guard FolderStatus.isFolder(folder) else {
      problems.append("the folder of objects \(folder) is missing")
      return
    }
    guard !objects.contains(where: { FolderStatus.areSame($0, folder) }) else { return }
    guard objects.count <= Self.mostAlternates else {
      problems.append("more than \(Self.mostAlternates) folders of objects are named")
      return
    }
    objects.append(folder)
    guard let text = SmallFile.text(folder + "/info/alternates") else { return }
    guard depth < Self.deepestAlternate else {
      problems.append("\(folder) has alternates beyond the depth of \(Self.deepestAlternate)")
      return
    }
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("\"") {
        problems.append("\(folder) names an alternate in quotes, which is not read")
      } else {
        addObjects(Self.resolve(String(line), in: folder), depth: depth + 1)
      }
    }
  }

  private static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// The first line without a prefix that it must have; nil when it is empty then.
  private static func line(of text: String, after prefix: String) -> String? {
    guard text.hasPrefix(prefix) else { return nil }
    let line = text.dropFirst(prefix.count).split(separator: "\n").first.map {
      String($0.drop { $0 == " " })
    }
    return line.flatMap { $0.isEmpty ? nil : $0 }
  }
}
