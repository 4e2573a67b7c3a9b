import Model

/// Who brings in whom, over the keys of one file's packages.
struct PackageGraph {
  private let packages: [Package]
  private let positions: [String: Int]

  init(_ packages: [Package]) {
    self.packages = packages
    var positions: [String: Int] = [:]
    positions.reserveCapacity(packages.count)
    for (position, package) in packages.enumerated() {
      if let key = package.key, positions[key] == nil { positions[key] = position }
    }
    self.positions = positions
  }

  /// Tells direct packages from transitive ones, and what only development leads to.
  ///
  /// What no root leads to counts as production: a graph with a hole in it must not hide anything.
  func marked(production: Set<String>, development: Set<String>) -> [Package] {
    let used = reached(from: production)
    let developed = reached(from: development)
    return packages.enumerated().map { position, package in
      let isDirect = package.key.map { production.contains($0) || development.contains($0) }
      return package.marked(
        isDirect: isDirect, isDevelopment: developed[position] && !used[position])
    }
  }

  private func reached(from roots: Set<String>) -> [Bool] {
    var reached = [Bool](repeating: false, count: packages.count)
    var pending = roots.compactMap { positions[$0] }
    while let position = pending.popLast() {
      guard !reached[position] else { continue }
      reached[position] = true
      for key in packages[position].dependencies {
        if let next = positions[key], !reached[next] { pending.append(next) }
      }
    }
    return reached
  }
}

/// The keys of packages by name, for files whose lists give a name and at most a version.
struct PackageNames {
  private var keys: [String: [(version: String, key: String)]] = [:]

  mutating func add(_ name: String, version: String, key: String) {
    keys[name, default: []].append((version, key))
  }

  /// The keys that a name stands for: those of the version given, else all.
  func keys(of name: String, version: String? = nil) -> [String] {
    let all = keys[name] ?? []
    guard let version, all.count > 1 else { return all.map(\.key) }
    let exact = all.filter { $0.version == version }
    return (exact.isEmpty ? all : exact).map(\.key)
  }

  /// The keys whose version a condition admits, or all where it admits none.
  func keys(of name: String, where admits: (String) -> Bool) -> [String] {
    let all = keys[name] ?? []
    guard all.count > 1 else { return all.map(\.key) }
    let fitting = all.filter { admits($0.version) }
    return (fitting.isEmpty ? all : fitting).map(\.key)
  }

  func versions(of name: String) -> [String] { (keys[name] ?? []).map(\.version) }

  func contains(_ name: String) -> Bool { keys[name] != nil }
}
