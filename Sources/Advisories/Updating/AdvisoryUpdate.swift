import FoundationEssentials
import Model
import Systems

/// Brings ecosystems up to date from a server that publishes OSV records as archives.
///
/// The layout is that of OSV's own dumps: `<ecosystem>/all.zip` with every record,
/// `<ecosystem>/modified_id.csv` with the times of their last changes, newest first, and
/// `<ecosystem>/<id>.json`.
package struct AdvisoryUpdate: Sendable {
  /// Where OSV publishes its dumps (https://google.github.io/osv.dev/data/#data-dumps).
  package static let publicServer = "https://osv-vulnerabilities.storage.googleapis.com"
  package static let exploitedCatalogue =
    "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"

  /// More changes than this are cheaper taken as a whole.
  private static let mostSingleRecords = 400
  private static let largestList = 256 << 20
  private static let largestArchive = 4 << 30

  package enum Way: Sendable, Equatable {
    case whole
    case changes(Int)
    case nothing
  }

  /// What was done for one ecosystem.
  package struct Result: Sendable {
    package let way: Way
    package let summary: AdvisoryImport.Summary
  }

  private let download: FileDownload
  private let server: String
  private let folder: String
  private let taking: AdvisoryImport
  private let progress: @Sendable (_ received: Int) -> Void
  private let isCancelled: @Sendable () -> Bool

  /// Takes the address that the layout starts at, without a slash at its end, and the folder in which
  /// what is fetched is kept until it is whole.
  package init(
    download: FileDownload, server: String, folder: String, taking: AdvisoryImport,
    progress: @escaping @Sendable (_ received: Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.download = download
    self.server = server
    self.folder = folder
    self.taking = taking
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Fetches what changed in one ecosystem, or everything when nothing is known of it yet.
  ///
  /// The data is known to be whole as of `now`. What cannot be fetched or read leaves the database as
  /// it was.
  package func update(
    _ ecosystem: String, in database: AdvisoryDatabase, at now: Instant
  ) throws -> Result {
    try makeFolder()
    let source = try database.sources().first { $0.ecosystem == ecosystem }
    let address = "\(server)/\(Self.escaped(ecosystem))"
    let known = source?.tag.flatMap { Instant($0) }
    if let known, source?.origin == server {
      let changed = try changes(at: address, since: known)
      if changed.count <= Self.mostSingleRecords {
        return try takeSingle(changed, of: ecosystem, at: address, since: known, database, now)
      }
    }
    return try takeWhole(ecosystem, at: address, database, now)
  }

  /// Fetches the catalogue of holes that are known to be exploited.
  package func updateExploited(
    from address: String, in database: AdvisoryDatabase
  ) throws -> AdvisoryImport.Summary {
    try makeFolder()
    let path = folder + "/exploited.json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try fetch(address, to: path, limit: AdvisoryImport.largestRecord)
    var summary = AdvisoryImport.Summary()
    try database.update { try taking.take(path, into: $0, summary: &summary) }
    guard summary.exploited > 0 else {
      throw Unavailable("\(address) is no catalogue of exploited holes")
    }
    return summary
  }

  private func takeWhole(
    _ ecosystem: String, at address: String, _ database: AdvisoryDatabase, _ now: Instant
  ) throws -> Result {
    let path = folder + "/" + Self.escaped(ecosystem) + ".zip"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let received = try fetch(address + "/all.zip", to: path, limit: Self.largestArchive)
    try verify(path, against: received.hashes)
    var summary = AdvisoryImport.Summary()
    try database.update { writer in
      try taking.take(archive: path, into: writer, summary: &summary)
      guard summary.problemCount == 0 else {
        throw Unavailable(
          "\(summary.problemCount) records of \(ecosystem) cannot be read, the first: "
            + (summary.problems.first ?? ""))
      }
      try writer.describe(
        ecosystem, origin: server, asOf: now, tag: summary.newest?.description)
    }
    return Result(way: .whole, summary: summary)
  }

  private func takeSingle(
    _ changed: [Change], of ecosystem: String, at address: String, since known: Instant,
    _ database: AdvisoryDatabase, _ now: Instant
  ) throws -> Result {
    var summary = AdvisoryImport.Summary()
    let newest = changed.map(\.modified).max() ?? known
    var paths: [String] = []
    defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
    for change in changed {
      let path = folder + "/" + Self.escaped(change.id) + ".json"
      paths.append(path)
      _ = try fetch(
        "\(address)/\(Self.escaped(change.id)).json", to: path, limit: AdvisoryImport.largestRecord)
    }
    try database.update { writer in
      for path in paths { try taking.take(path, into: writer, summary: &summary) }
      guard summary.problemCount == 0 else {
        throw Unavailable(summary.problems.first ?? "a record cannot be read")
      }
      try writer.describe(ecosystem, origin: server, asOf: now, tag: newest.description)
    }
    return Result(way: changed.isEmpty ? .nothing : .changes(changed.count), summary: summary)
  }

  private struct Change {
    let id: String
    let modified: Instant
  }

  /// What changed later, from a list that has the newest first.
  private func changes(at address: String, since known: Instant) throws(Unavailable) -> [Change] {
    let path = folder + "/modified.csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try fetch(address + "/modified_id.csv", to: path, limit: Self.largestList)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Unavailable("the list of changes cannot be read")
    }
    var changes: [Change] = []
    for line in data.split(separator: 0x0A) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: ",", maxSplits: 1)
      guard parts.count == 2, let modified = Instant(String(parts[0])) else {
        throw Unavailable("\(address)/modified_id.csv is no list of changes")
      }
      // What changed within the same second may be new.
      guard modified >= known else { break }
      let id = parts[1].split { $0 == "/" || $0.isWhitespace }.last.map(String.init) ?? ""
      changes.append(Change(id: id, modified: modified))
      if changes.count > Self.mostSingleRecords { break }
    }
    return changes
  }

  private func fetch(
    _ url: String, to path: String, limit: Int
  ) throws(Unavailable) -> FileDownload.Received {
    try download.fetch(url, to: path, limit: limit, progress: progress, isCancelled: isCancelled)
  }

  /// Compares the file with the digest that the server named, where it did.
  private func verify(_ path: String, against hashes: [String]) throws(Unavailable) {
    let named = hashes.flatMap { $0.split { $0 == "," || $0 == " " } }
      .first { $0.hasPrefix("crc32c=") }?.dropFirst(7)
    guard let named else { return }
    guard Data(try CRC32C.bytes(ofFileAt: path)).base64EncodedString() == named else {
      throw Unavailable(
        "the archive that was fetched does not have the digest that the server named")
    }
  }

  private func makeFolder() throws(Unavailable) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Unavailable("the folder \(folder) cannot be made")
    }
  }

  /// A name as one part of an address and of a file's path.
  static func escaped(_ name: String) -> String {
    var text = ""
    for byte in name.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x5F || byte == 0x2E
      text += isPlain ? String(Unicode.Scalar(byte)) : "%" + Digest.hexadecimal([byte]).uppercased()
    }
    return text.hasPrefix(".") ? "%2E" + text.dropFirst() : text
  }
}
