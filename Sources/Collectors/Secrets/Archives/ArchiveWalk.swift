import Model
import Systems

/// Goes through the files of an archive and of archives inside it, within bounds.
///
/// What is beyond the bounds, damaged or encrypted is told, never passed over.
struct ArchiveWalk {
  typealias Visit = (_ entry: String, _ content: [UInt8]) throws(Unavailable) -> Void

  private let limits: ArchiveLimits
  private var bytesLeft: Int
  private(set) var problems: [String] = []

  /// More problems of one file say nothing new.
  private static let mostProblems = 20

  init(_ limits: ArchiveLimits = ArchiveLimits()) {
    self.limits = limits
    bytesLeft = limits.totalBytes
  }

  /// Visits every file that is no archive itself.
  mutating func walk(
    _ bytes: [UInt8], _ kind: ArchiveKind, visit: Visit
  ) throws(Unavailable) {
    try walk(bytes, kind, path: "", depth: 1, visit: visit)
  }

  private mutating func walk(
    _ bytes: [UInt8], _ kind: ArchiveKind, path: String, depth: Int, visit: Visit
  ) throws(Unavailable) {
    switch kind {
    case .zip: try walkZip(bytes, path: path, depth: depth, visit: visit)
    case .tar: try walkTar(bytes, path: path, depth: depth, visit: visit)
    case .gzip: try walkGzip(bytes, path: path, depth: depth, visit: visit)
    }
  }

  private mutating func walkZip(
    _ bytes: [UInt8], path: String, depth: Int, visit: Visit
  ) throws(Unavailable) {
    let archive: ZipArchive
    do {
      archive = try ZipArchive(
        bytes,
        limits: ZipLimits(
          maximumEntries: limits.entries, maximumEntryBytes: limits.entryBytes,
          maximumTotalBytes: limits.totalBytes, maximumRatio: limits.ratio))
    } catch {
      return report(error.reason, in: path)
    }
    for entry in archive.entries where !entry.isFolder {
      guard take(entry.size, in: path) else { return }
      let content: [UInt8]
      do {
        content = try archive.read(entry)
      } catch {
        report(error.reason, in: path)
        continue
      }
      try found(content, name: entry.name, in: path, depth: depth, visit: visit)
    }
  }

  private mutating func walkTar(
    _ bytes: [UInt8], path: String, depth: Int, visit: Visit
  ) throws(Unavailable) {
    var archive = TarArchive(bytes)
    var count = 0
    while true {
      let entry: TarArchive.Entry?
      do {
        entry = try archive.next()
      } catch {
        return report(error.reason, in: path)
      }
      guard let entry else { return }
      count += 1
      guard count <= limits.entries else {
        return report("it has more than \(limits.entries) entries", in: path)
      }
      guard entry.content.count <= limits.entryBytes else {
        report("entry \"\(entry.name.shortLine)\" is larger than is looked into", in: path)
        continue
      }
      guard take(entry.content.count, in: path) else { return }
      try found(
        Array(bytes[entry.content]), name: entry.name, in: path, depth: depth, visit: visit)
    }
  }

  private mutating func walkGzip(
    _ bytes: [UInt8], path: String, depth: Int, visit: Visit
  ) throws(Unavailable) {
    let content: [UInt8]
    do {
      content = try GzipFile.content(
        of: bytes, limit: min(limits.totalBytes, bytesLeft), ratio: limits.ratio)
    } catch {
      return report(error.reason, in: path)
    }
    guard take(content.count, in: path) else { return }
    // A compressed tar archive is one archive to its readers.
    if TarArchive.begins(Array(content.prefix(ArchiveKind.headLength))) {
      return try walkTar(content, path: path, depth: depth, visit: visit)
    }
    try found(content, name: "content", in: path, depth: depth, visit: visit)
  }

  private mutating func found(
    _ content: [UInt8], name: String, in path: String, depth: Int, visit: Visit
  ) throws(Unavailable) {
    let place = (path.isEmpty ? "" : path + "!/") + name.shortLine
    guard let kind = ArchiveKind(Array(content.prefix(ArchiveKind.headLength))) else {
      return try visit(place, content)
    }
    guard depth < limits.depth else {
      return report("it lies deeper than \(limits.depth) archives", in: place)
    }
    try walk(content, kind, path: place, depth: depth + 1, visit: visit)
  }

  /// Whether so many more bytes may be unpacked.
  private mutating func take(_ count: Int, in path: String) -> Bool {
    guard count <= bytesLeft else {
      report("more than \(limits.totalBytes >> 20) MiB would have to be unpacked", in: path)
      return false
    }
    bytesLeft -= count
    return true
  }

  private mutating func report(_ reason: String, in path: String) {
    guard problems.count < Self.mostProblems else { return }
    problems.append(path.isEmpty ? "archive: \(reason)" : "archive \(path): \(reason)")
  }
}

extension String {
  /// At most two hundred characters on one line, without control characters.
  fileprivate var shortLine: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(200) {
      let isPrintable = scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
      text.append(isPrintable ? scalar : " ")
    }
    return String(text)
  }
}
