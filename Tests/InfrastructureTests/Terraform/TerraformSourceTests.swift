import Infrastructure
import Model
import Testing

@Suite struct TerraformSourceTests {
  @Test func everyValueHasItsPlace() throws {
    let read = TerraformFiles([
      "db/main.tf": """
      locals {
        days = 7
      }
      resource "aws_db_instance" "main" {
        storage_encrypted       = true
        backup_retention_period = local.days + 1
        multi_az                = local.days > 3 ? "yes" : "no"
        kms_key_id              = null
        tags = {
          team = "data"
        }
        timeouts {
          create = "60m"
        }
      }
      """
    ]).read()
    #expect(read.gaps.isEmpty)
    let database = try #require(read["aws_db_instance.main"])
    #expect(database.file == "db/main.tf")
    #expect(database.span == TextSpan(line: 4, column: 1, endLine: 4, endColumn: 34))
    #expect(
      shown(database.attributes)
        == "{storage_encrypted: true, backup_retention_period: 8, multi_az: \"yes\", "
        + "tags: {team: \"data\"}, timeouts: [{create: \"60m\"}]}")
    #expect(database.place("backup_retention_period") == "6:29")
    #expect(database.place("multi_az") == "7:46")
    #expect(database.place("tags", "team") == "10:12")
    #expect(database.place("timeouts", "0") == "12:3")
    #expect(database.node(["kms_key_id"]) == nil)
  }

  @Test func modulesOfTheTreeAreFollowed() throws {
    let files = TerraformFiles([
      "live/main.tf": """
      variable "names" { default = ["a", "b"] }
      module "bucket" {
        source   = "../modules/bucket"
        for_each = toset(var.names)
        name     = "x-${each.key}"
        settings = { versioned = true }
      }
      resource "aws_cloudtrail" "t" {
        s3_bucket_name = module.bucket["a"].id
        names          = [for m in module.bucket : m.name]
        first          = values(module.bucket)[0].name
      }
      """,
      "modules/bucket/main.tf": """
      variable "name" { type = string }
      variable "settings" {
        type = object({ versioned = bool, days = optional(number, 30), note = optional(string) })
      }
      resource "aws_s3_bucket" "this" {
        bucket = var.name
        days   = var.settings.days
        note   = var.settings.note
        path   = path.module
      }
      module "inner" {
        source = "./inner"
        bucket = aws_s3_bucket.this.id
      }
      output "id" { value = aws_s3_bucket.this.id }
      output "name" { value = var.name }
      """,
      "modules/bucket/inner/main.tf": """
      variable "bucket" {}
      resource "aws_s3_bucket_public_access_block" "b" { bucket = var.bucket }
      """,
    ])
    let read = files.read()
    #expect(read.gaps.isEmpty)
    let address = "module.bucket[\"a\"].aws_s3_bucket.this"
    #expect(
      shown(try #require(read[address]).attributes)
        == "{bucket: \"x-a\", days: 30, path: \"../modules/bucket\"}")
    #expect(read[address]?.file == "modules/bucket/main.tf")
    #expect(read[address]?.place("bucket") == "6:12")
    #expect(
      read.value("aws_cloudtrail.t", "s3_bucket_name")
        == "unknown(known after apply: \(address).id)")
    #expect(read.value("aws_cloudtrail.t", "names") == "[\"x-a\", \"x-b\"]")
    #expect(read.value("aws_cloudtrail.t", "first") == "\"x-a\"")
    #expect(
      read.value(
        "module.bucket[\"b\"].module.inner.aws_s3_bucket_public_access_block.b", "bucket")
        == "unknown(known after apply: module.bucket[\"b\"].aws_s3_bucket.this.id)")
    #expect(read.resources.count { $0.kind == "module" } == 4)
  }

  @Test func variablesFilesComeInOrder() {
    let files = [
      "main.tf": """
      variable "a" { default = "default" }
      variable "n" { type = number }
      resource "x" "y" {
        a = var.a
        n = var.n
      }
      """,
      "terraform.tfvars": "a = \"standard\"\nn = \"5\"\n",
      "z.auto.tfvars.json": "{\"a\": \"automatic\"}",
      "prod.tfvars": "a = \"named\"\n",
    ]
    #expect(TerraformFiles(files).read().value("x.y", "a") == "\"automatic\"")
    #expect(TerraformFiles(files).read().value("x.y", "n") == "5")
    #expect(TerraformFiles(files).read(["prod.tfvars"]).value("x.y", "a") == "\"named\"")
    let missing = TerraformFiles(files).read(["no.tfvars"])
    #expect(missing.gaps.map(\.file) == ["no.tfvars"])
  }

  @Test func countsAndKeysGiveInstances() {
    let read = TerraformFiles([
      "main.tf": """
      variable "unset" {}
      resource "a" "none" { count = 0 }
      resource "a" "two" {
        count = 2
        name  = "n${count.index}"
      }
      resource "a" "each" {
        for_each = { x = 1, "y\\"z" = 2 }
        value    = each.value
      }
      resource "a" "refer" {
        names = a.two[*].name
        one   = a.two[1].name
        each  = a.each["x"].value
        none  = try(a.none[0].id, "nothing")
        count_of_none = length(a.none)
        last  = element(a.two.*.name, 5)
      }
      resource "a" "maybe" {
        count = var.unset
        name  = "m${count.index}"
        size  = 3
      }
      resource "a" "named" {
        for_each = var.unset
        value    = each.value.size
      }
      resource "a" "sum" { of = length(a.maybe) }
      """
    ]).read()
    #expect(
      read.resources.map(\.address) == [
        "a.two[0]", "a.two[1]", "a.each[\"x\"]", "a.each[\"y\\\"z\"]", "a.refer", "a.maybe[?]",
        "a.named[?]", "a.sum",
      ])
    #expect(read.value("a.refer", "names") == "[\"n0\", \"n1\"]")
    #expect(read.value("a.refer", "one") == "\"n1\"")
    #expect(read.value("a.refer", "each") == "1")
    #expect(read.value("a.refer", "none") == "\"nothing\"")
    #expect(read.value("a.refer", "count_of_none") == "0")
    #expect(read.value("a.refer", "last") == "\"n1\"")
    #expect(read.value("a.maybe[?]", "size") == "3")
    #expect(read.value("a.maybe[?]", "name")?.hasPrefix("unknown") == true)
    #expect(read.value("a.named[?]", "value")?.hasPrefix("unknown") == true)
    #expect(read.value("a.sum", "of")?.hasPrefix("unknown") == true)
    #expect(read.gaps.map { $0.span?.line } == [20, 25])
  }

  @Test func dynamicBlocks() {
    let read = TerraformFiles([
      "main.tf": """
      variable "unset" {}
      resource "a" "b" {
        rule { id = "static" }
        dynamic "rule" {
          for_each = { p = 1, q = 2 }
          iterator = item
          content {
            id = "${item.key}-${item.value}"
            dynamic "inner" {
              for_each = [item.value]
              content { n = inner.value }
            }
          }
        }
        dynamic "empty" {
          for_each = []
          content {}
        }
        dynamic "unclear" {
          for_each = var.unset
          content { id = unclear.value }
        }
      }
      """
    ]).read()
    #expect(
      read.value("a.b", "rule")
        == "[{id: \"static\"}, {id: \"p-1\", inner: [{n: 1}]}, {id: \"q-2\", inner: [{n: 2}]}]")
    #expect(read.value("a.b", "empty") == nil)
    #expect(
      read.value("a.b", "unclear")
        == "unknown(whether there is such a block is unknown: `var.unset` has no value in the files)"
    )
    #expect(read["a.b"]?.place("rule", "1", "id") == "8:12")
  }

  @Test func whatIsNotInTheTreeIsAGap() {
    let read = TerraformFiles([
      "main.tf": """
      module "vpc" {
        source  = "terraform-aws-modules/vpc/aws"
        version = "5.0.0"
        flow    = true
      }
      module "gone" { source = "./gone" }
      module "out" { source = "../../out" }
      resource "a" "b" { subnets = module.vpc.private_subnets }
      """
    ]).read()
    #expect(
      read.gaps.map(\.reason) == [
        "the source `terraform-aws-modules/vpc/aws` of the module is not in the tree",
        "the folder `gone` of the module has no Terraform files",
        "the source `../../out` of the module is not in the tree",
      ])
    #expect(read.value("module.vpc", "flow") == "true")
    #expect(read.value("a.b", "subnets") == "unknown(`module.vpc` could not be read)")
  }

  @Test func policyDocumentsAreRendered() {
    let read = TerraformFiles([
      "main.tf": """
      resource "aws_s3_bucket" "b" {}
      data "aws_iam_policy_document" "known" {
        statement {
          sid       = "All"
          actions   = ["s3:*"]
          resources = ["*"]
          principals {
            type        = "AWS"
            identifiers = ["*"]
          }
          condition {
            test     = "Bool"
            variable = "aws:SecureTransport"
            values   = ["false"]
          }
        }
      }
      data "aws_iam_policy_document" "part" {
        source_policy_documents = [data.aws_iam_policy_document.known.json]
        statement {
          effect    = "Deny"
          actions   = ["s3:GetObject", "s3:PutObject"]
          resources = ["${aws_s3_bucket.b.arn}/*"]
        }
      }
      resource "p" "known" { policy = data.aws_iam_policy_document.known.json }
      resource "p" "part" { policy = data.aws_iam_policy_document.part.json }
      resource "p" "text" {
        policy = <<EOT
      {"Statement": [{"Action": "s3:*", "Resource": "${aws_s3_bucket.b.arn}/*"}]}
      EOT
      }
      """
    ]).read()
    #expect(
      read.value("p.known", "policy")
        == #""{"Statement":[{"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Allow","Principal":{"AWS":"*"},"Resource":"*","Sid":"All"}],"Version":"2012-10-17"}""#
    )
    #expect(
      read.value("p.part", "policy", "Statement", "1")
        == "{Action: [\"s3:GetObject\", \"s3:PutObject\"], Effect: \"Deny\", "
        + "Resource: unknown(known after apply: aws_s3_bucket.b.arn)}")
    #expect(read.value("p.part", "policy", "Statement", "0", "Sid") == "\"All\"")
    #expect(
      read.value("p.text", "policy", "Statement", "0")
        == "{Action: \"s3:*\", Resource: unknown(known after apply: aws_s3_bucket.b.arn)}")
  }

  @Test func providersBackendsAndMoves() {
    let read = TerraformFiles([
      "main.tf": """
      terraform {
        backend "s3" { encrypt = true }
      }
      provider "aws" { region = "eu-central-1" }
      provider "aws" {
        alias  = "west"
        region = "us-west-2"
      }
      resource "aws_s3_bucket" "w" {
        provider = aws.west
        lifecycle {
          prevent_destroy = true
          ignore_changes  = [tags, "x"]
        }
      }
      module "m" {
        source    = "./m"
        providers = { aws = aws.west }
      }
      moved {
        from = aws_s3_bucket.old
        to   = aws_s3_bucket.w
      }
      """,
      "m/main.tf": "resource \"aws_sqs_queue\" \"q\" {}",
    ]).read()
    #expect(read.value("terraform.backend.s3", "encrypt") == "true")
    #expect(read["provider.aws"]?.kind == "provider.aws")
    #expect(read.value("provider.aws.west", "region") == "\"us-west-2\"")
    #expect(read.value("aws_s3_bucket.w", "provider") == "\"aws.west\"")
    #expect(
      read.value("aws_s3_bucket.w", "lifecycle")
        == "[{prevent_destroy: true, ignore_changes: [\"tags\", \"x\"]}]")
    #expect(read.value("module.m.aws_sqs_queue.q", "provider") == "\"aws.west\"")
    #expect(read.value("terraform.moved.aws_s3_bucket.w", "from") == "\"aws_s3_bucket.old\"")
  }

  @Test func overrideFilesWin() {
    let read = TerraformFiles([
      "main.tf": """
      resource "a" "b" {
        x = 1
        y = 2
        block { z = 1 }
      }
      """,
      "b_override.tf":
        "resource \"a\" \"b\" {\n  x = 5\n  block { z = 9 }\n}\nresource \"a\" \"new\" {}\n",
    ]).read()
    #expect(read.value("a.b", "x") == "5")
    #expect(read.value("a.b", "y") == "2")
    #expect(read.value("a.b", "block") == "[{z: 9}]")
    #expect(read["a.b"]?.place("x") == "1:1")
    #expect(read["a.new"] != nil)
  }

  @Test func jsonSyntax() {
    let read = TerraformFiles([
      "main.tf.json": """
      {
        "//": "a comment",
        "variable": { "days": { "default": 7 } },
        "locals": { "name": "x-${var.days}" },
        "resource": {
          "aws_s3_bucket": {
            "b": { "bucket": "${local.name}", "versioning": { "enabled": true }, "tags": { "a": "b" },
              "days": "${var.days}", "rule": [{ "id": 1 }, { "id": 2 }] }
          }
        }
      }
      """
    ]).read()
    #expect(read.gaps.isEmpty)
    #expect(
      read["aws_s3_bucket.b"].map { shown($0.attributes) }
        == "{bucket: \"x-7\", tags: {a: \"b\"}, days: 7, versioning: [{enabled: true}], "
        + "rule: [{id: 1}, {id: 2}]}")
    #expect(read["aws_s3_bucket.b"]?.place("bucket") == "7:24")
    let broken = TerraformFiles(["main.tf.json": "{ \"resource\": [ }"]).read()
    #expect(broken.gaps.count == 1)
  }

  @Test func sensitiveTextIsNotShown() {
    let read = TerraformFiles([
      "main.tf": """
      variable "password" {
        default   = "hunter2"
        sensitive = true
      }
      resource "a" "b" {
        password = var.password
        url      = "postgres://u:${var.password}@h"
        other    = sensitive("x")
        length   = length(var.password)
      }
      """
    ]).read()
    #expect(!"\(read)".contains("hunter2"))
    #expect(read.value("a.b", "length") == "7")
    #expect(read.value("a.b", "other") == "unknown(the value is sensitive)")
  }

  @Test func waiversBelongToTheirResource() {
    let read = TerraformFiles([
      "main.tf": """
      # avouch:allow backups rebuilt every night until 2027-01-31
      # trivy:ignore:AWS-0089:exp:2026-12-24 tfsec:ignore:aws-s3-x
      resource "a" "first" {
        #checkov:skip=CKV_AWS_18: logs are elsewhere
        x = 1
        nested {
          y = 1 // avouch:allow other
        }
      }

      resource "a" "second" {} # kics-scan ignore-line
      """
    ]).read()
    let first = read["a.first"]?.waivers ?? []
    #expect(
      first.map(\.rule) == ["backups", "AWS-0089", "aws-s3-x", "CKV_AWS_18", "other"])
    #expect(first.first?.reason == "rebuilt every night")
    #expect(first.first?.until == CalendarDate(year: 2027, month: 1, day: 31))
    #expect(first.dropFirst().first?.until == CalendarDate(year: 2026, month: 12, day: 24))
    #expect(first.dropFirst(3).first?.reason == "logs are elsewhere")
    #expect(read["a.second"]?.waivers.map(\.rule) == ["kics:*"])
  }

  @Test func foldersThatAreModulesAreNoRoots() {
    let files = [
      "main.tf": "variable \"n\" {}\nresource \"a\" \"b\" { n = var.n }",
      "examples/one/main.tf": "module \"m\" {\n  source = \"../..\"\n  n = 1\n}",
    ]
    #expect(TerraformFiles(files).read().resources.map(\.address) == ["module.m", "module.m.a.b"])
  }
}
