import Collectors
import Model
import Resources
import TestSupport
import Testing

struct SecretConfigurationTests {
  private let token = SecretTesting.githubToken
  private let other = "gh" + "p_NuNORxbguTRGX1EciFuTjXUPUT7sgV1Rry0n"

  private func scan(_ repository: TemporaryRepository, allowing yaml: String) throws -> SecretScan {
    let path = try repository.folder.write("secrets.yaml", yaml)
    return try SecretTesting.collectShipped(
      repository.path, settings: SecretScanSettings(configuration: path))
  }

  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.commit(["tests/a.txt": "x \(token)\n", "app/b.txt": "y \(other)\n"])
    return repository
  }

  @Test func `a path is allowed, and nothing beside it`() throws {
    let scan = try scan(
      try repository(), allowing: "allow:\n  - { path: 'tests/**', reason: made up }\n")
    #expect(scan.matches.map(\.location.path) == ["app/b.txt"])
    #expect(scan.exceptions.byList == 1)
    #expect(scan.exceptions.notices == [])
  }

  @Test func `a pattern looks at the secret itself`() throws {
    let scan = try scan(
      try repository(),
      allowing: "allow:\n  - { pattern: '^gh[p]_NuNOR', reason: the sample of our docs }\n")
    #expect(scan.matches.map(\.location.path) == ["tests/a.txt"])
  }

  @Test func `a fingerprint allows one secret wherever it stands, a commit what it brought`() throws
  {
    let repository = try repository()
    let first = try repository.git(["rev-parse", "HEAD"])
    try repository.commit(["c.txt": "moved \(token)\n"])
    let found = try SecretTesting.collect(repository.path).matches
    let fingerprint = try #require(found.first { $0.location.path == "c.txt" }).fingerprint
    let byPrint = try scan(
      repository, allowing: "allow:\n  - { fingerprint: \(fingerprint), reason: revoked }\n")
    #expect(byPrint.matches.map(\.location.path) == ["app/b.txt"])
    #expect(byPrint.exceptions.byList == 2)
    let byCommit = try scan(
      repository, allowing: "allow:\n  - { commit: '\(first.prefix(9))', reason: revoked }\n")
    #expect(byCommit.matches.map(\.location.path) == ["c.txt"])
  }

  @Test func `all that an entry names must fit`() throws {
    let scan = try scan(
      try repository(),
      allowing: "allow:\n  - { path: 'tests/**', rule: aws-access-key, reason: made up }\n")
    #expect(scan.matches.count == 2)
    #expect(scan.exceptions.byList == 0)
    #expect(scan.exceptions.notices.count == 1)
    #expect(scan.exceptions.notices.first?.contains("secrets.yaml:2:5") == true)
    #expect(scan.exceptions.notices.first?.hasSuffix("allowed nothing") == true)
  }

  @Test func `an entry past its last day allows nothing and says so`() throws {
    // The tests' clock stands at 2027-01-15.
    func notices(_ day: String) throws -> (Int, [String]) {
      let scan = try scan(
        try repository(),
        allowing: "allow:\n  - { path: 'tests/**', reason: made up, until: \(day) }\n")
      return (scan.exceptions.byList, scan.exceptions.notices)
    }
    #expect(try notices("2027-01-15").0 == 1)
    let ended = try notices("2027-01-14")
    #expect(ended.0 == 0)
    #expect(ended.1.first?.hasSuffix("ended on 2027-01-14") == true)
  }

  @Test func `a team's own rule is looked for`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "key zq9_4kd82hf64ms01\n"])
    let scan = try scan(
      repository,
      allowing: """
        provider: Zonq
        rules:
          - id: zonq-key
            title: Zonq key
            pattern: 'zq9_[a-z0-9]{13}'
            keywords: [zq9_]
            severity: high
            examples: { match: [['zq9_', '0123abc456def']], no-match: [['zq9_0123']] }
        """)
    #expect(scan.matches.map(\.rule) == ["zonq-key"])
    #expect(scan.matches.first?.masked == "zq9_… (17 characters)")
  }

  @Test(arguments: [
    ("allow:\n  - { reason: why not }", "2:5", "names at least one of"),
    ("allow:\n  - { path: a, reason: '-' }", "2:24", "words that say why"),
    ("allow:\n  - { path: a }", "2:5", "missing key \"reason\""),
    ("allow:\n  - { commit: abc, reason: why }", "2:15", "7 to 64 hexadecimal digits"),
    ("allow:\n  - { fingerprint: abc, reason: why }", "2:20", "expected 64 hexadecimal"),
    ("allow:\n  - { pattern: '(', reason: why }", "2:18", "missing closing"),
    ("allow:\n  - { pathh: a, reason: why }", "2:7", "unknown key \"pathh\""),
    ("allow:\n  - { path: a, until: tomorrow, reason: why }", "2:23", "until"),
    ("allow:\n  - { path: a, rule: github-personal-tokn, reason: why }", "2:5", "there is no rule"),
    (
      "rules:\n  - { id: jwt-token, title: a, severity: low, pattern: zq, keywords: [zq], examples: { match: [[b]], no-match: [[zq]] } }",
      "2:11", "does not find example 1"
    ),
    (
      "rules:\n  - { id: github-personal-token, title: a, severity: low, pattern: zq, keywords: [zq] }",
      "2:11", "is defined already"
    ),
  ])
  func `a wrong file is an error with its place`(_ yaml: String, _ place: String, _ words: String)
    throws
  {
    let error = #expect(throws: Diagnostics.self) {
      let configuration = try SecretConfiguration(Array(yaml.utf8), path: "secrets.yaml")
      _ = try SecretRules.load(
        from: ResourceLibrary(folder: SecretTesting.packageFolder), adding: configuration,
        compilesPatterns: false)
    }
    let text = error?.list.map(\.description).joined(separator: "\n") ?? ""
    #expect(text.contains("secrets.yaml:\(place)"), "\(text)")
    #expect(text.contains(words), "\(text)")
  }

  @Test func `a wrong file leaves the check unmeasured`() throws {
    let error = #expect(throws: Unavailable.self) {
      _ = try scan(try repository(), allowing: "allow: nothing\n")
    }
    #expect(error?.reason.contains("secrets.yaml:1:8") == true)
  }
}
