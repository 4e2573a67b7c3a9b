import Checks
import Infrastructure
import Model
import Testing

@Suite struct ExportTests {
  static let database = """
    {"DBInstances": [{"DBInstanceIdentifier": "acme", "Engine": "postgres", "EngineVersion": "16.3",
      "StorageEncrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:1:key/a",
      "BackupRetentionPeriod": 35, "PubliclyAccessible": false, "DeletionProtection": true,
      "DBInstanceArn": "arn:aws:rds:eu-central-1:1:db:acme"}]}
    """

  @Test func `an answer about databases is judged at its values`() throws {
    let read = CloudBench.export(["rds.json": Self.database])
    #expect(read.addresses == ["acme"])
    #expect(
      try CloudBench.result(EncryptedAtRestCheck.self, "{ customer-key: true }", over: read).verdict
        == .pass)
    let open = CloudBench.export([
      "rds.json": Self.database.replacing(
        "\"StorageEncrypted\": true", with: "\"StorageEncrypted\": false")
    ])
    #expect(
      try CloudBench.result(EncryptedAtRestCheck.self, over: open).marks
        == ["rds.json:2 not-encrypted"])
    #expect(
      try CloudBench.result(ResidencyCheck.self, "{ regions: eu-* }", over: read).verdict == .pass)
    #expect(
      try CloudBench.result(ResidencyCheck.self, "{ regions: us-* }", over: read).marks
        == ["rds.json:4 region"])
  }

  @Test func `what an answer leaves out is unknown, not a default`() throws {
    let read = CloudBench.export([
      "rds.json": Self.database.replacing("\"StorageEncrypted\": true, ", with: "")
    ])
    let result = try CloudBench.result(EncryptedAtRestCheck.self, over: read)
    #expect(result.verdict.reason?.contains("the export does not hold StorageEncrypted") == true)
  }

  @Test(
    "an error body is a gap",
    arguments: [
      "{\"Error\": {\"Code\": \"AccessDenied\", \"Message\": \"no\"}}",
      "{\"error\": {\"code\": 403, \"status\": \"PERMISSION_DENIED\"}}",
      "\nAn error occurred (AccessDenied) when calling the GetBucketEncryption operation: x",
    ])
  func refusal(body: String) throws {
    let read = CloudBench.export(["acme.json": body])
    #expect(read.resources.isEmpty)
    #expect(read.gaps.count == 1)
    let result = try CloudBench.result(
      EncryptedAtRestCheck.self, over: read, CloudBench.export(["rds.json": Self.database]))
    #expect(result.verdict.word == "unmeasured")
    #expect(result.verdict.reason?.contains("the provider answered") == true)
  }

  @Test func `errors that say what is so are answers`() throws {
    let none =
      "An error occurred (NoSuchPublicAccessBlockConfiguration) when calling the operation: x"
    let read = CloudBench.export(["acme.json": none])
    #expect(
      try CloudBench.result(PublicAccessCheck.self, over: read).marks == ["acme.json:1 not-blocked"]
    )
  }

  @Test func `the report of credentials tells factors and ages`() throws {
    let report = """
      user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_2_active,access_key_2_last_rotated
      <root_account>,arn:aws:iam::1:root,2020-01-01T00:00:00+00:00,not_supported,true,false,N/A,false,N/A
      ann,arn:aws:iam::1:user/ann,2020-01-01T00:00:00+00:00,true,true,true,2026-09-01T00:00:00+00:00,false,N/A
      bot,arn:aws:iam::1:user/bot,2020-01-01T00:00:00+00:00,false,false,true,2026-08-01T00:00:00+00:00,false,N/A
      """
    let fields = "{ multi-factor: true, key-age: 90d }"
    func result(_ text: String) throws -> CheckResult {
      try CloudBench.result(
        IdentityCheck.self, fields, over: CloudBench.export(["report.csv": text]))
    }
    #expect(try result(report).verdict == .pass)
    #expect(
      try result(report.replacing("true,true,true,2026-09", with: "true,false,true,2026-09")).marks
        == ["report.csv:3 no-multi-factor"])
    #expect(
      try result(report.replacing("2026-08-01", with: "2025-08-01")).marks
        == ["report.csv:4 old-key"])
    #expect(
      try result(report.replacing("not_supported,true", with: "not_supported,false")).marks
        == ["report.csv:2 no-multi-factor"])
  }

  @Test func `a second factor that nothing tells of is unmeasured`() throws {
    let policy = try CloudBench.resources(
      "aws_iam_policy.a: { policy: '{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}' }"
    )
    let result = try CloudBench.result(IdentityCheck.self, "{ multi-factor: true }", over: policy)
    #expect(result.verdict.word == "unmeasured")
    #expect(try CloudBench.result(IdentityCheck.self, over: policy).verdict == .pass)
  }

  @Test func `lists of Google and Azure are told by what they say of themselves`() throws {
    let google = """
      [{"kind": "sql#instance", "name": "main", "region": "europe-west3", "settings":
        {"backupConfiguration": {"enabled": true, "pointInTimeRecoveryEnabled": true,
          "backupRetentionSettings": {"retainedBackups": 30}},
         "ipConfiguration": {"sslMode": "ENCRYPTED_ONLY"}}}]
      """
    let azure = """
      [{"id": "/subscriptions/1", "name": "acme", "type": "Microsoft.Storage/storageAccounts",
        "enableHttpsTrafficOnly": false, "minimumTlsVersion": "TLS1_0",
        "allowBlobPublicAccess": false, "location": "westeurope"}]
      """
    let sql = CloudBench.export(["sql.json": google])
    let backups = "{ retention: 30d, point-in-time: true }"
    #expect(try CloudBench.result(BackupsCheck.self, backups, over: sql).verdict == .pass)
    #expect(try CloudBench.result(TLSConfigCheck.self, over: sql).verdict == .pass)
    let storage = CloudBench.export(["az.json": azure])
    #expect(
      try CloudBench.result(TLSConfigCheck.self, "{ roles: object-store }", over: storage).marks
        == ["az.json:2 plain", "az.json:2 old-version"])
    #expect(try CloudBench.result(PublicAccessCheck.self, over: storage).verdict == .pass)
  }

  @Test func `one page of several is a gap, and other JSON is nothing`() {
    let page = Self.database.replacing("}]}", with: "}], \"NextToken\": \"x\"}")
    #expect(CloudBench.export(["rds.json": page]).gaps.count == 1)
    let other = CloudBench.export([
      "package.json": "{\"name\": \"a\", \"error\": 1}", "list.json": "[1, 2]", "bad.json": "{",
      "plan.json":
        "{\"terraform_version\": \"1.9\", \"DBInstances\": [{\"DBInstanceIdentifier\": 1}]}",
    ])
    #expect(other.resources.isEmpty)
    #expect(other.gaps.isEmpty)
  }
}
