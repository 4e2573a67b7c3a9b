/// Walks trees of deltas from their roots down, on one thread.
struct TreeWalker<Visitor: ObjectVisitor>: ~Copyable {
  private(set) var result = PartialWalk<Visitor.Output>()

  private let work: WalkWork
  private let forest: DeltaForest
  private let options: ObjectWalkOptions
  private let reader: ObjectReader
  private var visitor: Visitor
  private var stack: [WalkFrame] = []
  private var held = 0
  private var unreported = 0

  private static var reportedPortion: Int { 4 << 20 }

  init(_ work: WalkWork, visitor: Visitor) {
    self.work = work
    self.visitor = visitor
    forest = work.forest
    options = work.options
    reader = ObjectReader(work.forest.nodes, largestObject: work.options.largestObject)
  }

  /// Walks trees until there are no more, or no more are asked for.
  mutating func run() {
    while !options.isCancelled(), let root = work.takeRoot() { walk(root) }
    work.report(unreported)
    result.inflatedBytes = reader.inflatedBytes
  }

  private mutating func walk(_ root: Int) {
    count(root)
    do throws(ObjectGap.Reason) {
      let (kind, content) = try reader.root(root)
      guard options.kinds.contains(kind) else {
        reader.pool.give(back: content)
        return
      }
      enter(root, kind, content, base: nil)
    } catch .tooLarge {
      stream(root)
    } catch {
      fail(root, error)
    }
    while let frame = stack.last, !options.isCancelled() { advance(frame) }
    // Left over only after a cancellation.
    stack.removeAll()
    held = 0
  }

  /// Shows an object that cannot be held piece by piece; what is made from it cannot be.
  private mutating func stream(_ root: Int) {
    do throws(ObjectGap.Reason) {
      var object = try reader.pieces(of: root, isCancelled: options.isCancelled)
      guard options.kinds.contains(object.kind) else { return }
      if forest.isWanted(root) {
        let visited = VisitedObject(
          nodes: forest.nodes, node: root, kind: object.kind, count: object.pieces.count)
        if let output = try visitor.output(ofLarge: visited, pieces: &object.pieces) {
          result.outputs.append((root, output))
        }
        result.visitedObjects += 1
        if options.tellsVisited { result.visited.append(root) }
        result.contentBytes += visited.count
        result.insertedBytes += visited.count
      }
      failChildren(of: root)
    } catch {
      fail(root, error)
    }
  }

  /// Goes on with the next child of the uppermost frame, which leaves the stack with its last.
  private mutating func advance(_ frame: WalkFrame) {
    let child = forest.child(at: frame.next)
    frame.next += 1
    let isLast = frame.next == frame.end
    count(child)
    if isLast { stack.removeLast() }
    do throws(ObjectGap.Reason) {
      let base = try content(of: frame)
      let content = try reader.apply(child, to: base)
      if isLast { release(frame) }
      enter(child, frame.kind, content, base: (frame, base.count))
    } catch {
      if isLast { release(frame) }
      fail(child, error)
    }
  }

  /// Shows an object to the visitor, and keeps it if others are made from it.
  private mutating func enter(
    _ node: Int, _ kind: ObjectKind, _ content: ContentBuffer, base: (WalkFrame, count: Int)?
  ) {
    let children = forest.children(of: node)
    var matches: [ContentMatch]?
    var isQuiet = false
    if forest.isWanted(node) {
      (matches, isQuiet) = visit(node, kind, content, base: base)
    }
    guard !children.isEmpty else {
      reader.pool.give(back: content)
      return
    }
    held += content.capacity
    stack.append(
      WalkFrame(
        node: node, kind: kind, content: content, matches: matches, isQuiet: isQuiet,
        next: children.lowerBound, end: children.upperBound))
    if held > options.heldBytes { dropContents() }
  }

