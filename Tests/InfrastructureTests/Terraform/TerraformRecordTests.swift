import Infrastructure
import Model
import Testing

/// Plans and states, by the JSON output format of Terraform.
@Suite struct TerraformRecordTests {
  private let plan = """
    {"format_version":"1.2","terraform_version":"1.9.0","configuration":{"provider_config":{"aws":
    {"name":"aws","expressions":{"region":{"constant_value":"eu-west-1"},"profile":{"references":["var.p"]}}}},
    "root_module":{}},"prior_state":{"values":{"root_module":{}}},
    "planned_values":{"root_module":{"resources":[]}},
    "resource_changes":[
    {"address":"aws_db_instance.main[0]","mode":"managed","type":"aws_db_instance","name":"main","index":0,
     "change":{"actions":["create"],"before":null,
      "after":{"storage_encrypted":true,"kms_key_id":null,"password":"hunter2","tags":{"a":"b"},
       "rules":[{"port":1},{"port":2}],"note":"plain"},
      "after_unknown":{"arn":true,"rules":[{},{"id":true}],"tags":{}},
      "after_sensitive":{"note":true}}},
    {"address":"module.m.aws_sqs_queue.q","mode":"managed","type":"aws_sqs_queue","name":"q",
     "change":{"actions":["no-op"],"before":{},"after":{"name":"q"},"after_unknown":{}}},
    {"address":"aws_s3_bucket.gone","mode":"managed","type":"aws_s3_bucket","name":"gone",
     "change":{"actions":["delete"],"before":{"bucket":"x"},"after":null,"after_unknown":{}}}
    ]}
    """

