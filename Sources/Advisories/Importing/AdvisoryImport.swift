import FoundationEssentials
import Model
import StructuredData
import Systems

/// Takes records of advisories, catalogues of exploited holes and dates of releases out of files,
/// folders and archives.
package struct AdvisoryImport: Sendable {
  package static let largestRecord = 16 << 20
  /// What an archive may hold in all: the largest ecosystem has a million records in 5.2 GiB.
  static let archiveLimits = ZipLimits(
    maximumEntries: 2_000_000, maximumEntryBytes: largestRecord, maximumTotalBytes: 8 << 30)
  private static let recordsAtOnce = 2_048
  private static let keptProblems = 20

  /// What came of it.
  package struct Summary: Sendable {
    package var added = 0
    package var changed = 0
    package var unchanged = 0
    package var withdrawn = 0
    package var exploited = 0
    package var releases = 0
    /// Files that could not be taken, the first of them with the reason.
    package var problems: [String] = []
    package var problemCount = 0
    /// The newest change of a record.
    package var newest: Instant?
    /// The ecosystems of the records' packages, each without its release.
    package var ecosystems: Set<String> = []

    package init() {}

    package var records: Int { added + changed + unchanged + withdrawn }

    mutating func note(_ problem: String) {
      problemCount += 1
      if problems.count < AdvisoryImport.keptProblems { problems.append(problem) }
    }
  }

  /// One file to be read.
  struct Item: Sendable {
    let path: String
    let bytes: [UInt8]
  }

  private enum Read: Sendable {
    case advisory(Advisory, digest: String)
    case exploited([ExploitedHole])
    case problem(String)
  }

  let progress: @Sendable (Int) -> Void
  let isCancelled: @Sendable () -> Bool

  package init(
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Takes everything that a path leads to: one record, a folder of records, an archive of them, or a
  /// catalogue of exploited holes.
  ///
  /// - Throws: `Unavailable` when the path cannot be read at all, and what SQLite refuses.
  package func take(
    _ path: String, into writer: AdvisoryWriter, summary: inout Summary
  ) throws {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Unavailable("\(path) does not exist")
    }
    if isFolder { return try takeFolder(path, into: writer, summary: &summary) }
    if path.hasSuffix(".zip") {
      return try take(archive: path, into: writer, summary: &summary)
    }
    let bytes = try Self.bytes(of: path)
    if path.hasSuffix(".csv") {
      let entries = try ReleaseDates.read(bytes, path: path)
      for entry in entries {
        try writer.add(
          release: entry.version, of: entry.package, in: entry.ecosystem, at: entry.released)
      }
      summary.releases += entries.count
      return
    }
    try take([Item(path: path, bytes: bytes)], into: writer, summary: &summary)
  }

  private func takeFolder(
    _ path: String, into writer: AdvisoryWriter, summary: inout Summary
  ) throws {
    let tree = FileTree(root: path, largestListing: 4_000_000)
    let names = try tree.files(
      where: { Self.isRecord($0) }, entering: { !$0.split(separator: "/").contains(".git") })
    guard !names.isEmpty else { throw Unavailable("\(path) holds no JSON or YAML files") }
    for start in stride(from: 0, to: names.count, by: Self.recordsAtOnce) {
      var items: [Item] = []
      for name in names[start..<min(start + Self.recordsAtOnce, names.count)] {
        do throws(Unavailable) {
          items.append(Item(path: name, bytes: try tree.read(name, limit: Self.largestRecord)))
        } catch {
          summary.note(error.reason)
        }
      }
      try take(items, into: writer, summary: &summary)
    }
  }

  /// Takes the records of an archive, without unpacking it to disk.
  package func take(
    archive path: String, into writer: AdvisoryWriter, summary: inout Summary
  ) throws {
    let archive = try ZipArchive(file: path, limits: Self.archiveLimits)
    let entries = archive.entries.filter { Self.isRecord($0.name) }
    guard !entries.isEmpty else { throw Unavailable("\(path) holds no JSON or YAML files") }
    for start in stride(from: 0, to: entries.count, by: Self.recordsAtOnce) {
      var items: [Item] = []
      for entry in entries[start..<min(start + Self.recordsAtOnce, entries.count)] {
        do throws(Unavailable) {
          items.append(Item(path: entry.name, bytes: try archive.read(entry)))
        } catch {
          summary.note(error.reason)
        }
      }
      try take(items, into: writer, summary: &summary)
    }
  }

  private func take(
    _ items: [Item], into writer: AdvisoryWriter, summary: inout Summary
  ) throws {
    if isCancelled() { throw Unavailable("the import was interrupted; nothing of it was kept") }
    let read = ParallelMap.map(items, inStretchesOf: 32) { Self.read($0) }
    for result in read {
      switch result {
      case .problem(let reason): summary.note(reason)
      case .exploited(let holes):
        for hole in holes { try writer.add(hole) }
        summary.exploited += holes.count
      case .advisory(let advisory, let digest):
        switch try writer.add(advisory, digest: digest) {
        case .added: summary.added += 1
        case .changed: summary.changed += 1
        case .unchanged: summary.unchanged += 1
        case .withdrawn: summary.withdrawn += 1
        }
        summary.newest = max(summary.newest ?? advisory.modified, advisory.modified)
        for affected in advisory.affected {
          summary.ecosystems.insert(String(affected.ecosystem.prefix { $0 != ":" }))
        }
      }
    }
    progress(summary.records)
  }

  private static func read(_ item: Item) -> Read {
    do throws(Diagnostics) {
      if item.path.hasSuffix(".json") || !item.path.contains(".y") {
        let limits = ParseLimits(maximumBytes: largestRecord, maximumDepth: 64)
        let root = try StructuredParser.parse(
          item.bytes, as: .json, path: item.path, limits: limits
        ).first
        guard let root else { return .problem("\(item.path) is empty") }
        if let holes = ExploitedHole.catalogue(in: root) { return .exploited(holes) }
        let advisory = try AdvisoryReader.advisory(root, path: item.path)
        return .advisory(advisory, digest: Digest.sha256(item.bytes))
      }
      return .advisory(
        try AdvisoryReader.read(item.bytes, path: item.path), digest: Digest.sha256(item.bytes))
    } catch {
      return .problem(error.list.min()?.description ?? "\(item.path) cannot be read")
    }
  }

  private static func isRecord(_ path: String) -> Bool {
    [".json", ".yaml", ".yml"].contains(where: path.hasSuffix)
  }

  private static func bytes(of path: String) throws(Unavailable) -> [UInt8] {
    let parts = path.split(separator: "/")
    let folder = parts.dropLast().joined(separator: "/")
    let root = path.hasPrefix("/") ? "/" + folder : (folder.isEmpty ? "." : folder)
    return try FileTree(root: root).read(String(parts.last ?? ""), limit: largestRecord)
  }
}
