import Checks
import Infrastructure
import Model
import Testing

@Suite struct DriftTests {
  static let code = """
    aws_db_instance.main:
      identifier: acme
      storage_encrypted: true
    """

  @Test func `code and state that differ are a finding at the code's value`() throws {
    let state = Self.code.replacing("true", with: "false")
    let result = try CloudBench.result(
      EncryptedAtRestCheck.self, over: try CloudBench.resources(Self.code),
      try CloudBench.resources(state, layer: .state, file: "terraform.tfstate"))
    #expect(result.marks == ["main.tf:3 drift", "terraform.tfstate:3 not-encrypted"])
    #expect(result.subjects == 1)
    #expect(result.findings.first?.message.contains("terraform.tfstate:3:22") == true)
  }

  @Test func `layers that agree are one subject`() throws {
    let result = try CloudBench.result(
      EncryptedAtRestCheck.self, over: try CloudBench.resources(Self.code),
      try CloudBench.resources(Self.code, layer: .state, file: "terraform.tfstate"),
      CloudBench.export(["rds.json": ExportTests.database]))
    #expect(result.verdict == .pass)
    #expect(result.subjects == 1)
  }

  @Test func `an export is the same thing by its name`() throws {
    let open = ExportTests.database.replacing(
      "\"StorageEncrypted\": true", with: "\"StorageEncrypted\": false")
    let result = try CloudBench.result(
      EncryptedAtRestCheck.self, over: try CloudBench.resources(Self.code),
      CloudBench.export(["rds.json": open]))
    #expect(result.marks == ["main.tf:3 drift", "rds.json:2 not-encrypted"])
  }

  @Test func `what the code cannot tell, the plan settles`() throws {
    let unknown = Self.code.replacing("true", with: "!unknown \"`var.e` has no value\"")
    let code = try CloudBench.resources(unknown)
    #expect(
      try CloudBench.result(EncryptedAtRestCheck.self, over: code).verdict.word == "unmeasured")
    let plan = try CloudBench.resources(Self.code, layer: .plan, file: "plan.json")
    #expect(try CloudBench.result(EncryptedAtRestCheck.self, over: code, plan).verdict == .pass)
  }

  @Test func `the same address in two folders is two things`() throws {
    let other = Self.code.replacing("acme", with: "dev").replacing("true", with: "false")
    let result = try CloudBench.result(
      EncryptedAtRestCheck.self, over: try CloudBench.resources(Self.code, file: "prod/main.tf"),
      try CloudBench.resources(other, file: "dev/main.tf"),
      try CloudBench.resources(other, layer: .state, file: "dev/terraform.tfstate"))
    #expect(result.subjects == 2)
    #expect(result.marks == ["dev/main.tf:3 not-encrypted"])
  }

  @Test func `PostgreSQL's file and what ALTER SYSTEM said`() throws {
    let written = "# TLS\nssl = on\nssl_min_protocol_version = 'TLSv1.2' # modern\n"
    func read(_ files: [String: String]) -> ConfiguredResources {
      var all = PostgreSQLConfigurationSource().read(TextTree(files))
      all.append(ExportSource().read(TextTree(files)))
      return all
    }
    let file = read(["db/postgresql.conf": written])
    #expect(try CloudBench.result(TLSConfigCheck.self, over: file).verdict == .pass)
    let altered = read([
      "db/postgresql.conf": written, "db/postgresql.auto.conf": "ssl = 'off'\n",
    ])
    #expect(
      try CloudBench.result(TLSConfigCheck.self, over: altered).marks
        == ["db/postgresql.auto.conf:1 plain", "db/postgresql.conf:2 drift"])
    let live = read([
      "db/postgresql.conf": written,
      "pg_settings.json": """
      [{"name": "ssl", "setting": "off"},
       {"name": "ssl_min_protocol_version", "setting": "TLSv1.2"}]
      """,
    ])
    #expect(
      try CloudBench.result(TLSConfigCheck.self, over: live).marks
        == ["db/postgresql.conf:2 drift", "pg_settings.json:1 plain"])
  }
}
