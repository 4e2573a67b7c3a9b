import Model

/// All names of a repository, read from its files.
package struct RepositoryReferences: Sendable {
  /// A branch, tag or other name with the object it stands for.
  package struct Reference: Hashable, Sendable {
    package let name: String
    /// The object named directly: a tag object where there is one.
    package let target: ObjectName
  }

  /// Sorted by name; symbolic ones are followed, and left out where they lead to nothing.
  package let list: [Reference]
  /// Names whose files hold no readable reference, sorted.
  package let unreadable: [String]
  /// What HEAD leads to; nil before the first commit.
  package let head: ObjectName?
  package let hash: ObjectHash

  /// Reads them.
  ///
  /// - Throws: `Unavailable` when HEAD or the list of packed names cannot be read, or names are kept in
  ///   a form that is not known.
  package init(of folders: RepositoryFolders) throws(Unavailable) {
    guard folders.referenceStorage == "files" else {
      throw Unavailable("the repository keeps its references as \(folders.referenceStorage)")
    }
    hash = folders.hash
    var reader = ReferenceReader(folders)
    try reader.readAll()
    list = reader.found.map { Reference(name: $0.key, target: $0.value) }
      .sorted { $0.name < $1.name }
    unreadable = reader.unreadable.sorted()
    head = try reader.head()
  }

  /// What a name stands for, as git looks for it: itself, a tag, a branch, a remote's.
  package func target(named name: String) -> ObjectName? {
    if name == "HEAD" || name == "@" { return head }
    for form in ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"] {
      if let found = list.first(where: { $0.name == form + name }) { return found.target }
    }
    return list.first { $0.name == "refs/remotes/\(name)/HEAD" }?.target
  }
}

/// Collects references from packed and loose files.
private struct ReferenceReader {
  private(set) var found: [String: ObjectName] = [:]
  private(set) var unreadable: Set<String> = []
  private var symbolic: [String: String] = [:]
  private let folders: RepositoryFolders

  private static let largestPackedFile = 1 << 30
  private static let longestLooseFile = 4_096
  private static let mostFolders = 100_000
  private static let mostFiles = 1 << 20

  init(_ folders: RepositoryFolders) { self.folders = folders }

  mutating func readAll() throws(Unavailable) {
    try readPacked()
    readLoose(below: folders.common)
    if folders.own != folders.common { readLoose(below: folders.own) }
    for (name, target) in symbolic {
      if let object = followed(target) { found[name] = object } else { found[name] = nil }
    }
  }

  /// What HEAD leads to.
  func head() throws(Unavailable) -> ObjectName? {
    guard let text = SmallFile.text(folders.own + "/HEAD", limit: Self.longestLooseFile) else {
      throw Unavailable("HEAD cannot be read")
    }
    switch Self.content(of: text) {
    case .object(let name): return name
    case .symbolic(let target): return followed(target)
    case nil: throw Unavailable("HEAD cannot be read")
    }
  }

  private enum Content {
    case object(ObjectName)
    case symbolic(String)
  }

  private static func content(of text: String) -> Content? {
    var line = text.prefix { !$0.isNewline }
    while line.last == " " || line.last == "\t" { line.removeLast() }
    if line.hasPrefix("ref:") {
      let target = String(line.dropFirst(4).drop { $0 == " " || $0 == "\t" })
      // It becomes a path.
      let isInside = !target.split(separator: "/").contains("..") && target.hasPrefix("refs/")
      return isInside ? .symbolic(target) : nil
    }
    return ObjectName(hexadecimal: String(line)).map { .object($0) }
  }

  private func followed(_ name: String) -> ObjectName? {
    var name = name
    for _ in 0..<5 {
      guard let next = symbolic[name] else { return found[name] }
      name = next
    }
    return nil
  }

  private mutating func readPacked() throws(Unavailable) {
    let path = folders.common + "/packed-refs"
    guard FolderStatus.exists(path) else { return }
    let bytes = try SmallFile.read(path, limit: Self.largestPackedFile)
    let digits = folders.hash.byteCount * 2
    for line in bytes.split(separator: 0x0A) where line.first != 0x23 && line.first != 0x5E {
      let name = String(decoding: line.dropFirst(digits + 1), as: UTF8.self)
      guard line.count > digits + 1, line[line.startIndex + digits] == 0x20,
        let target = ObjectName(hexadecimal: line.prefix(digits))
      else {
        unreadable.insert(name.isEmpty ? "packed-refs" : name)
        continue
      }
      found[name] = target
    }
  }

  private mutating func readLoose(below root: String) {
    var pending = ["refs"]
    var visited = 0
    while let folder = pending.popLast() {
      visited += 1
      guard visited <= Self.mostFolders, let entries = Self.entries(of: root + "/" + folder) else {
        if FolderStatus.exists(root + "/" + folder) { unreadable.insert(folder) }
        continue
      }
      for entry in entries {
        let name = folder + "/" + entry.name
        switch entry.kind {
        case .folder: pending.append(name)
        case .linkToFolder: unreadable.insert(name)
        case .file where !name.hasSuffix(".lock"): read(name, below: root)
        case .file: break
        }
      }
    }
  }

  private static func entries(of folder: String) -> [FolderEntry]? {
    do throws(SystemError) {
      return try FolderEntry.list(try FileDescriptor(opening: folder, flags: 0), limit: mostFiles)
    } catch {
      return nil
    }
  }

  private mutating func read(_ name: String, below root: String) {
    let text = SmallFile.text(root + "/" + name, limit: Self.longestLooseFile)
    switch text.flatMap({ Self.content(of: $0) }) {
    case .object(let object) where object.hash == folders.hash:
      found[name] = object
    case .symbolic(let target):
      found[name] = nil
      symbolic[name] = target
    default:
      found[name] = nil
      unreadable.insert(name)
    }
  }
}
