import Model
import Synchronization

/// The commits, trees and tags of a store, read once and kept as numbers.
///
/// An object's number is its place in the catalog; those that are named and not here have numbers
/// after all others.
package struct StoredHistory: Sendable {
  package let catalog: ObjectCatalog
  /// The names that trees hold.
  package let names: EntryNames

  private let table: NodeTable
  private let absent: [ObjectName]
  private let absentNumbers: [ObjectName: Int32]
  /// By number of the catalog, the place in `records`; -1 for what has none.
  private let places: [Int32]
  private let records: [HistoryRecord]
  private let failures: [Int32: ObjectGap.Reason]

  /// More bytes than a commit or tree has that anybody made on purpose.
  private static let largestObject = 1 << 28

  /// Reads every commit, tree and tag.
  ///
  /// - Parameters:
  ///   - catalog: What there is.
  ///   - workers: How many threads read side by side.
  ///   - isCancelled: Asked now and then.
  /// - Throws: `Unavailable` after a cancellation.
  package init(
    _ catalog: ObjectCatalog, workers: Int, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Unavailable) {
    var options = ObjectWalkOptions()
    options.kinds = [.commit, .tree, .tag]
    options.workers = workers
    options.largestObject = Self.largestObject
    options.heldBytes = 32 << 20
    options.isCancelled = isCancelled
    let table = NodeTable(catalog.nodes)
    let names = SharedEntryNames()
    let absent = AbsentNames(after: catalog.count)
    let hash = catalog.store.hash
    let walk = try catalog.partialWalk(options) { () throws(Unavailable) in
      HistoryVisitor(table, names, absent, hash: hash)
    }
    var places = [Int32](repeating: -1, count: catalog.count)
    for (place, output) in walk.outputs.enumerated() {
      places[output.node] = Int32(truncatingIfNeeded: place)
    }
    self.catalog = catalog
    self.table = table
    self.places = places
    records = walk.outputs.map(\.output)
    failures = Dictionary(
      walk.gaps.map { (Int32(truncatingIfNeeded: $0.node), $0.reason) },
      uniquingKeysWith: { first, _ in first })
    self.names = names.names
    self.absent = absent.names
    absentNumbers = Dictionary(
      self.absent.map { ($0, absent.number(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// One more than the highest number there is.
  package var count: Int { catalog.count + absent.count }

  /// Whether an object of a number is here.
  package func isPresent(_ number: Int32) -> Bool { number >= 0 && number < catalog.count }

  /// The number of an object; nil for one that is neither here nor named by anything here.
  package func number(of name: ObjectName) -> Int32? {
    table.node(named: name).map { Int32(truncatingIfNeeded: $0) } ?? absentNumbers[name]
  }

  /// The name of a number below `count`.
  package func name(of number: Int32) -> ObjectName? {
    let place = Int(number) - catalog.count
    if place < 0 { return number < 0 ? nil : catalog.nodes.name(of: Int(number)) }
    return absent.indices.contains(place) ? absent[place] : nil
  }

  /// A commit; nil when it is not here, damaged, or something else.
  package func commit(_ number: Int32) -> CommitRecord? {
    guard case .commit(let commit)? = record(number) else { return nil }
    return commit
  }

  /// Who wrote a commit, as `Name <address>`; nil when it cannot be read.
  package func author(of number: Int32) -> String? {
    guard isPresent(number),
      let content = try? catalog.content(of: Int(number), limit: Self.largestObject)
    else { return nil }
    return HeaderLines(content.bytes).author
  }

  /// The lines of a tree in its own order.
  ///
  /// - Throws: `Unavailable` when it is not here or damaged, with the reason.
  package func tree(_ number: Int32) throws(Unavailable) -> [TreeLine] {
    switch record(number) {
    case .tree(let lines): return lines
    case .damaged: throw Unavailable("tree \(text(number)) is damaged")
    case .commit, .tag: throw Unavailable("object \(text(number)) is named as a tree and is none")
    case nil: throw Unavailable("tree \(text(number)) \(problem(with: number))")
    }
  }

  /// What an object is behind any tags.
  ///
  /// - Returns: Nil for an object that is here and is no commit, tree or blob.
  /// - Throws: `Unavailable` when something on the way is not here.
  package func tip(of name: ObjectName) throws(Unavailable) -> HistoryTip? {
    guard var current = number(of: name) else {
      throw Unavailable("object \(name.description) is missing")
    }
    // A chain of tags cannot be circular, but it can be long.
    for _ in 0..<64 {
      switch record(current) {
      case .commit: return .commit(current)
      case .tree: return .tree(current)
      case .tag(let target): current = target
      case .damaged: throw Unavailable("object \(text(current)) is damaged")
      case nil:
        guard isPresent(current), failures[current] == nil else {
          throw Unavailable("object \(text(current)) \(problem(with: current))")
        }
        return .blob(current)
      }
    }
    throw Unavailable("object \(name.description) is a chain of more than 64 tags")
  }

  private func record(_ number: Int32) -> HistoryRecord? {
    guard isPresent(number), places[Int(number)] >= 0 else { return nil }
    return records[Int(places[Int(number)])]
  }

  private func problem(with number: Int32) -> String {
    guard isPresent(number) else { return "is missing" }
    return failures[number]?.words ?? "is something else than what it is named as"
  }

  private func text(_ number: Int32) -> String { name(of: number)?.description ?? "" }
}

/// What a reference leads to behind any tags, by number.
package enum HistoryTip: Hashable, Sendable {
  case commit(Int32)
  case tree(Int32)
  case blob(Int32)
}
