/// Which object is made from which, and what of it a walk has to go through.
struct DeltaForest: Sendable {
  let nodes: ObjectNodes
  /// Objects that are no deltas and that a walk has to begin at, the most work first.
  private(set) var roots: [Int32] = []
  /// How many objects below a node, itself included, are wanted or lead to a wanted one.
  private(set) var weights: [Int32]
  private(set) var bases: [Int32]
  private(set) var failures: [Int: ObjectGap.Reason]

  private let wanted: [Bool]
  private var childStarts: [Int32]
  /// Of each node in a row, those with the least below them first.
  private var children: [Int32]

  /// Plans a walk.
  ///
  /// - Parameters:
  ///   - nodes: All objects.
  ///   - heads: Their headers.
  ///   - kinds: What is wanted; a loose object's kind is known only once it is read.
  ///   - isWanted: What is wanted of these; nil for all.
  init(
    _ nodes: ObjectNodes, _ heads: EntryHeads, kinds: Set<ObjectKind>,
    isWanted: ((ObjectName) -> Bool)?
  ) {
    self.nodes = nodes
    bases = heads.bases
    failures = heads.failures
    (childStarts, children) = Self.children(heads.bases)
    weights = [Int32](repeating: 0, count: nodes.count)
    let order = Self.order(nodes, heads, kinds, childStarts, children)
    wanted = Self.wanted(order, nodes, isWanted)
    addFailures(order)
    for node in order.places.reversed() {
      let below = weights[Int(node)]
      // Needed for itself, or for something made from it; more than 2^31 objects there are not.
      if wanted[Int(node)] || below > 0 { weights[Int(node)] = below + 1 }
      let base = bases[Int(node)]
      if base >= 0 { weights[Int(base)] += weights[Int(node)] }
    }
    arrangeChildren()
    roots = order.places.filter { bases[Int($0)] == EntryHeads.noBase && weights[Int($0)] > 0 }
    sortRoots()
  }

  func isWanted(_ node: Int) -> Bool { wanted[node] }

  /// The objects made from a node that a walk has to go to, and where in `child(at:)` they are.
  func children(of node: Int) -> Range<Int> {
    var lower = Int(childStarts[node])
    let upper = Int(childStarts[node + 1])
    // Those that lead to nothing wanted have no weight and so come first.
    while lower < upper, weights[Int(children[lower])] == 0 { lower += 1 }
    return lower..<upper
  }

  func child(at place: Int) -> Int { Int(children[place]) }

  /// Lists of children one behind the other, by counting.
  private static func children(_ bases: [Int32]) -> ([Int32], [Int32]) {
    var starts = [Int32](repeating: 0, count: bases.count + 1)
    for base in bases where base >= 0 { starts[Int(base) + 1] += 1 }
    for node in bases.indices { starts[node + 1] += starts[node] }
    var next = starts
    var children = [Int32](repeating: 0, count: Int(starts[bases.count]))
    for (node, base) in bases.enumerated() where base >= 0 {
      children[Int(next[Int(base)])] = Int32(truncatingIfNeeded: node)
      next[Int(base)] += 1
    }
    return (starts, children)
  }

  private struct Order {
    /// Every node after its base; only those whose kind is wanted or not known.
    var places: [Int32] = []
    /// How many of the first lead to a root; what follows could not be read.
    var readable = 0
    /// How many follow after what lies below an unreadable node; the last are in cycles.
    var acyclic = 0
  }

  /// Goes from the roots to what is made from them, then from what cannot be read.
  private static func order(
    _ nodes: ObjectNodes, _ heads: EntryHeads, _ kinds: Set<ObjectKind>, _ starts: [Int32],
    _ children: [Int32]
  ) -> Order {
    var order = Order()
    var isReached = [Bool](repeating: false, count: nodes.count)
    func spread(from first: Int) {
      var place = first
      while place < order.places.count {
        let node = Int(order.places[place])
        isReached[node] = true
        order.places += children[Int(starts[node])..<Int(starts[node + 1])]
        place += 1
      }
    }
    let all = (0..<nodes.count).filter { nodes.owner(of: $0) == $0 }
    let roots = all.filter { heads.bases[$0] == EntryHeads.noBase }
    order.places = roots.filter { heads.kinds[$0].map { !kinds.contains($0) } ?? false }
      .map { Int32(truncatingIfNeeded: $0) }
    spread(from: 0)
    order.places = roots.filter { heads.kinds[$0].map { kinds.contains($0) } ?? true }
      .map { Int32(truncatingIfNeeded: $0) }
    spread(from: 0)
    order.readable = order.places.count
    order.places += all.filter { heads.bases[$0] == EntryHeads.failed }
      .map { Int32(truncatingIfNeeded: $0) }
    spread(from: order.readable)
    order.acyclic = order.places.count
    order.places += all.filter { !isReached[$0] }.map { Int32(truncatingIfNeeded: $0) }
    return order
  }

  private static func wanted(
    _ order: Order, _ nodes: ObjectNodes, _ isWanted: ((ObjectName) -> Bool)?
  ) -> [Bool] {
    var wanted = [Bool](repeating: false, count: nodes.count)
    for node in order.places {
      guard let isWanted else {
        wanted[Int(node)] = true
        continue
      }
      wanted[Int(node)] = nodes.name(of: Int(node)).map(isWanted) ?? false
    }
    return wanted
  }

  private mutating func addFailures(_ order: Order) {
    for node in order.places[order.readable..<order.acyclic] where failures[Int(node)] == nil {
      failures[Int(node)] = .baseUnreadable
    }
    for node in order.places[order.acyclic...] {
      failures[Int(node)] = .cycle
      // So that adding up what is below each node ends.
      bases[Int(node)] = EntryHeads.failed
    }
    failures = failures.filter { wanted[$0.key] }
  }

  /// Whoever is last inherits the base's memory, so it has to be the one with the most below it: then
  /// at most as many contents are held at once as the number of objects has binary digits.
  private mutating func arrangeChildren() {
    for node in 0..<nodes.count {
      let range = Int(childStarts[node])..<Int(childStarts[node + 1])
      guard range.count > 1 else { continue }
      children[range].sort { (weights[Int($0)], $0) < (weights[Int($1)], $1) }
    }
  }

  private mutating func sortRoots() {
    let nodes = nodes
    let weights = weights
    let keyed = roots.map { root -> (work: Int, root: Int32) in
      let node = Int(root)
      let size = nodes.pack(of: node).flatMap { nodes.range(of: node, in: $0)?.count } ?? 0
      let work = size.multipliedReportingOverflow(by: Int(weights[node]))
      // By magnitude alone: those of about the same work are read in the order of their pack.
      return (
        Int.bitWidth - (work.overflow ? Int.max : work.partialValue).leadingZeroBitCount, root
      )
    }
    roots = keyed.sorted { ($1.work, $0.root) < ($0.work, $1.root) }.map(\.root)
  }
}