  private mutating func visit(
    _ node: Int, _ kind: ObjectKind, _ content: ContentBuffer, base: (WalkFrame, count: Int)?
  ) -> (matches: [ContentMatch]?, isQuiet: Bool) {
    var object = VisitedObject(
      nodes: forest.nodes, node: node, kind: kind, count: content.count)
    // The buffer is held by this function's caller and not written to before it is given back.
    let span = unsafe Span(
      _unsafeStart: content.start.assumingMemoryBound(to: UInt8.self), count: content.count)
    var changes = ContentChanges(allOf: content.count)
    var carried: [ContentMatch] = []
    var isComplete = true
    // What was not looked at, or held too many, has no matches to carry.
    if let (frame, baseCount) = base, let known = frame.matches, let copies = reader.copies {
      changes = ContentChanges(besides: copies, count: content.count, baseCount: baseCount)
      object.isBaseQuiet = frame.isQuiet
      isComplete = carried.carry(
        known, over: copies, count: content.count, baseCount: baseCount, limit: options.mostMatches)
    }
    var matches: [ContentMatch]?
    if isComplete, var found = visitor.matches(in: span, of: object, changes: changes) {
      found.arrange()
      if !carried.isEmpty { found = found.merged(with: carried) }
      if found.count <= options.mostMatches { matches = found }
    }
    let output = visitor.output(of: object, content: span, matches: matches, changes: changes)
    if let output { result.outputs.append((node, output)) }
    result.visitedObjects += 1
    if options.tellsVisited { result.visited.append(node) }
    result.contentBytes += content.count
    result.insertedBytes += changes.insertedBytes
    return (matches, matches != nil && output == nil)
  }

  private mutating func release(_ frame: WalkFrame) {
    guard let content = frame.content else { return }
    frame.content = nil
    held -= content.capacity
    reader.pool.give(back: content)
  }

  /// Gives memory back where it is needed last: nearest to the root.
  private mutating func dropContents() {
    for frame in stack.dropLast() where held > options.heldBytes { release(frame) }
  }

  /// A frame's content, made again if it was dropped.
  private mutating func content(of frame: WalkFrame) throws(ObjectGap.Reason) -> ContentBuffer {
    if let content = frame.content { return content }
    var path: [Int] = []
    var node = frame.node
    while forest.bases[node] >= 0 {
      path.append(node)
      node = Int(forest.bases[node])
    }
    var content = try reader.root(node).content
    for node in path.reversed() {
      guard !options.isCancelled() else { break }
      let base = content
      defer { reader.pool.give(back: base) }
      content = try reader.apply(node, to: base)
    }
    frame.content = content
    held += content.capacity
    return content
  }

  /// Marks everything made from an object that cannot be read.
  private mutating func fail(_ node: Int, _ reason: ObjectGap.Reason) {
    if forest.isWanted(node) { result.gaps.append((node, reason)) }
    failChildren(of: node)
  }

  private mutating func failChildren(of node: Int) {
    var waiting = forest.children(of: node).map { forest.child(at: $0) }
    while let next = waiting.popLast() {
      if forest.isWanted(next) { result.gaps.append((next, .baseUnreadable)) }
      waiting += forest.children(of: next).map { forest.child(at: $0) }
    }
  }

  private mutating func count(_ node: Int) {
    guard let pack = forest.nodes.pack(of: node) else { return }
    unreported += forest.nodes.range(of: node, in: pack)?.count ?? 0
    guard unreported >= Self.reportedPortion else { return }
    work.report(unreported)
    unreported = 0
  }
}

/// An object with children that a walk has yet to go to.
final class WalkFrame {
  let node: Int
  let kind: ObjectKind
  /// Nil when it was dropped for others' sake.
  var content: ContentBuffer?
  /// Nil when nobody looked at the object.
  let matches: [ContentMatch]?
  /// Whether the visitor had nothing to tell of it.
  let isQuiet: Bool
  var next: Int
  let end: Int

  init(
    node: Int, kind: ObjectKind, content: ContentBuffer, matches: [ContentMatch]?,
    isQuiet: Bool, next: Int, end: Int
  ) {
    self.node = node
    self.kind = kind
    self.content = content
    self.matches = matches
    self.isQuiet = isQuiet
    self.next = next
    self.end = end
  }
}
