import Checks
import Model
import Testing

@Suite struct TLSConfigTests {
  static let tree = """
    aws_lb_listener.plain:
      protocol: HTTP
      default_action: [{ type: redirect, redirect: [{ protocol: HTTPS, status_code: HTTP_301 }] }]
    aws_lb_listener.secure:
      protocol: HTTPS
      ssl_policy: ELBSecurityPolicy-TLS13-1-2-2021-06
    aws_cloudfront_distribution.cdn:
      default_cache_behavior: [{ viewer_protocol_policy: redirect-to-https }]
      ordered_cache_behavior: [{ viewer_protocol_policy: https-only }]
      viewer_certificate: [{ minimum_protocol_version: TLSv1.2_2021 }]
      origin:
        - custom_origin_config: [{ origin_protocol_policy: https-only, origin_ssl_protocols: [TLSv1.2] }]
    aws_db_parameter_group.pg:
      family: postgres14
      parameter: [{ name: rds.force_ssl, value: "1" }]
    aws_db_instance.main:
      engine: postgres
      engine_version: "14.9"
      parameter_group_name: !unknown "known after apply: aws_db_parameter_group.pg.name"
    aws_elasticache_replication_group.cache:
      transit_encryption_enabled: true
    google_compute_target_https_proxy.p:
      ssl_policy: !unknown "known after apply: google_compute_ssl_policy.modern.id"
    google_compute_ssl_policy.modern:
      min_tls_version: TLS_1_2
    azurerm_linux_web_app.app:
      https_only: true
      site_config: [{ minimum_tls_version: "1.2" }]
    """

  static func result(_ yaml: String = tree, _ fields: String = "{}") throws -> CheckResult {
    try CloudBench.result(TLSConfigCheck.self, fields, over: try CloudBench.resources(yaml))
  }

  @Test func `a working tree passes`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.summary) \(result.marks)")
  }

  @Test(
    "each single fault gives its one finding at its line",
    arguments: [
      ("redirect: [{ protocol: HTTPS", "redirect: [{ protocol: HTTP", "main.tf:2 plain"),
      ("TLS13-1-2-2021-06", "2016-08", "main.tf:6 old-version"),
      ("  ssl_policy: ELBSecurityPolicy-TLS13-1-2-2021-06\n", "", "main.tf:4 old-version"),
      (
        "viewer_protocol_policy: https-only", "viewer_protocol_policy: allow-all", "main.tf:9 plain"
      ),
      ("TLSv1.2_2021", "TLSv1.1_2016", "main.tf:10 old-version"),
      (
        "origin_protocol_policy: https-only", "origin_protocol_policy: match-viewer",
        "main.tf:12 plain-origin"
      ),
      ("[TLSv1.2]", "[TLSv1.2, SSLv3]", "main.tf:12 old-origin-version"),
      ("value: \"1\"", "value: \"0\"", "main.tf:15 plain"),
      ("transit_encryption_enabled: true", "transit_encryption_enabled: false", "main.tf:21 plain"),
      ("min_tls_version: TLS_1_2", "min_tls_version: TLS_1_1", "main.tf:25 old-version"),
      ("https_only: true", "https_only: false", "main.tf:27 plain"),
      ("minimum_tls_version: \"1.2\"", "minimum_tls_version: \"1.0\"", "main.tf:28 old-version"),
    ])
  func fault(part: String, broken: String, mark: String) throws {
    let result = try Self.result(Self.tree.replacing(part, with: broken, maxReplacements: 1))
    #expect(result.marks == [mark], "\(result.summary)")
  }

  @Test func `a newer minimum finds what is fine for an older one`() throws {
    let marks = try Self.result(Self.tree, "{ minimum: \"1.3\" }").marks
    #expect(marks.contains("main.tf:6 old-version"))
    #expect(marks.contains("main.tf:25 old-version"))
  }

  @Test func `a parameter group that is elsewhere leaves the database unmeasured`() throws {
    let tree = Self.tree.replacing(
      "!unknown \"known after apply: aws_db_parameter_group.pg.name\"", with: "of-another-team")
    #expect(try Self.result(tree).verdict.reason?.contains("of-another-team") == true)
  }

  @Test func `the standard group of PostgreSQL refuses plain connections from 15 on`() throws {
    let new = "aws_db_instance.a: { engine: postgres, engine_version: \"15.4\" }"
    #expect(try Self.result(new).verdict == .pass)
    let old = "aws_db_instance.a: { engine: postgres, engine_version: \"14.4\" }"
    #expect(try Self.result(old).marks == ["main.tf:1 plain"])
    let none = "aws_db_instance.a: { engine: postgres }"
    #expect(try Self.result(none).verdict.word == "unmeasured")
  }

  @Test func `buckets refuse plain requests by their policy, where that is asked for`() throws {
    let tree = """
      aws_s3_bucket.a: { bucket: a }
      aws_s3_bucket_policy.a:
        bucket: !unknown "known after apply: aws_s3_bucket.a.id"
        policy: '{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
          "Condition": {"Bool": {"aws:SecureTransport": "false"}}}}'
      """
    let fields = "{ roles: object-store }"
    #expect(try Self.result(tree, fields).verdict == .pass)
    let open = tree.replacing("Deny", with: "Allow")
    #expect(try Self.result(open, fields).marks == ["main.tf:4 plain"])
  }
}
