/// A stretch of the main line in which a lockfile named one version of a package.
package struct PackageSpan: Sendable, Hashable {
  package let ecosystem: String
  package let name: String
  package let version: String
  package let isDevelopment: Bool
  /// Indices into the lockfile's versions: the first that names it, and the first that no longer does.
  package let start: Int
  package let end: Int?

  package init(
    ecosystem: String, name: String, version: String, isDevelopment: Bool, start: Int, end: Int?
  ) {
    self.ecosystem = ecosystem
    self.name = name
    self.version = version
    self.isDevelopment = isDevelopment
    self.start = start
    self.end = end
  }
}

/// A version of a package in one state of a lockfile.
package struct NamedVersion: Sendable, Hashable {
  package let ecosystem: String
  package let name: String
  package let version: String
  package let isDevelopment: Bool

  package init(ecosystem: String, name: String, version: String, isDevelopment: Bool) {
    self.ecosystem = ecosystem
    self.name = name
    self.version = version
    self.isDevelopment = isDevelopment
  }
}

/// Follows which versions come and go.
///
/// One state of a lockfile differs from the next in few entries, so only what lies between their
/// common beginning and their common end is looked at.
package struct PackageSpanBuilder {
  private struct Key: Hashable {
    let ecosystem: String
    let name: String
    let version: String

    init(_ package: NamedVersion) {
      ecosystem = package.ecosystem
      name = package.name
      version = package.version
    }
  }

  /// How often the current state names a version.
  private struct Count {
    var all = 0
    /// What production needs anywhere is no mere tool of development.
    var inProduction = 0
  }

  private var current: [NamedVersion] = []
  private var counts: [Key: Count] = [:]
  private var open: [Key: (start: Int, isDevelopment: Bool)] = [:]
  private var closed: [PackageSpan] = []

  package init() {}

  /// Takes the next state of the lockfile, whose index is greater than those before.
  package mutating func add(_ packages: [NamedVersion], at index: Int) {
    let length = min(current.count, packages.count)
    var start = 0
    while start < length, current[start] == packages[start] { start += 1 }
    var end = 0
    while end < length - start,
      current[current.count - 1 - end] == packages[packages.count - 1 - end]
    {
      end += 1
    }
    let gone = current[start..<(current.count - end)]
    let come = packages[start..<(packages.count - end)]
    current = packages
    for package in gone { count(package, by: -1) }
    for package in come { count(package, by: 1) }
    for key in Set(gone.map(Key.init)).union(come.map(Key.init)) { follow(key, at: index) }
  }

  private mutating func count(_ package: NamedVersion, by step: Int) {
    counts[Key(package), default: Count()].all += step
    if !package.isDevelopment { counts[Key(package), default: Count()].inProduction += step }
  }

  private mutating func follow(_ key: Key, at index: Int) {
    guard let count = counts[key], count.all > 0 else {
      counts[key] = nil
      if let entry = open.removeValue(forKey: key) {
        closed.append(span(key, entry, end: index))
      }
      return
    }
    let isDevelopment = count.inProduction == 0
    open[key] = (
      open[key]?.start ?? index, (open[key]?.isDevelopment ?? true) && isDevelopment
    )
  }

  /// The stretches in the order in which they begin.
  package var finished: [PackageSpan] {
    (closed + open.map { span($0.key, $0.value, end: nil) }).sorted {
      ($0.start, $0.name, $0.version) < ($1.start, $1.name, $1.version)
    }
  }

  private func span(
    _ key: Key, _ entry: (start: Int, isDevelopment: Bool), end: Int?
  ) -> PackageSpan {
    PackageSpan(
      ecosystem: key.ecosystem, name: key.name, version: key.version,
      isDevelopment: entry.isDevelopment, start: entry.start, end: end)
  }
}
