import Checks
import Infrastructure
import Model
import Testing

/// Logs, trails, rights, places and alarms.
@Suite struct OtherCloudChecksTests {
  @Test func `logs are kept as long as asked`() throws {
    let tree = """
      aws_cloudwatch_log_group.a: { retention_in_days: 400 }
      aws_cloudwatch_log_group.b: { name: b }
      azurerm_log_analytics_workspace.c: { retention_in_days: 365 }
      """
    func result(_ yaml: String, _ fields: String) throws -> CheckResult {
      try CloudBench.result(LogRetentionCheck.self, fields, over: try CloudBench.resources(yaml))
    }
    #expect(try result(tree, "{ at-least: 365d }").verdict == .pass)
    #expect(try result(tree, "{ at-least: 365d, at-most: 400d }").marks == ["main.tf:2 too-long"])
    let short = tree.replacing("400", with: "30")
    #expect(try result(short, "{ at-least: 365d }").marks == ["main.tf:1 too-short"])
    let standard = tree.replacing("{ retention_in_days: 365 }", with: "{ sku: x }")
    #expect(try result(standard, "{ at-least: 365d }").marks == ["main.tf:3 too-short"])
    #expect(throws: Diagnostics.self) { try result(tree, "{}") }
  }

  @Test func `one trail that does everything is enough`() throws {
    let tree = """
      aws_cloudtrail.all:
        is_multi_region_trail: true
        enable_log_file_validation: true
      aws_cloudtrail.part:
        is_multi_region_trail: false
      """
    func result(_ yaml: String, _ fields: String = "{}") throws -> CheckResult {
      try CloudBench.result(AuditTrailCheck.self, fields, over: try CloudBench.resources(yaml))
    }
    #expect(try result(tree).verdict == .pass)
    let broken = tree.replacing(
      "enable_log_file_validation: true", with: "enable_log_file_validation: false")
    #expect(
      try result(broken).marks == [
        "main.tf:3 no-validation", "main.tf:4 no-validation", "main.tf:5 one-region",
      ])
    #expect(try result(tree, "{ forwarded: true }").verdict == .fail)
    #expect(try result("aws_vpc.a: {}").verdict.word == "unmeasured")
  }

  @Test func `policies name what they allow`() throws {
    func statement(_ action: String, _ resource: String) -> String {
      "aws_iam_policy.a:\n  policy: '{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": "
        + "\(action), \"Resource\": \"\(resource)\"}]}'"
    }
    func marks(_ yaml: String) throws -> [String] {
      try CloudBench.result(IdentityCheck.self, over: try CloudBench.resources(yaml)).marks
    }
    #expect(try marks(statement("[\"s3:GetObject\"]", "*")) == [])
    #expect(try marks(statement("\"*\"", "*")) == ["main.tf:2 every-action"])
    #expect(
      try marks(statement("[\"s3:GetObject\", \"s3:*\"]", "*")) == ["main.tf:2 every-resource"])
    #expect(try marks(statement("\"s3:*\"", "arn:aws:s3:::a/*")) == [])
    #expect(
      try marks(
        "aws_iam_role.r: { assume_role_policy: '{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"sts:AssumeRole\"}}' }"
      )
        == ["main.tf:1 any-principal"])
    #expect(
      try marks(
        "aws_iam_user_policy_attachment.a: { policy_arn: arn:aws:iam::aws:policy/AdministratorAccess }"
      )
        == ["main.tf:1 administrator"])
    #expect(
      try marks("google_project_iam_member.a: { role: roles/owner, member: user:a@example.com }")
        == ["main.tf:1 administrator"])
    #expect(
      try marks("azurerm_role_definition.a: { permissions: [{ actions: [\"*\"] }] }")
        == ["main.tf:1 every-action"])
  }

  @Test func `data lies where it may`() throws {
    let tree = """
      provider.aws: { region: eu-central-1 }
      aws_s3_bucket.a: { bucket: a }
      google_storage_bucket.b: { location: EUROPE-WEST3 }
      azurerm_storage_account.c: { location: westeurope }
      """
    func result(_ yaml: String, _ fields: String = "{ regions: [\"eu*\", westeurope] }") throws
      -> CheckResult
    {
      try CloudBench.result(ResidencyCheck.self, fields, over: try CloudBench.resources(yaml))
    }
    #expect(try result(tree).verdict == .pass)
    #expect(try result(tree.replacing("EUROPE-WEST3", with: "US")).marks == ["main.tf:3 region"])
    #expect(
      try result(tree.replacing("eu-central-1", with: "us-east-1")).marks == ["main.tf:1 region"])
    let silent = tree.replacing("provider.aws: { region: eu-central-1 }\n", with: "")
    #expect(try result(silent).verdict.reason?.contains("no file says") == true)
  }

  @Test func `alarms tell somebody`() throws {
    let tree = """
      aws_cloudwatch_metric_alarm.cpu:
        metric_name: CPUUtilization
        alarm_actions: [!unknown "known after apply: aws_sns_topic.ops.arn"]
      aws_sns_topic.ops: {}
      aws_guardduty_detector.d: { enable: true }
      """
    func result(_ yaml: String, _ fields: String = "{ metrics: CPUUtilization }") throws
      -> CheckResult
    {
      try CloudBench.result(MonitoringCheck.self, fields, over: try CloudBench.resources(yaml))
    }
    #expect(try result(tree).verdict == .pass)
    let silent = tree.replacing(
      "[!unknown \"known after apply: aws_sns_topic.ops.arn\"]", with: "[]")
    #expect(try result(silent).marks == ["main.tf:3 tells-nobody"])
    #expect(
      try result(tree.replacing("enable: true", with: "enable: false")).marks == ["main.tf:5 off"])
    #expect(try result(tree, "{ metrics: [5XXError] }").marks == ["main.tf:0 not-watched"])
  }

  @Test func `comments silence findings only where the posture lets them`() throws {
    let base = try CloudBench.resources("aws_db_instance.a: { storage_encrypted: false }")
    let resources = base.resources.map { resource in
      ConfiguredResource(
        layer: resource.layer, dialect: resource.dialect, kind: resource.kind,
        address: resource.address, file: resource.file, span: resource.span,
        attributes: resource.attributes,
        waivers: [
          ConfigurationWaiver(
            rule: "encrypted-at-rest", reason: "a test database", span: TextSpan(line: 1, column: 1)
          )
        ])
    }
    let read = ConfiguredResources(resources: resources)
    let strict = try CloudBench.result(EncryptedAtRestCheck.self, over: read)
    #expect(strict.verdict == .fail)
    #expect(strict.evidence.contains { $0.observed.contains("does not let it") })
    let lenient = try CloudBench.result(
      EncryptedAtRestCheck.self, "{ honor-in-file-waivers: true }", over: read)
    #expect(lenient.verdict == .pass)
    #expect(lenient.summary.contains("1 finding silenced"))
  }

  @Test func `a gap of a source that could hold something leaves a check unmeasured`() throws {
    var read = try CloudBench.resources("aws_db_instance.a: { storage_encrypted: true }")
    read.gaps = [ReadingGap(file: "Dockerfile", reason: "x", dialect: .dockerfile)]
    #expect(try CloudBench.result(EncryptedAtRestCheck.self, over: read).verdict == .pass)
    read.gaps = [
      ReadingGap(file: "x.tf", reason: "the module is not in the tree", dialect: .terraform)
    ]
    let result = try CloudBench.result(EncryptedAtRestCheck.self, over: read)
    #expect(
      result.verdict.reason?.hasPrefix("x.tf: the module is not in the tree; what it holds") == true
    )
  }

  @Test func `a gap that speaks of another kind of thing does not matter`() throws {
    var read = try CloudBench.resources("aws_db_instance.a: { storage_encrypted: true }")
    func verdict(_ address: String) throws -> String {
      read.gaps = [
        ReadingGap(
          file: "x.tf", reason: "how many of `\(address)` there are is unknown: x",
          dialect: .terraform)
      ]
      return try CloudBench.result(EncryptedAtRestCheck.self, over: read).verdict.word
    }
    #expect(try verdict("module.a[\"b.c\"].aws_guardduty_member.x") == "pass")
    #expect(try verdict("aws_lb_listener.x") == "pass")
    #expect(try verdict("module.a.aws_db_instance.x") == "unmeasured")
    #expect(try verdict("module.a.module.b") == "unmeasured")
    #expect(try verdict("aws_s3_bucket_versioning.x") == "unmeasured")
  }

  @Test func `hundreds of buckets with their companions are related in linear time`() throws {
    var resources: [ConfiguredResource] = []
    let span = TextSpan(line: 1, column: 1)
    func node(_ entries: [(String, Node.Content)]) -> Node {
      Node(
        .mapping(entries.map { .init(key: $0, keySpan: span, value: Node($1, at: span)) }), at: span
      )
    }
    for index in 0..<500 {
      resources.append(
        ConfiguredResource(
          layer: .code, dialect: .terraform, kind: "aws_s3_bucket",
          address: "aws_s3_bucket.b[\(index)]", file: "main.tf", span: span, attributes: node([])))
      resources.append(
        ConfiguredResource(
          layer: .code, dialect: .terraform, kind: "aws_s3_bucket_versioning",
          address: "aws_s3_bucket_versioning.b\(index)", file: "main.tf", span: span,
          attributes: node([
            ("bucket", .unknown(reason: "known after apply: aws_s3_bucket.b[\(index)].id")),
            (
              "versioning_configuration",
              .sequence([node([("status", .string(index == 7 ? "Suspended" : "Enabled"))])])
            ),
          ])))
    }
    let facts = Normaliser.facts(of: ConfiguredResources(resources: resources))
    let off = facts.objects.filter { $0[.versioning]?.boolean == false }
    #expect(off.map(\.address) == ["aws_s3_bucket.b[7]"])
    #expect(facts.objects.count { $0[.versioning]?.boolean == true } == 499)
  }
}
