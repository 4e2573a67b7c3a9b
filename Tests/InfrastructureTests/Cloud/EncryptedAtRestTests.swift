import Checks
import Model
import Testing

@Suite struct EncryptedAtRestTests {
  static let tree = """
    aws_s3_bucket.data:
      bucket: acme-data
    aws_s3_bucket_server_side_encryption_configuration.data:
      bucket: !unknown "known after apply: aws_s3_bucket.data.id"
      rule:
        - apply_server_side_encryption_by_default:
            - sse_algorithm: aws:kms
              kms_master_key_id: !unknown "known after apply: aws_kms_key.main.arn"
    aws_kms_key.main:
      enable_key_rotation: true
    aws_db_instance.main:
      identifier: acme
      engine: postgres
      storage_encrypted: true
      kms_key_id: !unknown "known after apply: aws_kms_key.main.arn"
    aws_ebs_volume.disk:
      availability_zone: eu-central-1a
      encrypted: true
      kms_key_id: !unknown "known after apply: aws_kms_key.main.arn"
    aws_sqs_queue.jobs:
      kms_master_key_id: alias/jobs
    """
  static let strict = "{ algorithm: AES-256, customer-key: true, rotation: true }"

  static func result(_ yaml: String = tree, _ fields: String = strict) throws -> CheckResult {
    try CloudBench.result(
      EncryptedAtRestCheck.self, fields, over: try CloudBench.resources(yaml))
  }

  @Test func `a working tree passes and shows every value`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.summary)")
    #expect(result.subjects == 5)
    #expect(
      result.evidence.contains {
        $0.observed == "aws_db_instance.main: `storage_encrypted` is true"
          && $0.location.description == "main.tf:14:22" && $0.digest == "d1"
      })
  }

  @Test(
    "each single fault gives its one finding at its line",
    arguments: [
      ("storage_encrypted: true", "storage_encrypted: false", "main.tf:14 not-encrypted"),
      ("  storage_encrypted: true\n", "", "main.tf:11 not-encrypted"),
      ("  encrypted: true", "  encrypted: false", "main.tf:18 not-encrypted"),
      ("enable_key_rotation: true", "enable_key_rotation: false", "main.tf:10 no-rotation"),
      ("sse_algorithm: aws:kms", "sse_algorithm: rot13", "main.tf:7 not-encrypted"),
      ("  kms_master_key_id: alias/jobs", "  name: jobs", "main.tf:20 no-customer-key"),
    ])
  func fault(part: String, broken: String, mark: String) throws {
    let result = try Self.result(Self.tree.replacing(part, with: broken, maxReplacements: 1))
    #expect(result.verdict == .fail)
    #expect(result.marks.contains(mark), "\(result.marks)")
    #expect(result.marks.allSatisfy { $0 == mark || $0.hasSuffix("algorithm") })
  }

  @Test(
    "what cannot be told is unmeasured, with its place",
    arguments: [
      (
        "storage_encrypted: true", "storage_encrypted: !unknown \"`var.encrypt` has no value\"",
        "var.encrypt"
      ),
      ("  encrypted: true", "  size: 20", "switch of the account"),
      (
        "known after apply: aws_s3_bucket.data.id", "`var.bucket` has no value",
        "which aws_s3_bucket"
      ),
    ])
  func doubt(part: String, broken: String, reason: String) throws {
    let result = try Self.result(Self.tree.replacing(part, with: broken, maxReplacements: 1))
    #expect(result.verdict.word == "unmeasured", "\(result.marks)")
    #expect(result.verdict.reason?.contains(reason) == true, "\(result.summary)")
  }

  @Test func `nothing to judge is unmeasured unless the posture says otherwise`() throws {
    let lone = "aws_vpc.main: { cidr_block: 10.0.0.0/16 }"
    #expect(try Self.result(lone, "{}").verdict.word == "unmeasured")
    let allowed = try Self.result(lone, "{ minimum-subjects: 0 }")
    #expect(allowed.verdict.word == "not-applicable")
    #expect(allowed.evidence.contains { $0.observed.contains("aws_vpc") })
  }

  @Test func `a default has its day in the evidence`() throws {
    let result = try Self.result("aws_s3_bucket.data: { bucket: acme }", "{}")
    #expect(result.verdict == .pass)
    #expect(result.evidence.contains { $0.observed.contains("since 2023-01-05") })
  }

  @Test func `the switch of the account settles volumes`() throws {
    let tree =
      "aws_ebs_volume.disk: { size: 1 }\naws_ebs_encryption_by_default.on: { enabled: true }"
    #expect(try Self.result(tree, "{}").verdict == .pass)
    let off = tree.replacing("enabled: true", with: "enabled: false")
    #expect(try Self.result(off, "{}").marks == ["main.tf:2 not-encrypted"])
  }

  @Test func `buckets of other folders lend each other nothing`() throws {
    let config = """
      aws_s3_bucket_server_side_encryption_configuration.data:
        bucket: !unknown "known after apply: aws_s3_bucket.data.id"
        rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: rot13 }] }]
      """
    let bucket = "aws_s3_bucket.data: { bucket_prefix: acme }"
    let result = try CloudBench.result(
      EncryptedAtRestCheck.self, over: try CloudBench.resources(bucket, file: "prod/main.tf"),
      try CloudBench.resources(config, file: "dev/main.tf"))
    #expect(result.findings.isEmpty)
  }
}
