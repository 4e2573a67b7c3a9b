/// Numbers for all objects of a store: those of each pack in its order, then the loose ones.
///
/// A class, because it is handed on for every object.
final class ObjectNodes: Sendable {
  let store: ObjectStore
  let orders: [PackOrder]
  /// The number of each pack's first object, and of the first loose one.
  let starts: [Int]
  let count: Int
  /// For an object that is in several places, the number that stands for all of them.
  private let owners: [Int32]

  init(_ store: ObjectStore) {
    self.store = store
    orders = store.packs.map { PackOrder($0.index) }
    var starts: [Int] = []
    var count = 0
    for pack in store.packs {
      starts.append(count)
      count += pack.index.count
    }
    starts.append(count)
    self.starts = starts
    self.count = count + store.loose.count
    let isOnce = store.packs.isEmpty || (store.packs.count == 1 && store.loose.isEmpty)
    owners = isOnce ? [] : Self.owners(store, orders, starts, self.count)
  }

  /// More than numbers of 32 bits can tell apart.
  static func areTooMany(in store: ObjectStore) -> Bool { store.objectCount >= Int(Int32.max) }

  func owner(of node: Int) -> Int { owners.isEmpty ? node : Int(owners[node]) }

  /// The index of the pack that an object is in; nil for a loose one.
  func pack(of node: Int) -> Int? {
    guard let loose = starts.last, node < loose else { return nil }
    var lower = 0
    var upper = starts.count - 1
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if starts[middle] <= node { lower = middle } else { upper = middle }
    }
    return lower
  }

  func name(of node: Int) -> ObjectName? {
    guard let pack = pack(of: node) else {
      return store.loose[node - starts[starts.count - 1]].name
    }
    let place = node - starts[pack]
    return store.packs[pack].index.name(at: Int(orders[pack].positions[place]))
  }

  func looseObject(_ node: Int) -> LooseObject { store.loose[node - starts[starts.count - 1]] }

  /// The bytes of the pack that hold an object; nil when its offset lies outside.
  func range(of node: Int, in pack: Int) -> Range<Int>? {
    let end = store.packs[pack].end
    let place = node - starts[pack]
    let start = orders[pack].offsets[place]
    guard start >= 12, start < end else { return nil }
    return start..<orders[pack].end(ofPlace: place, packEnd: end)
  }

  /// The object that begins at an offset of a pack.
  func node(atOffset offset: Int, of pack: Int) -> Int? {
    orders[pack].place(ofOffset: offset).map { starts[pack] + $0 }
  }

  /// An object by name, from a pack if it is there, otherwise from another.
  func node(named name: ObjectName, near pack: Int) -> Int? {
    if let node = node(named: name, in: pack) { return node }
    for other in store.packs.indices where other != pack {
      if let node = node(named: name, in: other) { return node }
    }
    return store.loosePosition(of: name).map { starts[starts.count - 1] + $0 }
  }

  private func node(named name: ObjectName, in pack: Int) -> Int? {
    let index = store.packs[pack].index
    guard let position = index.position(of: name), let offset = index.offset(at: position) else {
      return nil
    }
    // Among several names for one offset, which only a damaged index has, any gives the same bytes.
    return node(atOffset: offset, of: pack)
  }

  /// Names are compared a first byte at a time, so the memory for it stays small.
  private static func owners(
    _ store: ObjectStore, _ orders: [PackOrder], _ starts: [Int], _ count: Int
  ) -> [Int32] {
    var owners = (0..<count).map { Int32(truncatingIfNeeded: $0) }
    let nodes = zip(orders, starts).map { order, start in
      var nodes = [Int32](repeating: 0, count: order.positions.count)
      for (place, position) in order.positions.enumerated() {
        nodes[Int(position)] = Int32(truncatingIfNeeded: start + place)
      }
      return nodes
    }
    var loose = 0
    for first in 0..<256 {
      var named: [(name: ObjectName, node: Int32)] = []
      for (pack, file) in store.packs.enumerated() {
        for position in file.index.positions(startingWith: first) {
          guard let name = file.index.name(at: position) else { continue }
          named.append((name, nodes[pack][position]))
        }
      }
      while loose < store.loose.count, store.loose[loose].name.prefix >> 56 == UInt64(first) {
        named.append(
          (store.loose[loose].name, Int32(truncatingIfNeeded: starts[starts.count - 1] + loose)))
        loose += 1
      }
      named.sort { ($0.name, $0.node) < ($1.name, $1.node) }
      for (previous, next) in zip(named, named.dropFirst()) where previous.name == next.name {
        owners[Int(next.node)] = owners[Int(previous.node)]
      }
    }
    return owners
  }
}
