import Glibc
import Model

extension FileTree {
  /// Relative paths of what the patterns match, sorted, `.git` left out.
  ///
  /// Folders are not results. Links are listed unless they lead to a folder; linked folders are not
  /// entered. A path without anything special in it is listed if it exists at all, so that reading it
  /// tells what it is.
  ///
  /// - Throws: a reason when a folder could not be listed or there is too much in it; a list cut
  ///   short is never returned.
  package func files(matching patterns: [GlobPattern]) throws(Unavailable) -> [String] {
    var found: Set<String> = []
    var starts: Set<String> = []
    for pattern in patterns {
      let path = pattern.literalPath ?? pattern.literalFolder
      guard path.isEmpty || Self.parts(of: path) != nil else {
        throw Unavailable("\(pattern.text) is not a pattern inside its folder")
      }
      if let literal = pattern.literalPath {
        if try exists(literal) { found.insert(literal) }
      } else {
        starts.insert(path)
      }
    }
    try requireRoot()
    let globs = patterns.filter { $0.literalPath == nil }
    var walk = Walk(
      tree: self, picks: { path in globs.contains { $0.matches(path) } },
      enters: { folder in globs.contains { $0.mayMatch(below: folder) } })
    for start in starts.sorted() where !starts.contains(where: { Self.isBelow(start, $0) }) {
      try walk.start(at: start)
    }
    return found.union(walk.found).sorted()
  }

  /// Relative paths that a test picks, sorted, in the folders that another one lets in.
  ///
  /// For large trees: folders that are not entered are not listed either.
  package func files(
    where picks: @escaping (String) -> Bool, entering enters: @escaping (String) -> Bool
  ) throws(Unavailable) -> [String] {
    try requireRoot()
    var walk = Walk(tree: self, picks: picks, enters: enters)
    try walk.start(at: "")
    return walk.found.sorted()
  }

  private static func isBelow(_ path: String, _ folder: String) -> Bool {
    path != folder && (folder.isEmpty || path.hasPrefix(folder + "/"))
  }

  private func requireRoot() throws(Unavailable) {
    do {
      _ = try FileDescriptor(opening: root, flags: O_DIRECTORY)
    } catch {
      throw Unavailable(
        "the folder \(root) \(error.number == ENOTDIR ? "is not a folder" : error.words)")
    }
  }

  /// Whether there is something of that name, be it a link that leads nowhere.
  func exists(_ path: String) throws(Unavailable) -> Bool {
    var status = stat()
    // lstat only fills the structure that it is given.
    if unsafe lstat(root + "/" + path, &status) == 0 { return true }
    let error = SystemError(number: errno)
    if [ENOENT, ENOTDIR].contains(error.number) { return false }
    throw Unavailable("\(path) \(error.words)")
  }

  /// The entries of a folder, from memory when it was listed before; none when it does not exist.
  fileprivate func entries(of folder: String, limit: Int) throws(Unavailable) -> [FolderEntry]? {
    if let known = listings.withLock({ $0[folder] }) { return known }
    let entries: [FolderEntry]?
    do {
      entries = try FolderEntry.list(try openFolder(folder), limit: limit)
    } catch {
      let name = folder.isEmpty ? "the folder \(root)" : "the folder \(folder)"
      throw switch error.number {
      case ENOENT: Unavailable("\(name) does not exist")
      // What O_NOFOLLOW and O_DIRECTORY answer for a link.
      case ELOOP, ENOTDIR:
        Unavailable("\(name) is a link or not a folder; linked folders are not entered")
      default: Unavailable("\(name) \(error.words)")
      }
    }
    if let entries { listings.withLock { $0[folder] = entries } }
    return entries
  }

  private func openFolder(_ folder: String) throws(SystemError) -> FileDescriptor {
    var open = try FileDescriptor(opening: root, flags: O_DIRECTORY)
    for name in folder.split(separator: "/") {
      open = try FileDescriptor(
        opening: String(name), in: open.number, flags: O_DIRECTORY | O_NOFOLLOW)
    }
    return open
  }
}

/// Goes through the folders that could hold a match.
private struct Walk {
  let tree: FileTree
  let picks: (String) -> Bool
  let enters: (String) -> Bool
  var found: [String] = []
  var seen = 0

  init(
    tree: FileTree, picks: @escaping (String) -> Bool, enters: @escaping (String) -> Bool
  ) {
    self.tree = tree
    self.picks = picks
    self.enters = enters
  }

  /// Begins at a folder that a pattern names; one that does not exist holds nothing.
  mutating func start(at folder: String) throws(Unavailable) {
    var status = stat()
    // lstat only fills the structure that it is given.
    let result = unsafe lstat(tree.root + "/" + folder, &status)
    if result != 0, errno == ENOENT || errno == ENOTDIR { return }
    try visit(folder, depth: 0)
  }

  mutating func visit(_ folder: String, depth: Int) throws(Unavailable) {
    guard depth <= FileTree.deepestFolder else {
      throw Unavailable("\(folder) lies more than \(FileTree.deepestFolder) folders deep")
    }
    let limit = tree.largestListing - seen
    guard let entries = try tree.entries(of: folder, limit: limit), entries.count <= limit else {
      throw Unavailable(
        "there are more than \(tree.largestListing) files below \(tree.root); "
          + "name a folder in the pattern")
    }
    seen += entries.count
    for entry in entries {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      switch entry.kind {
      case .file:
        if picks(path) { found.append(path) }
      case .folder:
        if enters(path) { try visit(path, depth: depth + 1) }
      case .linkToFolder: break
      }
    }
  }
}
