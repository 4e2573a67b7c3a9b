import Model
import Synchronization

/// The configurations of a run, each read once however many requests need it.
package final class ConfigurationCache: Sendable {
  /// One configuration; whoever comes first reads it while the others wait.
  private final class Entry: Sendable {
    let result = Mutex<Result<ConfiguredResources, Unavailable>?>(nil)
  }

  private let entries = Mutex<[ConfiguredResourcesRequest: Entry]>([:])

  package init() {}

  func resources(
    for request: ConfiguredResourcesRequest, _ read: () throws(Unavailable) -> ConfiguredResources
  ) throws(Unavailable) -> ConfiguredResources {
    let entry = entries.withLock {
      if let known = $0[request] { return known }
      let entry = Entry()
      $0[request] = entry
      return entry
    }
    let result = entry.result.withLock { known in
      if let known { return known }
      let result = Result { () throws(Unavailable) in try read() }
      known = result
      return result
    }
    return try result.get()
  }
}
