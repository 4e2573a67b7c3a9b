import Dispatch
import Synchronization

/// Work that waits for others most of its time, side by side whatever the number of cores.
package enum ConcurrentWork {
  private final class Results<Value: Sendable>: Sendable {
    let values = Mutex<[Int: Value]>([:])
  }

  /// Transforms every element on a thread of its own; for short lists of blocking calls.
  ///
  /// - Returns: the results in the order of the elements.
  package static func map<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ transform: @escaping @Sendable (Element) -> Value
  ) -> [Value] {
    guard elements.count > 1 else { return elements.map(transform) }
    let results = Results<Value>()
    let group = DispatchGroup()
    for (index, element) in elements.enumerated() {
      // A serial queue each, because the shared ones hold back blocked work when cores are few.
      DispatchQueue(label: "avouch.wait").async(group: group) {
        let value = transform(element)
        results.values.withLock { $0[index] = value }
      }
    }
    group.wait()
    let values = results.values.withLock { $0 }
    return elements.indices.compactMap { values[$0] }
  }
}
