import Checks
import Model
import Testing

@Suite struct PackagesLockingTests {
  typealias Bench = PackagesCheckBench

  private static func project(
    lockfile: String? = "uv.lock", step: LockStep? = nil, version: String? = nil
  ) -> Manifest {
    Bench.manifest(
      "pyproject.toml",
      [Bench.package("rich", version, in: "pyproject.toml", requirement: ">=13", line: 4)],
      step: step, lockfile: lockfile)
  }

  private static func lock(_ step: LockStep?) -> Manifest {
    Bench.manifest(
      "uv.lock", [Bench.package("rich", "13.1", in: "uv.lock", line: 7)], isLockfile: true,
      step: step)
  }

  private static let inStep = LockStep.inStep(manifest: "pyproject.toml")
  private static let outOfStep = LockStep.outOfStep(
    manifest: "pyproject.toml",
    differences: [
      LockDifference(
        message: "rich differs",
        location: Location(path: "pyproject.toml", span: TextSpan(line: 4, column: 3)))
    ])

  @Test(arguments: ["pinned: true", "lockfile: true", "{ pinned: true, lockfile: true }"])
  func `a lockfile in step is enough`(_ yaml: String) throws {
    let result = try Bench.evaluate(yaml, [Self.project(), Self.lock(Self.inStep)])
    #expect(result.verdict == .pass)
    #expect(
      result.evidence.map(\.observed) == [
        "pyproject.toml: 1 package",
        "uv.lock: 1 package, in step with pyproject.toml",
      ])
  }

  @Test(arguments: ["pinned: true", "lockfile: true", "{ pinned: true, lockfile: true }"])
  func `a lockfile out of step fails once for each difference`(_ yaml: String) throws {
    let manifests = [Self.project(), Self.lock(Self.outOfStep)]
    #expect(
      try Bench.findings(yaml, manifests) == ["out-of-step pyproject.toml:4:3 rich differs"])
  }

  @Test func `a lockfile that nothing can be held against is unknown`() throws {
    #expect(
      try Bench.evaluate("pinned: true", [Self.project(), Self.lock(nil)]).verdict
        == .unmeasured(reason: "uv.lock could not be compared with pyproject.toml"))
    #expect(
      try Bench.evaluate("pinned: true", [Self.project()]).verdict
        == .unmeasured(reason: "uv.lock was not read"))
  }

  @Test(arguments: ["pinned: true", "lockfile: true"])
  func `a lockfile of an unread format is unknown`(_ yaml: String) throws {
    let unread = Bench.unreadable("poetry.lock", "poetry.lock is not read yet", isLockfile: true)
    #expect(
      try Bench.evaluate(yaml, [Self.project(lockfile: "poetry.lock"), unread]).verdict
        == .unmeasured(reason: "poetry.lock is not read yet"))
  }

  @Test(arguments: [
    (
      "lockfile: true",
      "missing-lockfile pyproject.toml:1:1 pyproject.toml has dependencies, but no lockfile fixes them"
    ),
    (
      "pinned: true",
      "unpinned pyproject.toml:4:1 rich is required as >=13; expected an exact version, or a lockfile that fixes it"
    ),
  ])
  func `a manifest without a lockfile`(_ yaml: String, _ finding: String) throws {
    let project = Self.project(
      lockfile: nil, step: .missingLockfile(manifest: "pyproject.toml"))
    #expect(try Bench.findings(yaml, [project]) == [finding])
  }

  @Test func `exact versions need no lockfile to be pinned`() throws {
    let project = Self.project(
      lockfile: nil, step: .missingLockfile(manifest: "pyproject.toml"), version: "13.1")
    #expect(try Bench.evaluate("pinned: true", [project]).verdict == .pass)
    #expect(try Bench.evaluate("lockfile: true", [project]).verdict == .fail)
  }

  @Test func `findings are sorted and each is told once`() throws {
    let manifest = Bench.manifest(
      "requirements.txt",
      [
        Bench.package("b", nil, in: "requirements.txt", line: 2),
        Bench.package("a", nil, in: "requirements.txt", line: 1),
        Bench.package("a", nil, in: "requirements.txt", line: 1),
      ])
    #expect(
      try Bench.findings("pinned: true", [manifest]) == [
        "unpinned requirements.txt:1:1 a is required in any version; expected an exact version, or "
          + "a lockfile that fixes it",
        "unpinned requirements.txt:2:1 b is required in any version; expected an exact version, or "
          + "a lockfile that fixes it",
      ])
  }
}

@Suite struct PackageSourcesTests {
  typealias Bench = PackagesCheckBench

  private static func lockfile(
    integrity: String?, source: String?, carriesIntegrity: Bool = true
  ) -> Manifest {
    var package = Bench.package("left", "1.0", in: "uv.lock")
    package.integrity = integrity
    package.source = source
    return Manifest(
      path: "uv.lock", ecosystem: "PyPI", format: "uv.lock", isLockfile: true, digest: nil,
      packages: .success([package]), carriesIntegrity: carriesIntegrity)
  }

  @Test func `a package needs a digest where the format has a place for it`() throws {
    let whole = Self.lockfile(integrity: "sha256:00", source: nil)
    #expect(try Bench.evaluate("integrity: true", [whole]).verdict == .pass)
    let none = Self.lockfile(integrity: nil, source: nil)
    #expect(
      try Bench.findings("integrity: true", [none]) == [
        "no-digest uv.lock:1:1 left 1.0 has no digest of what is downloaded"
      ])
    let other = Self.lockfile(integrity: nil, source: nil, carriesIntegrity: false)
    #expect(
      try Bench.evaluate("integrity: true", [other]).verdict
        == .unmeasured(reason: "uv.lock: the format has no place for digests"))
  }

  @Test(arguments: [
    (nil, CheckVerdict.pass), ("https://pypi.org/simple", .pass),
    ("registry+https://files.pypi.org/x", .pass), ("http://pypi.org/simple", .fail),
    ("https://pypi.org.example/simple", .fail), ("git+ssh://git@github.com/a/b", .fail),
    ("../left", .pass),
  ])
  func `sources are held against the registries`(
    _ source: String?, _ verdict: CheckVerdict
  ) throws {
    let file = Self.lockfile(integrity: nil, source: source)
    #expect(try Bench.evaluate("registries: [\"*.pypi.org\"]", [file]).verdict == verdict)
  }
}
