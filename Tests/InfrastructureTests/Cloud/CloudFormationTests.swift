import Checks
import Infrastructure
import Model
import Testing

@Suite struct CloudFormationTests {
  static let template = """
    AWSTemplateFormatVersion: "2010-09-09"
    Parameters:
      Encrypt: { Type: String, Default: "true" }
      Days: { Type: Number, Default: 30 }
      Stage: { Type: String, Default: prod }
      Secret: { Type: String }
    Mappings:
      Sizes: { prod: { days: 35 } }
    Conditions:
      IsProd: !Equals [!Ref Stage, prod]
      IsNot: !Not [{ Condition: IsProd }]
      IsBoth: !And [!Condition IsProd, { "Fn::Equals": [!Ref Secret, x] }]
    Resources:
      Database:
        Type: AWS::RDS::DBInstance
        Properties:
          DBInstanceIdentifier: !Sub "acme-${Stage}"
          Engine: postgres
          StorageEncrypted: !Ref Encrypt
          BackupRetentionPeriod: !FindInMap [Sizes, !Ref Stage, days]
          DeletionProtection: !If [IsProd, true, false]
          KmsKeyId: !GetAtt Key.Arn
          PubliclyAccessible: false
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
          KeyPolicy:
            Statement:
              - Effect: Allow
                Principal: { AWS: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" }
                Action: kms:*
                Resource: "*"
      Spare:
        Type: AWS::EFS::FileSystem
        Condition: IsNot
        Properties: { Encrypted: false }
    """

  static func values(_ expression: String) -> Node? {
    let text = template.replacing("!Ref Encrypt", with: expression)
    return CloudBench.template(text).resource("Database")?.attributes["StorageEncrypted"]
  }

  @Test func `a template is read with its conditions and places`() throws {
    let read = CloudBench.template(Self.template)
    #expect(read.addresses == ["Database", "Key"])
    #expect(read.gaps.isEmpty)
    let database = try #require(read.resource("Database"))
    #expect(database.attributes["DBInstanceIdentifier"]?.string == "acme-prod")
    #expect(database.attributes["StorageEncrypted"]?.place == "19:25")
    #expect(database.span.line == 14)
  }

  @Test(
    "functions are worked out as far as the template tells",
    arguments: [
      ("!Ref Days", Node.Content.integer(30)),
      ("{ \"Fn::Join\": [\"-\", [a, !Ref Stage]] }", .string("a-prod")),
      ("!Join [\"\", !Split [\"-\", a-b]]", .string("ab")),
      ("!Select [1, [a, b]]", .string("b")),
      ("!Select [\"0\", !Split [\",\", \"x,y\"]]", .string("x")),
      ("!If [IsNot, 1, 2]", .integer(2)),
      ("!If [IsBoth, 3, 3]", .integer(3)),
      ("!Sub [\"${One}/${Stage}/${!Literal}\", { One: !Ref Days }]", .string("30/prod/${Literal}")),
      ("!GetAtt Key.Arn", .unknown(reason: "known after deployment: `Key.Arn`")),
      ("!Ref Key", .unknown(reason: "known after deployment: `Key`")),
      ("!Ref Secret", .unknown(reason: "the parameter Secret has no default")),
      ("!If [IsBoth, 1, 2]", .unknown(reason: "the condition IsBoth is not known")),
      ("!ImportValue other", .unknown(reason: "another stack exports the value")),
      ("!Ref Nothing", .unknown(reason: "the template has no parameter or resource Nothing")),
      (
        "!Sub \"${AWS::Region}\"",
        .unknown(reason: "AWS::Region is only known where the stack is deployed")
      ),
    ])
  func function(expression: String, content: Node.Content) {
    #expect(Self.values(expression)?.content == content)
  }

  @Test func `NoValue takes the property away`() {
    #expect(Self.values("!Ref AWS::NoValue") == nil)
  }

  @Test func `JSON is read the same`() {
    let read = CloudBench.template(
      """
      {"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {
        "KmsMasterKeyId": {"Ref": "K"}, "QueueName": {"Fn::Sub": "a-${AWS::Partition}"}}},
        "K": {"Type": "AWS::KMS::Key"}}}
      """, file: "stack.template")
    #expect(read.resource("Q")?.attributes["QueueName"]?.string == "a-aws")
    #expect(read.resource("Q")?.attributes["KmsMasterKeyId"]?.place == "2:21")
  }

  @Test func `a condition that asks for itself, deep nesting and broken YAML end`() {
    let circle = Self.template.replacing(
      "IsNot: !Not [{ Condition: IsProd }]", with: "IsNot: !Not [{ Condition: IsNot }]")
    #expect(CloudBench.template(circle).addresses.contains("Spare"))
    let deep = String(repeating: "[!Ref X, ", count: 150) + "1" + String(repeating: "]", count: 150)
    #expect(Self.values("!Join [\"\", \(deep)]") != nil)
    let broken = CloudBench.template(Self.template + "\n  bad: [")
    #expect(broken.resources.isEmpty)
    #expect(broken.gaps.count == 1)
  }

  @Test
  func `globals of the serverless dialect are put in, and a transform that is not known is a gap`()
  {
    let read = CloudBench.template(
      """
      Transform: [AWS::Serverless-2016-10-31, AWS::Include]
      Globals: { SimpleTable: { SSESpecification: { SSEEnabled: true } } }
      Resources:
        T: { Type: AWS::Serverless::SimpleTable }
      """)
    #expect(
      read.resource("T")?.attributes.at("SSESpecification", "SSEEnabled")?.scalarText == "true")
    #expect(
      read.reasons == [
        "stack.yaml:1:41 the transform AWS::Include is not worked out"
      ])
  }

  @Test func `checks judge a template, and its faults at their lines`() throws {
    let read = CloudBench.template(Self.template)
    let result = try CloudBench.result(
      EncryptedAtRestCheck.self, "{ customer-key: true, rotation: true }", over: read)
    #expect(result.verdict == .pass, "\(result.summary)")
    let broken = CloudBench.template(
      Self.template.replacing("Default: \"true\"", with: "Default: \"false\""))
    #expect(
      try CloudBench.result(EncryptedAtRestCheck.self, over: broken).marks
        == ["stack.yaml:19 not-encrypted"])
    let backups = "{ retention: 30d, point-in-time: true, deletion-protection: true }"
    #expect(try CloudBench.result(BackupsCheck.self, backups, over: read).verdict == .pass)
    let short = CloudBench.template(Self.template.replacing("days: 35", with: "days: 7"))
    #expect(
      try CloudBench.result(BackupsCheck.self, backups, over: short).marks
        == ["stack.yaml:20 retention"])
    let staging = CloudBench.template(Self.template.replacing("Default: prod", with: "Default: qa"))
    #expect(
      try CloudBench.result(BackupsCheck.self, backups, over: staging).marks.contains(
        "stack.yaml:21 no-deletion-protection"))
  }
}
