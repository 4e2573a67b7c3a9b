import Model

/// What a collector may know and use while it looks.
package struct CollectionContext: Sendable {
  /// Tells how far long work is: a label, what is done, and the total when it is known.
  package typealias Progress = @Sendable (_ label: String, _ done: Int, _ total: Int?) -> Void

  /// Tells how long a part of the work took.
  package typealias Timing = @Sendable (_ part: String, _ time: Duration) -> Void

  package let now: Instant
  package let deadline: ContinuousClock.Instant
  package let cancellation: Cancellation
  package let progress: Progress
  package let timing: Timing
  /// The folders of this run, shared so that each is listed and parsed once.
  package let trees: FileTreeCache
  /// The files that were read as structured data, each parsed once.
  package let parsedFiles: ParsedFileCache
  /// The packages of folders, read once.
  package let inventories: RequestCache<PackagesRequest>
  /// The configuration of folders, read once.
  package let configurations: RequestCache<ConfiguredResourcesRequest>

  package init(
    now: Instant, deadline: ContinuousClock.Instant, cancellation: Cancellation = Cancellation(),
    trees: FileTreeCache = FileTreeCache(), parsedFiles: ParsedFileCache = ParsedFileCache(),
    inventories: RequestCache<PackagesRequest> = RequestCache<PackagesRequest>(),
    configurations: RequestCache<ConfiguredResourcesRequest> = RequestCache<
      ConfiguredResourcesRequest
    >(),
    progress: @escaping Progress = { _, _, _ in }, timing: @escaping Timing = { _, _ in }
  ) {
    self.now = now
    self.deadline = deadline
    self.cancellation = cancellation
    self.trees = trees
    self.parsedFiles = parsedFiles
    self.inventories = inventories
    self.configurations = configurations
    self.progress = progress
    self.timing = timing
  }

  /// The same surroundings for one request, which must end within a time of its own.
  package func limited(to duration: Duration) -> CollectionContext {
    CollectionContext(
      now: now, deadline: min(deadline, .now + duration), cancellation: cancellation, trees: trees,
      parsedFiles: parsedFiles, inventories: inventories, configurations: configurations,
      progress: progress, timing: timing)
  }

  /// Does a part of the work and tells how long it took.
  func timed<Result>(
    _ part: String, _ work: () throws(Unavailable) -> Result
  ) throws(Unavailable) -> Result {
    let start = ContinuousClock.now
    defer { timing(part, .now - start) }
    return try work()
  }

  /// Whether the work was cancelled or has used up its time.
  package var isCancelled: Bool { cancellation.isCancelled || ContinuousClock.now >= deadline }

  /// Ends the work when it should not go on.
  package func checkCancellation() throws(Unavailable) {
    if cancellation.isCancelled { throw Unavailable("the run was interrupted") }
    if ContinuousClock.now >= deadline { throw Unavailable("it was not finished in time") }
  }
}
