import Model

/// The packs and loose objects of a repository, opened for reading.
///
/// Each pack is read by its own index; a multi-pack index says nothing that those do not. Grafts and
/// replaced objects are of no meaning here: every object is read as it is.
package struct ObjectStore: Sendable {
  /// Where objects come from: the repository's folder and those of its alternates.
  package let folders: [String]
  /// What could not be opened, as sentences; whatever is in it is missing from every walk.
  package let problems: [String]
  package let hash: ObjectHash
  /// Whether some objects are left on a server on purpose.
  package let isPartialClone: Bool
  /// Whether history was cut off when the repository was cloned.
  package let isShallow: Bool

  /// The largest first, so that most objects are taken from where their neighbours are.
  let packs: [PackFile]
  /// Sorted by name, each once.
  let loose: [LooseObject]

  /// Opens the repository at a path: a work tree, a linked one, a submodule's or a bare repository.
  ///
  /// - Throws: `Unavailable` when there is none, or none of a known format.
  package init(at path: String) throws(Unavailable) {
    self.init(try RepositoryFolders(at: path))
  }

  /// Opens a repository whose folders are known.
  package init(_ folders: RepositoryFolders) {
    var contents = Contents(hash: folders.hash)
    for folder in folders.objects { contents.add(folder) }
    self.folders = folders.objects
    problems = folders.problems + contents.problems.sorted()
    hash = folders.hash
    packs = contents.packs.sorted { ($1.index.count, $0.name) < ($0.index.count, $1.name) }
    isPartialClone = folders.isPartialClone || packs.contains { $0.isPromisor }
    isShallow = folders.isShallow
    loose = contents.loose.values.sorted { $0.name < $1.name }
  }

  /// How many objects there are, those in several packs counted in each.
  package var objectCount: Int { packs.reduce(loose.count) { $0 + $1.index.count } }

  func loosePosition(of name: ObjectName) -> Int? {
    var lower = 0
    var upper = loose.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if loose[middle].name == name { return middle }
      if loose[middle].name < name { lower = middle + 1 } else { upper = middle }
    }
    return nil
  }
}

/// What the folders of objects hold.
private struct Contents {
  let hash: ObjectHash
  var packs: [PackFile] = []
  var loose: [ObjectName: LooseObject] = [:]
  var problems: [String] = []

  private static let mostFiles = 1 << 20
  private static let mostPacks = 10_000

  init(hash: ObjectHash) { self.hash = hash }

  mutating func add(_ folder: String) {
    addPacks(folder + "/pack")
    for first in 0..<256 {
      let name = Digest.hexadecimal([UInt8(first)])
      guard FolderStatus.isFolder(folder + "/" + name) else { continue }
      for file in files(in: folder + "/" + name) {
        guard let object = ObjectName(hexadecimal: name + file), object.hash == hash else {
          continue
        }
        loose[object] = loose[object] ?? LooseObject(name: object, folder: folder)
      }
    }
  }

  private mutating func addPacks(_ folder: String) {
    guard FolderStatus.isFolder(folder) else { return }
    let names = Set(files(in: folder))
    for name in names.sorted() where name.hasSuffix(".pack") {
      let stem = String(name.dropLast(".pack".count))
      guard packs.count < Self.mostPacks else {
        problems.append(
          "more than \(Self.mostPacks) packs are here; \(name) and others are not read")
        return
      }
      do throws(Unavailable) {
        guard names.contains(stem + ".idx") else { throw Unavailable("the pack has no index") }
        packs.append(
          try PackFile(
            stem: folder + "/" + stem, name: name, hash: hash,
            isPromisor: names.contains(stem + ".promisor")))
      } catch {
        problems.append("\(name): \(error.reason)")
      }
    }
  }

  private mutating func files(in folder: String) -> [String] {
    do throws(SystemError) {
      let open = try FileDescriptor(opening: folder, flags: 0)
      if let entries = try FolderEntry.list(open, limit: Self.mostFiles) {
        return entries.map(\.name)
      }
      problems.append("\(folder) holds more than \(Self.mostFiles) files")
    } catch {
      problems.append("\(folder) \(error.words)")
    }
    return []
  }
}
