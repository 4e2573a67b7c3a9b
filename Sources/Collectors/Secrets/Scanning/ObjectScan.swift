import Model
import Systems

/// Scans the objects of a store on several threads, from bases to what is made from them.
struct ObjectScan: Sendable {
  let catalog: ObjectCatalog
  let rules: SecretRules
  let fingerprintKey: [UInt8]
  let workers: Int
  /// An object of more bytes is looked at in stretches, or not at all where that means nothing: it
  /// would cost more memory than a gate may take.
  var largestObject = SecretCollector.largestBlob
  var stretchLength = LargeTextScan.standardLength
  /// Whether the result lists the objects that were looked at.
  var tellsVisited = false

  /// Scans what is wanted of the kinds.
  ///
  /// - Parameters:
  ///   - kinds: Which kinds of objects.
  ///   - isWanted: Which of these; nil for all.
  ///   - isCancelled: Asked now and then.
  ///   - progress: Told the bytes of packs that were gone through, and all there are.
  /// - Returns: What was found.
  /// - Throws: `Unavailable` after a cancellation, or when there is no memory to search with.
  func run(
    _ kinds: Set<ObjectKind>, wanted isWanted: (@Sendable (ObjectName) -> Bool)?,
    isCancelled: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(Unavailable) -> ScannedObjects {
    var options = ObjectWalkOptions()
    options.kinds = kinds
    options.isWanted = isWanted
    options.workers = workers
    options.largestObject = largestObject
    options.heldBytes = 96 << 20
    options.isCancelled = isCancelled
    options.progress = progress
    options.tellsVisited = tellsVisited
    let rules = rules
    let key = fingerprintKey
    let length = stretchLength
    let result = try catalog.walk(options) { () throws(Unavailable) in
      SecretVisitor(
        scanner: try SecretScanner(rules, fingerprintKey: key), stretchLength: length)
    }
    var scanned = ScannedObjects()
    for (name, scan) in result.outputs { scanned.add(scan.scan, of: name, kind: scan.kind) }
    for gap in result.gaps { scanned.unread[gap.name] = description(of: gap) }
    if tellsVisited { scanned.visited = result.visited }
    scanned.objects = result.visitedObjects
    scanned.bytes = result.contentBytes
    return scanned
  }

  private func description(of gap: ObjectGap) -> String {
    guard gap.reason == .tooLarge else { return gap.description }
    return "object \(gap.name.description) has more than the"
      + " \(ByteSize(bytes: largestObject).description) that are read of archives, UTF-16 and deltas"
  }
}
