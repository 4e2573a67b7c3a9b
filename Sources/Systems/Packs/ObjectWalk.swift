import Dispatch
import Model
import Synchronization

/// What a walk goes through and how much it may take.
package struct ObjectWalkOptions: Sendable {
  package var kinds: Set<ObjectKind> = [.blob]
  /// Which objects of these kinds; nil for all.
  ///
  /// Others are not looked at, even where something that is wanted is made from them.
  package var isWanted: (@Sendable (ObjectName) -> Bool)?
  package var workers = 1
  /// Objects of more bytes are gaps.
  package var largestObject = 1 << 30
  /// How many bytes a worker holds while what is made from them waits; beyond, contents are dropped
  /// and made again.
  package var heldBytes = 256 << 20
  /// Of an object with more none are kept, for hostile copies of copies would multiply them: it and
  /// what is made from it are looked at as a whole.
  package var mostMatches = 100_000
  /// Whether the result lists every object that was visited.
  package var tellsVisited = false
  package var isCancelled: @Sendable () -> Bool = { false }
  /// Called now and then with the bytes of packs that were gone through, and all there are to go.
  package var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  package init() {}
}

/// What a walk came to.
package struct ObjectWalkResult<Output: Sendable>: Sendable {
  /// What the visitors made of objects, in the order of packs, whichever worker came to them.
  package var outputs: [(name: ObjectName, output: Output)] = []
  /// Wanted objects that were not looked at, in the order of packs.
  package var gaps: [ObjectGap] = []
  package var visitedObjects = 0
  /// Their names in no order, if the options ask for them.
  package var visited: [ObjectName] = []
  /// Of all visited objects in full.
  package var contentBytes = 0
  /// What was decompressed for it.
  package var inflatedBytes = 0
  /// What of the contents is new beside their bases.
  package var insertedBytes = 0
}

extension ObjectStore {
  /// Goes through the objects of the store, as a catalog of it does.
  package func walk<Visitor: ObjectVisitor>(
    _ options: ObjectWalkOptions,
    visitor makeVisitor: @Sendable () throws(Unavailable) -> Visitor
  ) throws(Unavailable) -> ObjectWalkResult<Visitor.Output> {
    try ObjectCatalog(self, workers: options.workers, isCancelled: options.isCancelled)
      .walk(options, visitor: makeVisitor)
  }
}

extension ObjectCatalog {
  /// Goes through the objects, each once, from bases to what is made from them.
  ///
  /// - Parameters:
  ///   - options: What to go through.
  ///   - makeVisitor: Called once on each worker's thread.
  /// - Returns: What came of it, with a gap for each wanted object that could not be read.
  /// - Throws: `Unavailable` after a cancellation, or what a visitor could not be made for.
  package func walk<Visitor: ObjectVisitor>(
    _ options: ObjectWalkOptions,
    visitor makeVisitor: @Sendable () throws(Unavailable) -> Visitor
  ) throws(Unavailable) -> ObjectWalkResult<Visitor.Output> {
    try partialWalk(options, visitor: makeVisitor).finished(nodes)
  }

  /// The same, with numbers instead of names and in no order.
  func partialWalk<Visitor: ObjectVisitor>(
    _ options: ObjectWalkOptions,
    visitor makeVisitor: @Sendable () throws(Unavailable) -> Visitor
  ) throws(Unavailable) -> PartialWalk<Visitor.Output> {
    let forest = DeltaForest(nodes, heads, kinds: options.kinds, isWanted: options.isWanted)
    let total = Mutex(PartialWalk<Visitor.Output>())
    let failure = Mutex<Unavailable?>(nil)
    let work = WalkWork(forest: forest, options: options)
    let workers = max(1, min(options.workers, forest.roots.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      do throws(Unavailable) {
        var walker = TreeWalker(work, visitor: try makeVisitor())
        walker.run()
        let part = walker.result
        total.withLock { $0.merge(part) }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    guard !options.isCancelled() else { throw Self.cancelled }
    work.finish()
    var result = total.withLock { $0 }
    result.gaps += forest.failures.map { ($0.key, $0.value) }
    return result
  }
}

/// What workers share.
final class WalkWork: Sendable {
  let forest: DeltaForest
  let options: ObjectWalkOptions
  private let next = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let total: Int

  init(forest: DeltaForest, options: ObjectWalkOptions) {
    self.forest = forest
    self.options = options
    total = forest.nodes.store.packs.reduce(0) { $0 + $1.end }
  }

  /// The next tree to walk; nil when all are taken.
  func takeRoot() -> Int? {
    let place = next.add(1, ordering: .relaxed).oldValue
    return place < forest.roots.count ? Int(forest.roots[place]) : nil
  }

  func report(_ bytes: Int) {
    let now = done.add(bytes, ordering: .relaxed).newValue
    options.progress(min(now, total), total)
  }

  /// What was not gone through because nobody wants it is done as well.
  func finish() { options.progress(total, total) }
}

/// What one worker came to, by numbers of objects.
struct PartialWalk<Output: Sendable>: Sendable {
  var outputs: [(node: Int, output: Output)] = []
  var gaps: [(node: Int, reason: ObjectGap.Reason)] = []
  var visitedObjects = 0
  var visited: [Int] = []
  var contentBytes = 0
  var inflatedBytes = 0
  var insertedBytes = 0

  mutating func merge(_ other: PartialWalk) {
    outputs += other.outputs
    gaps += other.gaps
    visited += other.visited
    visitedObjects += other.visitedObjects
    contentBytes += other.contentBytes
    inflatedBytes += other.inflatedBytes
    insertedBytes += other.insertedBytes
  }

  func finished(_ nodes: ObjectNodes) -> ObjectWalkResult<Output> {
    var result = ObjectWalkResult<Output>()
    result.outputs = outputs.sorted { $0.node < $1.node }.compactMap { entry in
      nodes.name(of: entry.node).map { ($0, entry.output) }
    }
    result.gaps = gaps.sorted { $0.node < $1.node }.compactMap { gap in
      nodes.name(of: gap.node).map { name in
        ObjectGap(
          name: name, pack: nodes.pack(of: gap.node).map { nodes.store.packs[$0].name },
          reason: gap.reason)
      }
    }
    result.visitedObjects = visitedObjects
    result.visited = visited.compactMap { nodes.name(of: $0) }
    result.contentBytes = contentBytes
    result.inflatedBytes = inflatedBytes
    result.insertedBytes = insertedBytes
    return result
  }
}
