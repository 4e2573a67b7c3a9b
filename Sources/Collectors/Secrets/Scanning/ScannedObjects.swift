import Systems

/// What a scan of objects found.
struct ScannedObjects: Sendable {
  /// The secrets of one object.
  struct Found: Sendable {
    let kind: ObjectKind
    let secrets: [FoundSecret]
  }

  /// All that there is to tell of one object.
  struct Told: Sendable {
    let kind: ObjectKind
    let scan: SecretTextScan
  }

  /// Only those that hold any.
  private(set) var found: [ObjectName: Found] = [:]
  /// Only those of which there is anything to tell.
  private(set) var told: [ObjectName: Told] = [:]
  /// What was looked at, if somebody wants to know.
  var visited: [ObjectName] = []
  /// Digests of texts with a wrong checksum.
  var lookAlikes: Set<String> = []
  var objects = 0
  var bytes = 0
  /// Objects that were asked for and could not be looked at, each with why.
  var unread: [ObjectName: String] = [:]
  /// What else was not looked at to the end.
  var problems: [String] = []

  mutating func add(_ scan: SecretTextScan, of name: ObjectName, kind: ObjectKind) {
    told[name] = Told(kind: kind, scan: scan)
    if !scan.secrets.isEmpty { found[name] = Found(kind: kind, secrets: scan.secrets) }
    lookAlikes.formUnion(scan.lookAlikes)
    problems += scan.problems.map { "object \(name.description): \($0)" }
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
