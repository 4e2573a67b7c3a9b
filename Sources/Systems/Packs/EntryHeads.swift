import Dispatch
import Synchronization

/// What each object of a store is made of, read from the headers in its packs alone.
struct EntryHeads: Sendable {
  /// The kind of an object that is no delta; nil for deltas, loose objects and unreadable ones.
  private(set) var kinds: [ObjectKind?] = []
  /// The number of a delta's base, or one of the numbers below.
  private(set) var bases: [Int32] = []
  private(set) var failures: [Int: ObjectGap.Reason] = [:]

  static let noBase: Int32 = -1
  static let failed: Int32 = -2

  private static let portion = 1 << 14

  /// Reads all headers, in the order of each pack.
  init(_ nodes: ObjectNodes, workers: Int, isCancelled: @Sendable () -> Bool) {
    let portions = nodes.store.packs.indices.flatMap { pack in
      stride(from: 0, to: nodes.store.packs[pack].index.count, by: Self.portion).map {
        Portion(pack: pack, start: $0, nodes: nodes)
      }
    }
    let results = Mutex<[Int: Portion.Result]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, portions.count))) { _ in
      var window = HeaderWindow()
      while !isCancelled() {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < portions.count else { break }
        let result = portions[number].read(&window, count: Self.portion)
        results.withLock { $0[number] = result }
      }
    }
    let all = results.withLock { $0 }
    kinds.reserveCapacity(nodes.count)
    bases.reserveCapacity(nodes.count)
    for number in portions.indices {
      // Missing only after a cancellation, when nobody looks at the result.
      guard let result = all[number] else { continue }
      kinds += result.kinds
      bases += result.bases
      failures.merge(result.failures) { first, _ in first }
    }
    let rest = nodes.count - kinds.count
    kinds += [ObjectKind?](repeating: nil, count: rest)
    bases += [Int32](repeating: Self.noBase, count: rest)
  }
}

/// Some objects of a pack that follow one another.
private struct Portion: Sendable {
  let pack: Int
  let start: Int
  let nodes: ObjectNodes

  struct Result: Sendable {
    var kinds: [ObjectKind?] = []
    var bases: [Int32] = []
    var failures: [Int: ObjectGap.Reason] = [:]
  }

  func read(_ window: inout HeaderWindow, count: Int) -> Result {
    let file = nodes.store.packs[pack]
    let first = nodes.starts[pack] + start
    let last = nodes.starts[pack] + min(start + count, file.index.count)
    var result = Result()
    result.kinds.reserveCapacity(last - first)
    result.bases.reserveCapacity(last - first)
    window.forget()
    for node in first..<last {
      var kind: ObjectKind?
      var base = EntryHeads.failed
      // What is read from another copy needs no header here.
      if nodes.owner(of: node) == node {
        do throws(ObjectGap.Reason) {
          (kind, base) = try head(of: node, file, &window)
        } catch {
          result.failures[node] = error
        }
      }
      result.kinds.append(kind)
      result.bases.append(base)
    }
    return result
  }

  private func head(
    of node: Int, _ file: PackFile, _ window: inout HeaderWindow
  ) throws(ObjectGap.Reason) -> (ObjectKind?, Int32) {
    guard let range = nodes.range(of: node, in: pack) else { throw .outsideFile }
    switch try window.header(at: range.lowerBound, of: file).form {
    case .object(let kind): return (kind, EntryHeads.noBase)
    case .offsetDelta(let distance):
      guard distance > 0, distance < range.lowerBound,
        let base = nodes.node(atOffset: range.lowerBound - distance, of: pack)
      else { throw .damagedHeader }
      return (nil, Int32(truncatingIfNeeded: nodes.owner(of: base)))
    case .nameDelta(let name):
      guard let base = nodes.node(named: name, near: pack) else {
        throw nodes.store.isPartialClone ? .notInPartialClone : .baseMissing
      }
      return (nil, Int32(truncatingIfNeeded: nodes.owner(of: base)))
    }
  }
}

/// The part of a pack that was read last.
private struct HeaderWindow {
  private var bytes: [UInt8] = []
  private var start = 0
  private var count = 0

  private static let length = 1 << 16

  mutating func forget() { count = 0 }

  mutating func header(at offset: Int, of file: PackFile) throws(ObjectGap.Reason)
    -> PackEntryHeader
  {
    if offset < start || offset + PackEntryHeader.longest > start + count {
      count = file.read(Self.length, at: offset, into: &bytes)
      start = offset
    }
    guard count > offset - start else { throw .outsideFile }
    return try PackEntryHeader(
      bytes, from: offset - start, to: min(count, file.end - start), hash: file.index.hash)
  }
}
