import Collectors
import Model
import TestSupport

/// A folder and a context to collect from it.
struct CollectionFixture {
  let folder = TemporaryFolder()
  let context = CollectionContext(
    now: Instant(seconds: 1_800_000_000), deadline: .now + .seconds(20))

  /// What a collector answers, or its reason.
  func collect<C: Collector>(_ collector: C, _ request: C.Request)
    -> Result<C.Request.Facts, Unavailable>
  {
    Result { () throws(Unavailable) in try collector.collect(request, in: context) }
  }
}

extension Result where Failure == Unavailable {
  /// Why there is no answer; nil when there is one.
  var whyUnavailable: String? {
    guard case .failure(let error) = self else { return nil }
    return error.reason
  }
}
