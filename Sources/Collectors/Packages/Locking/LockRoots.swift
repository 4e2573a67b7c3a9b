import Model

/// What the manifests of a lockfile ask for, as keys of the lockfile's packages.
struct LockRoots {
  var production: Set<String> = []
  var development: Set<String> = []

  mutating func add(_ keys: some Sequence<String>, isDevelopment: Bool) {
    if isDevelopment {
      development.formUnion(keys)
    } else {
      production.formUnion(keys)
    }
  }
}
