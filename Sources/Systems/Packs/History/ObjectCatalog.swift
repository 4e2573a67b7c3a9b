import Model

/// The objects of a store by number, with what each is made from: what all walks of it share.
package struct ObjectCatalog: Sendable {
  let nodes: ObjectNodes
  let heads: EntryHeads

  /// Reads the heads of all objects.
  ///
  /// - Parameters:
  ///   - store: Whose objects.
  ///   - workers: How many threads read side by side.
  ///   - isCancelled: Asked now and then.
  /// - Throws: `Unavailable` after a cancellation, or for more objects than can be numbered.
  package init(
    _ store: ObjectStore, workers: Int, isCancelled: @Sendable () -> Bool = { false }
  ) throws(Unavailable) {
    guard !ObjectNodes.areTooMany(in: store) else {
      throw Unavailable("the repository has more objects than can be numbered")
    }
    nodes = ObjectNodes(store)
    heads = EntryHeads(nodes, workers: workers, isCancelled: isCancelled)
    guard !isCancelled() else { throw Self.cancelled }
  }

  /// Whose objects they are.
  package var store: ObjectStore { nodes.store }

  /// How many numbers there are, from 0 on.
  package var count: Int { nodes.count }

  static var cancelled: Unavailable { Unavailable("the walk was cancelled") }

  /// The content of one object, made from all that it is a delta of.
  ///
  /// - Parameters:
  ///   - number: Which object.
  ///   - limit: It and what it is made from may have no more bytes.
  /// - Returns: Its kind and its content.
  /// - Throws: Why it cannot be read.
  package func content(
    of number: Int, limit: Int
  ) throws(ObjectGap.Reason) -> (kind: ObjectKind, bytes: [UInt8]) {
    guard (0..<nodes.count).contains(number) else { throw .baseMissing }
    var path: [Int] = []
    var node = nodes.owner(of: number)
    while heads.bases[node] >= 0 {
      path.append(node)
      node = Int(heads.bases[node])
      // No chain is longer than there are objects, unless it is a circle.
      guard path.count <= nodes.count else { throw .cycle }
    }
    if let reason = heads.failures[node] { throw reason }
    let reader = ObjectReader(nodes, largestObject: limit)
    var (kind, content) = try reader.root(node)
    for node in path.reversed() {
      let base = content
      defer { reader.pool.give(back: base) }
      content = try reader.apply(node, to: base)
    }
    // The buffer is held here and written to by nobody.
    return (kind, unsafe Array(content.bytes))
  }
}
