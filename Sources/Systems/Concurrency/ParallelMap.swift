import Dispatch
import Synchronization

/// Applies work to every element of a list on all cores, keeping the order.
package enum ParallelMap {
  /// The outputs in the order of the elements.
  ///
  /// Short work is handed out in stretches of some elements, so that handing out costs nothing.
  package static func map<Element: Sendable, Output: Sendable>(
    _ elements: [Element], inStretchesOf length: Int = 1,
    _ transform: @Sendable (Element) -> Output
  ) -> [Output] {
    guard elements.count > max(1, length) else { return elements.map(transform) }
    let starts = Array(stride(from: 0, to: elements.count, by: max(1, length)))
    let results = Mutex<[Int: [Output]]>([:])
    DispatchQueue.concurrentPerform(iterations: starts.count) { index in
      let end = min(starts[index] + max(1, length), elements.count)
      let outputs = elements[starts[index]..<end].map(transform)
      results.withLock { $0[index] = outputs }
    }
    return results.withLock { found in starts.indices.flatMap { found[$0] ?? [] } }
  }
}
