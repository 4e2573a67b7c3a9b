import Foundation
import TestSupport
import Testing

/// `avouch test` and `avouch explain --trace`, as a control's author uses them.
@Suite struct TestCommandTests {
  static let posture = """
    avouch: 1
    organization: { name: Example }
    controls:
      - id: db.safe
        statement: The database is encrypted, and kept for {days} days.
        parameters: { days: 30 }
        checks:
          - config:
              files: db.yaml
              each: databases[*]
              let: { kept: resource.retention }
              assert:
                - cel: resource.encrypted == true && kept >= {days}
                - { path: owner, present: true }
        tests:
          - { given: fixtures/good.yaml, expect: pass }
          - { given: fixtures/bad.yaml, expect: fail, at: "db.yaml:3" }
          - given: fixtures/good.yaml
            set: { "databases[0].encrypted": false }
            expect: fail
            at: db.yaml:2
          - given: fixtures/good.yaml
            set: { "databases[*].retention": { unknown: true } }
            expect: unmeasured
          - { name: no owner, given: fixtures/good.yaml, remove: "databases[0].owner", expect: fail }
          - { name: a folder, given: fixtures/folder, expect: unmeasured }

    """
  static let good = """
    databases:
      - { name: orders, encrypted: true, retention: 35, owner: billing }
      - { name: users, encrypted: true, retention: 30, owner: accounts }

    """

  private func workspace(_ posture: String = posture) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("avouch.yaml", posture)
    try folder.write("db.yaml", Self.good)
    try folder.write("fixtures/good.yaml", Self.good)
    try folder.write(
      "fixtures/bad.yaml", Self.good.replacing("retention: 30", with: "retention: 7"))
    try folder.write("fixtures/folder/other.yaml", "a: 1\n")
    return folder
  }

  @Test func `expectations that are met end with 0, and every assertion is turned`() throws {
    let run = try AvouchProcess.run("test", "--strict", in: workspace())
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("6 tests: 6 as expected, 0 not"), "\(run.output)")
    #expect(run.output.contains("assertions that a test turns: 2 of 2"))
    #expect(run.status == 0)
  }

  @Test(arguments: [
    ("expect: pass }", "expect: fail }", "expected fail, got pass"),
    ("at: \"db.yaml:3\"", "at: \"db.yaml:2\"", "expected a finding at db.yaml:2, found db.yaml:3"),
    ("days: 30", "days: 36", "expected pass, got fail"),
    ("present: true", "absent: true", "expected pass, got fail"),
    ("kept >=", "kept >", "expected pass, got fail"),
    (
      "expect: unmeasured\n      - { name: no", "expect: pass\n      - { name: no", "got unmeasured"
    ),
  ])
  func `a missed expectation ends with 1`(part: String, broken: String, expected: String) throws {
    let posture = Self.posture.replacing(part, with: broken)
    #expect(posture != Self.posture)
    let run = try AvouchProcess.run("test", in: workspace(posture))
    #expect(run.status == 1)
    #expect(run.output.contains("MISS") && run.output.contains(expected), "\(run.output)")
  }

  @Test func `an assertion that nothing turns is named, and fails where that is asked`() throws {
    let posture = Self.posture.replacing(
      "- { name: no owner", with: "# - { name: no owner")
    let folder = try workspace(posture)
    let run = try AvouchProcess.run("test", in: folder)
    #expect(run.status == 0)
    #expect(run.output.contains("assertions that a test turns: 1 of 2"))
    #expect(run.output.contains("never turned: db.safe: owner to be present (avouch.yaml:14:"))
    #expect(try AvouchProcess.run("test", "--strict", in: folder).status == 1)
  }

  @Test(arguments: [
    ("fixtures/bad.yaml", "fixtures/bda.yaml", "there is no file `fixtures/bda.yaml`"),
    (
      "databases[0].encrypted", "databases[7].encrypted",
      "nothing stands at `databases[7].encrypted`"
    ),
    (
      "expect: unmeasured\n      - { name: no", "expect: unmeasurd\n      - { name: no",
      "did you mean \"unmeasured\"?"
    ),
    ("at: db.yaml:2", "at: db.yaml", "expected path:line"),
    ("remove: \"databases[0].owner\"", "remove: \"databases[\"", "\"remove\": bad data path"),
    ("    tests:", "    tets:", "did you mean \"tests\"?"),
  ])
  func `wrong files end with 2 and their place`(
    part: String, broken: String, expected: String
  ) throws {
    let posture = Self.posture.replacing(part, with: broken)
    #expect(posture != Self.posture)
    let run = try AvouchProcess.run("test", in: workspace(posture))
    #expect(run.status == 2)
    #expect(run.errors.contains("avouch.yaml:") && run.errors.contains(expected), "\(run.errors)")
  }

  @Test func `where no test ran nothing passes`() throws {
    let end = try #require(Self.posture.range(of: "    tests:"))
    let folder = try workspace(String(Self.posture[..<end.lowerBound]))
    let run = try AvouchProcess.run("test", in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("no test ran"))
    let other = try AvouchProcess.run("test", "--only", "x.*", in: workspace())
    #expect(other.status == 2)
  }

  @Test func `explain tells every part of a pass and of a failure`() throws {
    let folder = try workspace()
    let passing = try AvouchProcess.run("explain", "--trace", "db.safe", in: folder)
    #expect(
      passing.output.contains("resource.encrypted == true && kept >= 30: true"), "\(passing.output)"
    )
    #expect(passing.output.contains("kept: 35 (db.yaml:2:"), "\(passing.output)")
    try folder.write("db.yaml", Self.good.replacing("retention: 30", with: "retention: 7"))
    let failing = try AvouchProcess.run("explain", "--trace", "db.safe", in: folder)
    #expect(failing.output.contains("resource.encrypted == true && kept >= 30: false"))
    #expect(failing.output.contains("kept: 7 (db.yaml:3:"), "\(failing.output)")
    let plain = try AvouchProcess.run("explain", "db.safe", in: folder)
    #expect(!plain.output.contains("trace"))
  }
}
