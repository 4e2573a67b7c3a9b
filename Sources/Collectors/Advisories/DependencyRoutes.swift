import Model

/// The shortest ways from the direct dependencies of a file to its packages.
struct DependencyRoutes {
  /// For each package's key the one that brings it in; nil for a direct one.
  private var parents: [String: String?] = [:]
  private var names: [String: String] = [:]

  init(_ packages: [Package]) {
    var dependencies: [String: [String]] = [:]
    var pending: [String] = []
    for package in packages {
      guard let key = package.key else { continue }
      names[key] = package.name
      dependencies[key] = package.dependencies
      if package.isDirect == true, parents[key] == nil {
        parents[key] = .some(nil)
        pending.append(key)
      }
    }
    var index = 0
    while index < pending.count {
      let key = pending[index]
      index += 1
      for next in dependencies[key] ?? [] where names[next] != nil && parents[next] == nil {
        parents[next] = .some(key)
        pending.append(next)
      }
    }
  }

  /// The names from a direct dependency to the package, both included; empty when no way is known.
  func route(to package: Package) -> [String] {
    guard let key = package.key, parents[key] != nil else {
      return package.isDirect == true ? [package.name] : []
    }
    var route: [String] = []
    var current: String? = key
    // Every step was found later than the one it leads to, so this ends.
    while let step = current {
      route.append(names[step] ?? step)
      current = parents[step] ?? nil
    }
    return route.reversed()
  }
}