  @Test func plansAlone() throws {
    let read = TerraformFiles(["plan.json": plan]).read()
    #expect(read.gaps.isEmpty)
    #expect(
      read.resources.map(\.address) == [
        "provider.aws", "aws_db_instance.main[0]", "module.m.aws_sqs_queue.q",
      ])
    let database = try #require(read["aws_db_instance.main[0]"])
    #expect(database.layer == .plan)
    #expect(database.file == "plan.json")
    #expect(
      shown(database.attributes)
        == "{storage_encrypted: true, password: unknown(the value is sensitive), "
        + "tags: {a: \"b\"}, rules: [{port: 1}, {port: 2, id: unknown(known after apply: "
        + "aws_db_instance.main[0].rules)}], note: unknown(the value is sensitive), "
        + "arn: unknown(known after apply: aws_db_instance.main[0].arn)}")
    #expect(database.place("storage_encrypted") == "8:32")
    #expect(read.value("provider.aws", "region") == "\"eu-west-1\"")
    #expect(read.value("provider.aws", "profile")?.hasPrefix("unknown") == true)
  }

  @Test func plansAndCodeAreOne() throws {
    let read = TerraformFiles([
      "infra/main.tf": """
      variable "enabled" {}
      resource "aws_kms_key" "k" {}
      resource "aws_db_instance" "main" {
        count             = var.enabled ? 1 : 0
        storage_encrypted = var.enabled
        arn               = aws_kms_key.k.arn
        rules { port = var.enabled }
        # checkov:skip=CKV_1:known
      }
      module "m" {
        source = "./m"
      }
      """,
      "infra/m/main.tf": "resource \"aws_sqs_queue\" \"q\" {\n  name = \"q\"\n}",
      "infra/plan.json": plan,
    ]).read()
    #expect(read.gaps.isEmpty, "the plan says how many there are")
    let database = try #require(read["aws_db_instance.main[0]"])
    #expect(database.layer == .plan)
    #expect(database.file == "infra/main.tf")
    #expect(database.place("storage_encrypted") == "5:23")
    #expect(read.value(database.address, "storage_encrypted") == "true")
    #expect(database.place("rules", "0", "port") == "7:18")
    #expect(database.place("tags") == "3:1")
    #expect(
      read.value(database.address, "arn") == "unknown(known after apply: aws_kms_key.k.arn)")
    #expect(database.waivers.map(\.rule) == ["CKV_1"])
    #expect(read["aws_db_instance.main[?]"] == nil)
    #expect(read["aws_kms_key.k"]?.layer == .code)
    #expect(read["module.m.aws_sqs_queue.q"]?.file == "infra/m/main.tf")
    #expect(read.resources.count { $0.address == "module.m.aws_sqs_queue.q" } == 1)
  }

  @Test func storedStates() throws {
    let read = TerraformFiles([
      "terraform.tfstate": """
      {
        "version": 4,
        "terraform_version": "1.5.7",
        "outputs": {"secret": {"value": "hunter2"}},
        "resources": [
          {"module": "module.db", "mode": "managed", "type": "aws_db_instance", "name": "main",
           "instances": [
            {"index_key": 0, "attributes": {"storage_encrypted": false, "password": "hunter2",
              "note": "hunter2", "arn": "arn:aws:rds:eu-west-1:1:db:x"},
             "sensitive_attributes": [[{"type": "get_attr", "value": "note"}]]},
            {"index_key": "k\\"", "attributes": {"storage_encrypted": true}},
            {"deposed": "00", "attributes": {}}]},
          {"mode": "data", "type": "aws_region", "name": "r", "instances": [{"attributes": {"name": "x"}}]}
        ]
      }
      """
    ]).read()
    #expect(read.gaps.isEmpty)
    #expect(
      read.resources.map(\.address) == [
        "module.db.aws_db_instance.main[0]", "module.db.aws_db_instance.main[\"k\\\"\"]",
        "data.aws_region.r",
      ])
    #expect(!"\(read)".contains("hunter2"))
    let first = try #require(read.resources.first)
    #expect(first.layer == .state)
    #expect(first.place("storage_encrypted") == "8:60")
  }

  @Test func shownStates() {
    let read = TerraformFiles([
      "state.json": """
      {"format_version":"1.0","terraform_version":"1.9.0","values":{"root_module":{"resources":[
      {"address":"a.b","mode":"managed","type":"a","name":"b","values":{"x":1,"y":null,"p":"s"},
       "sensitive_values":{"p":true}}],
      "child_modules":[{"address":"module.m","resources":[{"address":"module.m.a.c","type":"a",
       "mode":"managed","values":{"x":2}}]}]}}}
      """
    ]).read()
    #expect(
      read["a.b"].map { shown($0.attributes) } == "{x: 1, p: unknown(the value is sensitive)}")
    #expect(read.value("module.m.a.c", "x") == "2")
  }

  @Test func plansWithoutChanges() {
    let read = TerraformFiles([
      "p.json": "{\"format_version\":\"1.0\",\"terraform_version\":\"1\",\"planned_values\":"
        + "{\"root_module\":{\"resources\":[{\"address\":\"a.b\",\"type\":\"a\",\"values\":{\"x\":1}}]}}}"
    ]).read()
    #expect(read["a.b"]?.layer == .plan)
  }

  @Test func recordsThatCannotBeRead() {
    let cases = [
      "cut.json": String(plan.prefix(1_000)),
      "old/terraform.tfstate":
        "{\"version\": 3, \"terraform_version\": \"0.11\", \"modules\": [], \"resources\": []}",
      "no.tfstate": "hello",
      "binary.tfplan": "PK",
      "deep.json": "{\"terraform_version\": 1, \"resource_changes\": [{\"change\": {\"after\": "
        + String(repeating: "[", count: 10_000),
    ]
    for (path, text) in cases {
      #expect(TerraformFiles([path: text]).read().gaps.count == 1, "\(path)")
    }
    let others = TerraformFiles([
      "package.json": "{\"a\": [1]}", "schema.json": "{\"terraform_version\": \"1\", \"x\": {}}",
    ]).read()
    #expect(others.gaps.isEmpty && others.resources.isEmpty)
  }

  @Test func references() {
    let reference = TerraformReference(address: "module.a[\"x.y\"].b.c[0]", attribute: "id")
    #expect(TerraformReference(reason: reference.reason) == reference)
    #expect(TerraformReference(reason: "something else.x") == nil)
  }
}
