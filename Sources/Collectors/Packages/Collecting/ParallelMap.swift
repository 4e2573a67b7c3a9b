import Dispatch
import Synchronization

/// Applies work to every element of a list on all cores, keeping the order.
enum ParallelMap {
  static func map<Element: Sendable, Output: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Output
  ) -> [Output] {
    guard elements.count > 1 else { return elements.map(transform) }
    let results = Mutex<[Int: Output]>([:])
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
      let output = transform(elements[index])
      results.withLock { $0[index] = output }
    }
    return results.withLock { found in elements.indices.compactMap { found[$0] } }
  }
}
