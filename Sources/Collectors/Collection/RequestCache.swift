import Model
import Synchronization

/// What one kind of request gave in a run, each looked up once however many others need it.
package final class RequestCache<Request: ObservationRequest>: Sendable {
  /// One answer; whoever comes first looks while the others wait.
  private final class Entry: Sendable {
    let result = Mutex<Result<Request.Facts, Unavailable>?>(nil)
  }

  private let entries = Mutex<[Request: Entry]>([:])

  package init() {}

  func facts(
    for request: Request, _ read: () throws(Unavailable) -> Request.Facts
  ) throws(Unavailable) -> Request.Facts {
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
