import Synchronization

/// Finds the number of an object by its name, in one or two looks at memory.
struct NodeTable: Sendable {
  private let nodes: ObjectNodes
  private let slots: [Int32]
  private let seed: UInt64
  private let shift: UInt64

  init(_ nodes: ObjectNodes) {
    self.nodes = nodes
    // A seed that nobody knows before, so that names cannot be chosen to share a slot.
    var hasher = Hasher()
    hasher.combine(nodes.count)
    seed = UInt64(bitPattern: Int64(hasher.finalize()))
    let bits = max(4, Int.bitWidth - (2 * nodes.count).leadingZeroBitCount)
    shift = UInt64(64 - bits)
    var slots = [Int32](repeating: -1, count: 1 << bits)
    let mask = slots.count - 1
    for node in 0..<nodes.count where nodes.owner(of: node) == node {
      guard let name = nodes.name(of: node) else { continue }
      var slot = Self.slot(name, seed, shift)
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: node)
    }
    self.slots = slots
  }

  /// The number that stands for the object in all places it is in; nil when it is in none.
  func node(named name: ObjectName) -> Int? {
    let mask = slots.count - 1
    var slot = Self.slot(name, seed, shift)
    while slots[slot] >= 0 {
      let node = Int(slots[slot])
      if nodes.name(of: node) == name { return node }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private static func slot(_ name: ObjectName, _ seed: UInt64, _ shift: UInt64) -> Int {
    let product = (name.prefix ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int((product.high ^ product.low ^ name.suffix &* 0xC2B2_AE3D_27D4_EB4F) >> shift)
  }
}

/// Numbers for objects that are named and are not here, after those of the store.
final class AbsentNames: Sendable {
  private let first: Int
  private let known = Mutex<(numbers: [ObjectName: Int32], names: [ObjectName])>(([:], []))

  init(after count: Int) { first = count }

  func number(of name: ObjectName) -> Int32 {
    known.withLock { known in
      if let number = known.numbers[name] { return number }
      let number = Int32(truncatingIfNeeded: min(Int(Int32.max), first + known.names.count))
      known.numbers[name] = number
      known.names.append(name)
      return number
    }
  }

  var names: [ObjectName] { known.withLock { $0.names } }
}
