import Dispatch
import Model
import Synchronization
import Systems

/// What a scan of blobs found.
struct ScannedBlobs: Sendable {
  /// By index of the blob; only those that hold any.
  var secrets: [Int: [FoundSecret]] = [:]
  /// Digests of texts with a wrong checksum.
  var lookAlikes: Set<String> = []
  var bytes = 0
  /// Sorted and bounded.
  var gaps: [String] = []
}

/// Scans blobs on several threads, each with a repository handle and a scanner of its own.
struct BlobScan: Sendable {
  let repository: String
  let rules: SecretRules
  let fingerprintKey: [UInt8]
  let workers: Int

  /// How many blobs a thread takes at a time.
  private static let portion = 64
  private static let mostGaps = 50

  func run(over blobs: HistoryBlobs, in context: CollectionContext) throws(Unavailable)
    -> ScannedBlobs
  {
    let work = Work(order: Self.readingOrder(of: blobs), blobs: blobs.blobs)
    let total = Mutex(ScannedBlobs())
    let failure = Mutex<Unavailable?>(nil)
    let next = Atomic<Int>(0)
    let count = min(workers, max(1, work.order.count / Self.portion + 1))
    DispatchQueue.concurrentPerform(iterations: count) { _ in
      do throws(Unavailable) {
        let part = try scan(work, next: next, in: context)
        total.withLock { $0.merge(part) }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    try context.checkCancellation()
    if let error = failure.withLock({ $0 }) { throw error }
    return total.withLock { $0 }.bounded(to: Self.mostGaps)
  }

  private struct Work: Sendable {
    let order: [Int]
    let blobs: [GitObjectID]
  }

  /// Versions of one file side by side, newest first: a pack stores old versions as differences from
  /// newer ones, so each is read where its base was just read.
  private static func readingOrder(of blobs: HistoryBlobs) -> [Int] {
    let paths = blobs.blobs.indices.map { blobs.firstPlace(of: $0)?.path ?? "" }
    return blobs.blobs.indices.sorted { (paths[$0], $1) < (paths[$1], $0) }
  }

  private func scan(
    _ work: Work, next: borrowing Atomic<Int>, in context: CollectionContext
  ) throws(Unavailable) -> ScannedBlobs {
    let repository = try GitRepository(at: repository)
    let scanner = try SecretScanner(rules, fingerprintKey: fingerprintKey)
    var part = ScannedBlobs()
    while !context.isCancelled {
      let start = next.add(Self.portion, ordering: .relaxed).oldValue
      guard start < work.order.count else { break }
      let end = min(start + Self.portion, work.order.count)
      for index in work.order[start..<end] where !context.isCancelled {
        part.add(index, work.blobs[index], from: repository, with: scanner)
      }
      context.progress("secrets in git history", end, work.order.count)
    }
    return part
  }
}

extension ScannedBlobs {
  fileprivate mutating func add(
    _ index: Int, _ blob: GitObjectID, from repository: GitRepository, with scanner: SecretScanner
  ) {
    do throws(Unavailable) {
      let content = try repository.blob(blob, limit: SecretCollector.largestBlob)
      bytes += content.count
      let scan = try scanner.scan(content)
      if !scan.secrets.isEmpty { secrets[index] = scan.secrets }
      lookAlikes.formUnion(scan.lookAlikes)
      gaps += scan.problems.map { "blob \(blob.description): \($0)" }
    } catch {
      gaps.append(error.reason)
    }
  }

  fileprivate mutating func merge(_ other: ScannedBlobs) {
    secrets.merge(other.secrets) { first, _ in first }
    lookAlikes.formUnion(other.lookAlikes)
    bytes += other.bytes
    gaps += other.gaps
  }

  fileprivate func bounded(to most: Int) -> ScannedBlobs {
    var result = self
    result.gaps = gaps.sorted()
    if gaps.count > most {
      result.gaps = result.gaps.prefix(most) + ["\(gaps.count - most) more like these"]
    }
    return result
  }
}
