import Checks
import Model
import Testing

@Suite struct BackupsTests {
  static let tree = """
    provider.aws:
      region: eu-central-1
    provider.aws.west:
      region: eu-west-1
    aws_db_instance.main:
      storage_encrypted: true
      backup_retention_period: 30
      deletion_protection: true
    aws_dynamodb_table.sessions:
      point_in_time_recovery: [{ enabled: true }]
      deletion_protection_enabled: true
    aws_backup_plan.all:
      rule:
        - schedule: cron(0 5 * * ? *)
          lifecycle: [{ delete_after: 90 }]
          copy_action:
            - destination_vault_arn: !unknown "known after apply: aws_backup_vault.west.arn"
    aws_backup_vault.west:
      provider: aws.west
    aws_backup_selection.all:
      plan_id: !unknown "known after apply: aws_backup_plan.all.id"
      resources:
        - !unknown "known after apply: aws_db_instance.main.arn"
        - !unknown "known after apply: aws_dynamodb_table.sessions.arn"
    """
  static let strict =
    "{ retention: 30d, point-in-time: true, other-region: true, scheduled: true, "
    + "encrypted: true, deletion-protection: true }"

  static func result(_ yaml: String = tree, _ fields: String = strict) throws -> CheckResult {
    try CloudBench.result(BackupsCheck.self, fields, over: try CloudBench.resources(yaml))
  }

  @Test func `a working tree passes`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.summary) \(result.marks)")
    #expect(result.subjects == 3)
  }

  @Test(
    "each single fault gives its finding at its line",
    arguments: [
      ("delete_after: 90", "delete_after: 20", ["main.tf:10 retention", "main.tf:15 retention"]),
      (
        "  deletion_protection: true", "  deletion_protection: false",
        ["main.tf:8 no-deletion-protection"]
      ),
      ("  deletion_protection: true\n", "", ["main.tf:5 no-deletion-protection"]),
      ("[{ enabled: true }]", "[{ enabled: false }]", ["main.tf:10 no-point-in-time"]),
      ("storage_encrypted: true", "storage_encrypted: false", ["main.tf:6 backup-not-encrypted"]),
      ("region: eu-west-1", "region: eu-central-1", ["main.tf:17 one-region"]),
    ])
  func fault(part: String, broken: String, marks: [String]) throws {
    var expected = marks
    // A table without a plan that is long enough keeps what it may keep: 35 days.
    if part.hasPrefix("delete_after") { expected.removeFirst() }
    let result = try Self.result(Self.tree.replacing(part, with: broken, maxReplacements: 1))
    #expect(result.marks == expected, "\(result.summary)")
  }

  @Test func `a plan that selects by tag or everything keeps longer than the database does`() throws
  {
    let short = Self.tree.replacing(
      "backup_retention_period: 30", with: "backup_retention_period: 7")
    #expect(try Self.result(short).verdict == .pass)
    let alone = short.replacing(
      "- !unknown \"known after apply: aws_db_instance.main.arn\"", with: "- x")
    #expect(try Self.result(alone, "{ retention: 30d }").marks == ["main.tf:7 retention"])
    let all = alone.replacing("    - x", with: "    - \"*\"")
    #expect(try Self.result(all, "{ retention: 30d }").verdict == .pass)
    let tagged =
      alone.replacing("  storage_encrypted", with: "  tags: { backup: daily }\n  storage_encrypted")
      + "\n  selection_tag: [{ type: STRINGEQUALS, key: backup, value: daily }]"
    #expect(try Self.result(tagged, "{ retention: 30d }").verdict == .pass)
  }

  @Test func `backups that are off or not spoken of fail`() throws {
    let off = "aws_db_instance.a: { backup_retention_period: 0 }\naws_rds_cluster.b: { engine: x }"
    let result = try Self.result(off, "{ retention: 7d }")
    #expect(result.marks == ["main.tf:1 retention", "main.tf:2 retention"])
    #expect(result.findings.last?.message.contains("for one day") == true)
  }

  @Test func `object stores keep versions where that is asked for`() throws {
    let tree = """
      aws_s3_bucket.a: { bucket: a }
      aws_s3_bucket_versioning.a:
        bucket: !unknown "known after apply: aws_s3_bucket.a.id"
        versioning_configuration: [{ status: Enabled }]
      """
    #expect(try Self.result(tree, "{ versioning: true }").verdict == .pass)
    let suspended = tree.replacing("Enabled", with: "Suspended")
    #expect(try Self.result(suspended, "{ versioning: true }").marks == ["main.tf:4 no-versioning"])
    let none = "aws_s3_bucket.a: { bucket: a }"
    #expect(try Self.result(none, "{ versioning: true }").marks == ["main.tf:1 no-versioning"])
  }
}
