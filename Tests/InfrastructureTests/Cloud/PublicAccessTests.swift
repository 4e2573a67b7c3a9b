import Checks
import Model
import Testing

@Suite struct PublicAccessTests {
  static let tree = """
    aws_s3_bucket.data:
      bucket: acme-data
    aws_s3_bucket_public_access_block.data:
      bucket: !unknown "known after apply: aws_s3_bucket.data.id"
      block_public_acls: true
      block_public_policy: true
      ignore_public_acls: true
      restrict_public_buckets: true
    aws_s3_bucket_policy.data:
      bucket: acme-data
      policy: '{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "s3:*", "Resource": "*"}]}'
    aws_db_instance.main:
      publicly_accessible: false
    aws_security_group.web:
      ingress:
        - { from_port: 443, to_port: 443, protocol: tcp, cidr_blocks: ["0.0.0.0/0"] }
        - { from_port: 22, to_port: 22, protocol: tcp, cidr_blocks: ["10.0.0.0/8"] }
    aws_security_group_rule.out:
      { type: egress, from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }
    google_storage_bucket_iam_member.a:
      member: group:staff@example.com
    azurerm_network_security_rule.a:
      { direction: Inbound, access: Allow, source_address_prefix: 10.0.0.0/8, destination_port_range: "22" }
    """

  static func result(_ yaml: String = tree, _ fields: String = "{}") throws -> CheckResult {
    try CloudBench.result(PublicAccessCheck.self, fields, over: try CloudBench.resources(yaml))
  }

  @Test func `a working tree passes`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.summary) \(result.marks)")
  }

  @Test(
    "each single fault gives its one finding at its line",
    arguments: [
      ("block_public_policy: true", "block_public_policy: false", "main.tf:6 not-blocked"),
      ("  restrict_public_buckets: true\n", "", "main.tf:3 not-blocked"),
      ("publicly_accessible: false", "publicly_accessible: true", "main.tf:14 public"),
      ("arn:aws:iam::1:root", "*", "main.tf:11 any-principal"),
      ("10.0.0.0/8\"]", "::/0\"]", "main.tf:18 open-port"),
      ("from_port: 443, to_port: 443", "from_port: 0, to_port: 65535", "main.tf:17 open-port"),
      ("group:staff@example.com", "allUsers", "main.tf:22 any-principal"),
      ("source_address_prefix: 10.0.0.0/8", "source_address_prefix: \"*\"", "main.tf:24 open-port"),
    ])
  func fault(part: String, broken: String, mark: String) throws {
    let result = try Self.result(Self.tree.replacing(part, with: broken, maxReplacements: 1))
    #expect(result.marks == [mark], "\(result.summary)")
  }

  @Test func `an open list is closed by the lock, and a condition narrows a policy`() throws {
    let list = "aws_s3_bucket.data: { bucket: acme-data, acl: public-read }"
    #expect(try Self.result(list).marks == [])
    let unlocked =
      list
      + "\naws_s3_bucket_public_access_block.a: { bucket: acme-data, block_public_acls: false }"
    #expect(
      try Self.result(unlocked).marks == ["main.tf:1 public", "main.tf:2 not-blocked"])
    let policy = Self.tree.replacing(
      "{\"AWS\": \"arn:aws:iam::1:root\"}",
      with: "\"*\", \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}}")
    #expect(try Self.result(policy).verdict == .pass)
  }

  @Test func `the ports are the posture's choice`() throws {
    #expect(try Self.result(Self.tree, "{ open-ports: [80] }").marks == ["main.tf:17 open-port"])
    #expect(try Self.result(Self.tree, "{ open-ports: 443 }").verdict == .pass)
  }

  @Test func `a policy that is not known is unmeasured`() throws {
    let tree = Self.tree + "\naws_sqs_queue_policy.q: { policy: !unknown \"`var.p` has no value\" }"
    #expect(try Self.result(tree).verdict.reason?.contains("var.p") == true)
  }
}
