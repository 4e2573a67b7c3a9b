import Dispatch
import Model
import Synchronization

/// Keeps libcurl handles with their open connections, so that the next request to the same origin
/// needs no new handshake, and holds back more than a few requests to one origin at a time.
final class HandlePool: Sendable {
  /// What two requests must have in common to share a connection.
  struct Key: Hashable, Sendable {
    let scheme: String
    let host: String
    let port: Int
    let certificateAuthority: String?
    let resolve: [String]
    let proxy: String?
  }

  /// A handle on its way between threads.
  // Sound: a box is reachable from the pool or from the one call that took it out, never from both.
  private final class Box: @unchecked Sendable {
    var handle: CurlHandle

    init() throws(Unavailable) { handle = try CurlHandle() }
  }

  private struct Origin {
    let gate = DispatchSemaphore(value: ExchangeLimits.perOrigin)
    var idle: [Box] = []
  }

  /// Idle handles over all origins; past it they are closed.
  private static let mostIdle = 256

  private let origins = Mutex<[Key: Origin]>([:])

  /// Lends a handle whose options are all unset.
  ///
  /// - Throws: when the origin is still busy with other requests at the deadline.
  func withHandle<Result>(
    for key: Key, until deadline: ContinuousClock.Instant, isCancelled: () -> Bool,
    _ body: (inout CurlHandle) throws(Unavailable) -> Result
  ) throws(Unavailable) -> Result {
    let gate = origins.withLock { origins in
      let origin = origins[key] ?? Origin()
      origins[key] = origin
      return origin.gate
    }
    while gate.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
      if isCancelled() { throw Unavailable("the request was interrupted") }
      guard ContinuousClock.now < deadline else {
        throw Unavailable("timed out while other requests to the same host were under way")
      }
    }
    defer { gate.signal() }
    let box = try take(key)
    defer { giveBack(box, key) }
    return try body(&box.handle)
  }

  private func take(_ key: Key) throws(Unavailable) -> Box {
    guard let box = origins.withLock({ $0[key]?.idle.popLast() }) else { return try Box() }
    try box.handle.reset()
    return box
  }

  private func giveBack(_ box: Box, _ key: Key) {
    origins.withLock { origins in
      guard origins.values.reduce(0, { $0 + $1.idle.count }) < Self.mostIdle else { return }
      origins[key]?.idle.append(box)
    }
  }
}
