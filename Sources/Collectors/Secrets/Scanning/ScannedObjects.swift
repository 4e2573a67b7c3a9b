import Systems

/// What a scan of objects found.
struct ScannedObjects: Sendable {
  /// The secrets of one object.
  struct Found: Sendable {
    let kind: ObjectKind
    let secrets: [FoundSecret]
  }

  /// Only those that hold any.
  var found: [ObjectName: Found] = [:]
  /// Digests of texts with a wrong checksum.
  var lookAlikes: Set<String> = []
  var objects = 0
  var bytes = 0
  /// Objects that were asked for and could not be looked at, each with why.
  var unread: [ObjectName: String] = [:]
  /// What else was not looked at to the end.
  var problems: [String] = []

  mutating func add(_ scan: SecretTextScan, of name: ObjectName, kind: ObjectKind) {
    if !scan.secrets.isEmpty { found[name] = Found(kind: kind, secrets: scan.secrets) }
    lookAlikes.formUnion(scan.lookAlikes)
    problems += scan.problems.map { "object \(name.description): \($0)" }
  }

  mutating func merge(_ other: ScannedObjects) {
    found.merge(other.found) { first, _ in first }
    lookAlikes.formUnion(other.lookAlikes)
    objects += other.objects
    bytes += other.bytes
    unread.merge(other.unread) { first, _ in first }
    problems += other.problems
  }
}

/// The reasons why something is not measured, sorted and not too many to read.
enum GapList {
  static let most = 50

  static func bounded(_ gaps: [String]) -> [String] {
    let sorted = Set(gaps).sorted()
    guard sorted.count > most else { return sorted }
    return sorted.prefix(most) + ["\(sorted.count - most) more like these"]
  }
}
