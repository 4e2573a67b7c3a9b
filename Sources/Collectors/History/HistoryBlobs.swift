import Model
import Systems

/// A path that a blob stood at, and the commit that first put it there.
struct BlobPlace: Hashable, Sendable {
  let path: String
  /// Index into the history's commits; nil for a tree or blob that a tag names directly.
  let commit: Int?
}

/// Every blob that trees hold, each once, with the places where it first appeared.
struct HistoryBlobs {
  /// In order of first appearance.
  private(set) var blobs: [GitObjectID] = []
  /// Trees that could not be read.
  private(set) var problems: Set<String> = []

  private var indices: [GitObjectID: Int] = [:]
  private var firstPlaces: [BlobPlace] = []
  /// Second and later places, which few blobs have.
  private var furtherPlaces: [Int: [BlobPlace]] = [:]
  private var folders = FolderTable()
  private var visited: Set<Visit> = []
  private var visits: [GitObjectID: Int] = [:]

  /// A tree that stands at more paths, or a blob, is followed to no further ones: nested copies of
  /// one tree would have more paths than memory.
  ///
  /// Its contents are known by then.
  private static let mostPlaces = 64
  private static let mostDepth = 256
  private static let longestPath = 4_096

  private struct Visit: Hashable {
    let tree: GitObjectID
    let folder: Int
  }

  private struct Step {
    let tree: GitObjectID
    let previous: GitObjectID?
    let folder: Int
    let depth: Int
  }

  /// Adds what a commit's tree holds beyond its first parent's, which was added before.
  mutating func add(
    tree: GitObjectID, previous: GitObjectID?, commit: Int?, from repository: GitRepository
  ) {
    var steps = [Step(tree: tree, previous: previous, folder: 0, depth: 0)]
    while let step = steps.popLast() {
      guard isNew(step) else { continue }
      let changes: [GitTreeChange]
      do throws(Unavailable) {
        changes = try repository.changes(from: step.previous, to: step.tree)
      } catch {
        problems.insert(error.reason)
        continue
      }
      // Reversed, because the last step is taken first and names should come in order.
      for change in changes.reversed() where change.entry.kind == .folder {
        if let next = self.step(into: change, from: step) { steps.append(next) }
      }
      for change in changes where change.entry.kind == .blob {
        addBlob(change.entry, folder: step.folder, commit: commit)
      }
    }
  }

  /// Adds a blob that a tag names directly.
  mutating func add(blob: GitObjectID, path: String) {
    add(blob, at: BlobPlace(path: path, commit: nil))
  }

  /// Where a blob first appeared, oldest first.
  func places(of index: Int) -> [BlobPlace] {
    guard firstPlaces.indices.contains(index) else { return [] }
    return [firstPlaces[index]] + (furtherPlaces[index] ?? [])
  }

  func firstPlace(of index: Int) -> BlobPlace? {
    firstPlaces.indices.contains(index) ? firstPlaces[index] : nil
  }

  private mutating func isNew(_ step: Step) -> Bool {
    guard step.tree != step.previous else { return false }
    guard visited.insert(Visit(tree: step.tree, folder: step.folder)).inserted else { return false }
    let count = visits[step.tree, default: 0]
    visits[step.tree] = count + 1
    return count < Self.mostPlaces
  }

  private mutating func step(into change: GitTreeChange, from step: Step) -> Step? {
    guard step.depth < Self.mostDepth,
      let folder = folders.index(of: change.entry.name, in: step.folder, limit: Self.longestPath)
    else {
      problems.insert("tree \(change.entry.id.description) lies too deep to be read")
      return nil
    }
    return Step(
      tree: change.entry.id, previous: change.previous, folder: folder, depth: step.depth + 1)
  }

  private mutating func addBlob(_ entry: GitTreeEntry, folder: Int, commit: Int?) {
    add(entry.id, at: BlobPlace(path: folders.path(of: folder) + entry.name, commit: commit))
  }

  private mutating func add(_ blob: GitObjectID, at place: BlobPlace) {
    guard let index = indices[blob] else {
      indices[blob] = blobs.count
      blobs.append(blob)
      firstPlaces.append(place)
      return
    }
    guard firstPlaces[index].path != place.path else { return }
    let further = furtherPlaces[index] ?? []
    guard further.count < Self.mostPlaces, !further.contains(where: { $0.path == place.path })
    else { return }
    furtherPlaces[index, default: []].append(place)
  }
}
