import Model
import Synchronization

/// The inventories of packages of a run, each read once however many requests need it.
package final class InventoryCache: Sendable {
  /// One inventory; whoever comes first reads it while the others wait.
  private final class Entry: Sendable {
    let result = Mutex<Result<PackageInventory, Unavailable>?>(nil)
  }

  private let entries = Mutex<[PackagesRequest: Entry]>([:])

  package init() {}

  func inventory(
    for request: PackagesRequest, _ read: () throws(Unavailable) -> PackageInventory
  ) throws(Unavailable) -> PackageInventory {
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
