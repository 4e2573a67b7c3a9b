import Model
import Systems

/// A path that a blob stood at, and the commit that first put it there.
struct BlobPlace: Hashable, Sendable {
  /// By number; below zero for what a tag names directly.
  fileprivate let folder: Int32
  fileprivate let name: UInt32
  /// Index into the history's commits; nil for a tree or blob that a tag names directly.
  let commit: Int?

  /// The same for the same path.
  var pathKey: UInt64 { UInt64(UInt32(bitPattern: folder)) << 32 | UInt64(name) }
}

/// Every blob that trees hold, each once, with the places where it first appeared.
struct HistoryBlobs {
  /// Numbers in order of first appearance.
  private(set) var blobs: [Int32] = []
  /// Trees that could not be read.
  private(set) var problems: Set<String> = []

  private let history: StoredHistory
  /// By number of the object; -1 for what is no blob of these.
  private var indices: [Int32]
  private var firstPlaces: [BlobPlace] = []
  /// Second and later places, which few blobs have.
  private var furtherPlaces: [Int: [BlobPlace]] = [:]
  private var folders = FolderTable()
  /// Names that tags gave to blobs.
  private var labels: [String] = []
  private var visited: Set<UInt64> = []
  private var visits: [UInt8]

  /// A tree that stands at more paths, or a blob, is followed to no further ones: nested copies of
  /// one tree would have more paths than memory.
  ///
  /// Its contents are known by then.
  private static let mostPlaces = 64
  private static let mostDepth = 256
  private static let longestPath = 4_096

  private struct Step {
    let tree: Int32
    let previous: Int32?
    let folder: Int32
    let depth: Int
  }

  init(of history: StoredHistory) {
    self.history = history
    indices = [Int32](repeating: -1, count: history.count)
    visits = [UInt8](repeating: 0, count: history.count)
  }

  /// Adds what a commit's tree holds beyond its first parent's, which was added before.
  mutating func add(tree: Int32, previous: Int32?, commit: Int?) {
    var steps = [Step(tree: tree, previous: previous, folder: 0, depth: 0)]
    while let step = steps.popLast() {
      guard isNew(step) else { continue }
      let changes: [TreeChange]
      do throws(Unavailable) {
        changes = try history.changes(from: step.previous, to: step.tree)
      } catch {
        problems.insert(error.reason)
        continue
      }
      // Reversed, because the last step is taken first and names should come in order.
      for change in changes.reversed() where change.line.isFolder {
        if let next = self.step(into: change, from: step) { steps.append(next) }
      }
      for change in changes where !change.line.isFolder {
        add(
          change.line.object,
          at: BlobPlace(folder: step.folder, name: change.line.name, commit: commit))
      }
    }
  }

  /// Adds a blob that a tag names directly.
  mutating func add(blob: Int32, path: String) {
    labels.append(path)
    let label = Int32(truncatingIfNeeded: -labels.count)
    add(blob, at: BlobPlace(folder: label, name: 0, commit: nil))
  }

  /// Whether an object is one of the blobs.
  func contains(_ number: Int32) -> Bool {
    indices.indices.contains(Int(number)) && indices[Int(number)] >= 0
  }

  /// Where a blob first appeared, oldest first.
  func places(of index: Int) -> [BlobPlace] {
    guard firstPlaces.indices.contains(index) else { return [] }
    return [firstPlaces[index]] + (furtherPlaces[index] ?? [])
  }

  /// The path of a place, from the top of the repository.
  func path(of place: BlobPlace) -> String {
    if place.folder < 0 {
      let label = -1 - Int(place.folder)
      return labels.indices.contains(label) ? labels[label] : ""
    }
    return String(
      decoding: folders.path(of: place.folder) + history.names[place.name], as: UTF8.self)
  }

  private mutating func isNew(_ step: Step) -> Bool {
    guard step.tree != step.previous, visits.indices.contains(Int(step.tree)) else { return false }
    let key = UInt64(UInt32(bitPattern: step.tree)) << 32 | UInt64(UInt32(bitPattern: step.folder))
    guard visited.insert(key).inserted else { return false }
    guard visits[Int(step.tree)] < Self.mostPlaces else { return false }
    visits[Int(step.tree)] += 1
    return true
  }

  private mutating func step(into change: TreeChange, from step: Step) -> Step? {
    let name = change.line.name
    guard step.depth < Self.mostDepth,
      let folder = folders.index(
        of: (name, history.names[name]), in: step.folder, limit: Self.longestPath)
    else {
      let tree = history.name(of: change.line.object)?.description ?? ""
      problems.insert("tree \(tree) lies too deep to be read")
      return nil
    }
    return Step(
      tree: change.line.object, previous: change.previous, folder: folder, depth: step.depth + 1)
  }

  private mutating func add(_ blob: Int32, at place: BlobPlace) {
    guard indices.indices.contains(Int(blob)) else { return }
    let index = Int(indices[Int(blob)])
    guard index >= 0 else {
      indices[Int(blob)] = Int32(truncatingIfNeeded: blobs.count)
      blobs.append(blob)
      firstPlaces.append(place)
      return
    }
    guard firstPlaces[index].pathKey != place.pathKey else { return }
    let further = furtherPlaces[index] ?? []
    guard further.count < Self.mostPlaces, !further.contains(where: { $0.pathKey == place.pathKey })
    else { return }
    furtherPlaces[index, default: []].append(place)
  }
}
