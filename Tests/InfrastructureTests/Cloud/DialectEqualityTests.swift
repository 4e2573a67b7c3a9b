import Checks
import Infrastructure
import Model
import Testing

/// The same database, as every dialect and layer writes it, gets the same verdict.
@Suite struct DialectEqualityTests {
  private static let terraform = """
    variable "encrypt" { default = true }
    resource "aws_kms_key" "main" { enable_key_rotation = true }
    resource "aws_db_parameter_group" "pg" {
      family = "postgres16"
      parameter {
        name  = "rds.force_ssl"
        value = "1"
      }
    }
    resource "aws_db_instance" "main" {
      identifier              = "acme"
      engine                  = "postgres"
      engine_version          = "16.3"
      storage_encrypted       = var.encrypt
      kms_key_id              = aws_kms_key.main.arn
      backup_retention_period = 30
      deletion_protection     = true
      publicly_accessible     = false
      parameter_group_name    = aws_db_parameter_group.pg.name
    }
    """

  private static let values = """
    {"identifier": "acme", "engine": "postgres", "engine_version": "16.3",
      "storage_encrypted": true, "kms_key_id": "arn:aws:kms:eu-central-1:1:key/a",
      "backup_retention_period": 30, "deletion_protection": true, "publicly_accessible": false,
      "parameter_group_name": "default.postgres16"}
    """

  private static let state = """
    aws_db_instance.main: \(values.replacing("\n", with: " "))
    """

  private static let template = """
    Resources:
      Key: { Type: AWS::KMS::Key, Properties: { EnableKeyRotation: true } }
      Group:
        Type: AWS::RDS::DBParameterGroup
        Properties: { Family: postgres16, Parameters: { rds.force_ssl: "1" } }
      Main:
        Type: AWS::RDS::DBInstance
        Properties:
          DBInstanceIdentifier: acme
          Engine: postgres
          EngineVersion: "16.3"
          StorageEncrypted: true
          KmsKeyId: !GetAtt Key.Arn
          BackupRetentionPeriod: 30
          DeletionProtection: true
          PubliclyAccessible: false
          DBParameterGroupName: !Ref Group
    """

  private static let export = """
    {"DBInstances": [{"DBInstanceIdentifier": "acme", "Engine": "postgres",
      "EngineVersion": "16.3", "StorageEncrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:1:key/a",
      "BackupRetentionPeriod": 30, "DeletionProtection": true, "PubliclyAccessible": false,
      "DBParameterGroups": [{"DBParameterGroupName": "default.postgres16"}]}]}
    """

  enum Form: String, CaseIterable {
    case terraform, plan, state, template, export
  }

  /// The database in one form, with one value of it changed, by its name in Terraform.
  private static func read(_ form: Form, _ name: String = "", _ value: String = "") throws
    -> ConfiguredResources
  {
    func changed(_ text: String, _ name: String, _ separators: [String]) -> String {
      for separator in separators {
        guard let start = text.firstRange(of: name + separator) else { continue }
        let end = text[start.upperBound...].firstIndex { "\n,}".contains($0) } ?? text.endIndex
        return text[..<start.upperBound] + value + text[end...]
      }
      return text
    }
    let other = [
      "storage_encrypted": "StorageEncrypted", "backup_retention_period": "BackupRetentionPeriod",
      "deletion_protection": "DeletionProtection", "publicly_accessible": "PubliclyAccessible",
    ][name, default: name]
    switch form {
    case .terraform:
      let padded = name.isEmpty ? name : name + String(repeating: " ", count: 24 - name.utf8.count)
      let text = name.isEmpty ? terraform : changed(terraform, padded, ["= "])
      return TerraformSource().read(TextTree(["main.tf": text]))
    case .plan:
      return try CloudBench.resources(
        changed(state, "\"\(name)\"", [": "]), layer: .plan, file: "plan.json")
    case .state:
      return try CloudBench.resources(
        changed(state, "\"\(name)\"", [": "]), layer: .state, file: "terraform.tfstate")
    case .template:
      return CloudBench.template(name.isEmpty ? template : changed(template, other, [": "]))
    case .export:
      return CloudBench.export(["rds.json": changed(export, "\"\(other)\"", [": "])])
    }
  }

  private static let backups = "{ retention: 30d, point-in-time: true, deletion-protection: true }"

  @Test(arguments: Form.allCases)
  func `a working database passes every check`(form: Form) throws {
    let read = try Self.read(form)
    #expect(read.gaps.isEmpty)
    let encryption = try CloudBench.result(
      EncryptedAtRestCheck.self, "{ algorithm: AES-256, customer-key: true }", over: read)
    #expect(encryption.verdict == .pass, "\(encryption.summary)")
    let backups = try CloudBench.result(BackupsCheck.self, Self.backups, over: read)
    #expect(backups.verdict == .pass, "\(backups.summary)")
    let reach = try CloudBench.result(PublicAccessCheck.self, over: read)
    #expect(reach.verdict == .pass, "\(reach.summary)")
  }

  @Test(
    "one value that is wrong is one finding in every form",
    arguments: Form.allCases,
    [
      ("storage_encrypted", "false", "not-encrypted"),
      ("backup_retention_period", "7", "retention"),
      ("deletion_protection", "false", "no-deletion-protection"),
      ("publicly_accessible", "true", "public"),
    ])
  func fault(form: Form, fault: (name: String, value: String, rule: String)) throws {
    let read = try Self.read(form, fault.name, fault.value)
    let rules = try [
      CloudBench.result(EncryptedAtRestCheck.self, over: read),
      CloudBench.result(BackupsCheck.self, Self.backups, over: read),
      CloudBench.result(PublicAccessCheck.self, over: read),
    ].flatMap(\.findings)
    #expect(rules.map(\.rule) == [fault.rule])
    let span = try #require(rules.first?.location.span)
    #expect(span.line > 0 && span.endColumn > span.column)
  }

  @Test func `a parameter group is found through its reference in Terraform and CloudFormation`()
    throws
  {
    for form in [Form.terraform, .template] {
      let text = try Self.read(form)
      #expect(try CloudBench.result(TLSConfigCheck.self, over: text).verdict == .pass)
    }
    let open = TerraformSource().read(
      TextTree(["main.tf": Self.terraform.replacing("\"1\"", with: "\"0\"")]))
    #expect(try CloudBench.result(TLSConfigCheck.self, over: open).marks == ["main.tf:7 plain"])
  }
}
