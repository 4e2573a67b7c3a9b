import FoundationEssentials

/// How many threads can run at once.
enum ProcessorCount {
  static var available: Int { ProcessInfo.processInfo.activeProcessorCount }
}
