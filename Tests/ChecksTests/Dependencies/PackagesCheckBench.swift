import Checks
import Model

/// Judges inventories made by hand, one change at a time.
enum PackagesCheckBench {
  static func package(
    _ name: String, _ version: String?, in path: String, ecosystem: String = "PyPI",
    requirement: String? = nil, isDirect: Bool? = true, isDevelopment: Bool = false,
    line: Int = 1
  ) -> Package {
    Package(
      ecosystem: ecosystem, name: name, version: version, requirement: requirement,
      isDirect: isDirect, isDevelopment: isDevelopment,
      location: Location(path: path, span: TextSpan(line: line, column: 1)))
  }

  static func manifest(
    _ path: String, _ packages: [Package], ecosystem: String = "PyPI", isLockfile: Bool = false,
    step: LockStep? = nil, lockfile: String? = nil
  ) -> Manifest {
    Manifest(
      path: path, ecosystem: ecosystem, format: path, isLockfile: isLockfile,
      digest: String(repeating: "0", count: 64), packages: .success(packages), step: step,
      lockfile: lockfile)
  }

  static func unreadable(
    _ path: String, _ reason: String, ecosystem: String = "PyPI", isLockfile: Bool = false
  ) -> Manifest {
    Manifest(
      path: path, ecosystem: ecosystem, format: path, isLockfile: isLockfile, digest: nil,
      packages: .failure(Unavailable(reason)))
  }

  static func evaluate(_ yaml: String, _ manifests: [Manifest]) throws -> CheckResult {
    try evaluate(yaml, .success(PackageInventory(manifests: manifests)))
  }

  static func evaluate(
    _ yaml: String, _ outcome: Result<PackageInventory, Unavailable>
  ) throws -> CheckResult {
    let check = try CheckBench.check(PackagesCheck.self, yaml)
    let context = CheckBench.context(targets: [
      CheckBench.target("api", .repository(path: "/project/api")),
      CheckBench.target(
        "web", .endpoint(Endpoint(origin: "https://example.org", paths: ["/"]))),
    ])
    var observations = Observations()
    for case let request as PackagesRequest in check.requests(in: context.plan) {
      observations.set(Observation(outcome, observedAt: CheckBench.seenAt), for: request)
    }
    return check.evaluate(observations, in: context)
  }

  /// `rule path:line:column message` of each finding.
  static func findings(_ yaml: String, _ manifests: [Manifest]) throws -> [String] {
    try evaluate(yaml, manifests).findings.map {
      "\($0.rule) \($0.location.description) \($0.message)"
    }
  }
}
