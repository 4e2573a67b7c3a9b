import Infrastructure
import Model
import TestSupport
import Testing

/// What must neither trap, nor hang, nor pass in silence.
@Suite struct TerraformHostileTests {
  private func read(_ text: String) -> ConfiguredResources {
    TerraformFiles(["main.tf": text]).read()
  }

  @Test func modulesThatCallThemselves() {
    let direct = TerraformFiles([
      "m/main.tf": "module \"m\" { source = \"../m\" }\nresource \"a\" \"b\" {}"
    ]).read()
    #expect(direct.gaps.map(\.reason) == ["the module calls itself"])
    #expect(direct["a.b"] != nil)
    let circle = TerraformFiles([
      "a/main.tf": "module \"b\" { source = \"../b\" }\nresource \"x\" \"a\" {}",
      "b/main.tf": "module \"a\" { source = \"../a\" }\nresource \"x\" \"b\" {}",
    ]).read()
    #expect(circle.gaps.map(\.reason) == ["the module calls itself"])
    #expect(Set(circle.resources.map(\.address)).isSuperset(of: ["x.a", "module.b.x.b"]))
  }

  @Test func modulesThatMultiply() {
    var files: [String: String] = [:]
    for level in 0..<15 {
      files["m\(level)/main.tf"] =
        "module \"a\" {\n  source = \"../m\(level + 1)\"\n  count = 10\n}"
    }
    files["m15/main.tf"] = "resource \"a\" \"b\" {}"
    let read = TerraformFiles(files).read()
    #expect(read.gaps.contains { $0.reason == "more than 5000 uses of modules" })
  }

  @Test func valuesThatReferToThemselves() {
    let read = read(
      """
      locals {
        a = local.b
        b = local.a
        c = { for k in [1] : "x" => local.c }
      }
      variable "v" { default = 1 }
      resource "r" "self" {
        a     = local.a
        c     = local.c
        id2   = r.self.id2
        count = length(r.self)
        fine  = var.v
      }
      """)
    #expect(read.value("r.self[?]", "a")?.contains("refers to itself") == true)
    #expect(read.value("r.self[?]", "id2")?.contains("refers to itself") == true)
    #expect(read.value("r.self[?]", "fine") == "1")
    #expect(read.gaps.count == 1)
  }

  @Test func countsThatAreTooLarge() {
    let read = read(
      """
      resource "a" "many" {
        count = 1000000000
        name  = "x${count.index}"
        plain = true
      }
      resource "a" "negative" { count = -1 }
      resource "a" "text" { count = "many" }
      resource "a" "range" { for_each = toset([for i in range(100000) : tostring(i)]) }
      resource "a" "more" { x = range(100000000) }
      """)
    #expect(read.value("a.many[?]", "plain") == "true")
    #expect(
      read.gaps.map(\.reason).contains {
        $0.contains("the count is 1000000000, and at most 1000 are looked at one by one")
      })
    #expect(read.gaps.count == 4)
    #expect(read.value("a.more", "x")?.hasPrefix("unknown") == true)
  }

  @Test func valuesThatDouble() {
    var locals = "locals {\n  s0 = \"xxxxxxxxxxxxxxxx\"\n  l0 = [1]\n  o0 = { a = 1 }\n"
    for level in 1..<60 {
      locals += "  s\(level) = \"${local.s\(level - 1)}${local.s\(level - 1)}\"\n"
      locals += "  l\(level) = [local.l\(level - 1), local.l\(level - 1)]\n"
      locals += "  o\(level) = { a = local.o\(level - 1), b = local.o\(level - 1) }\n"
    }
    let read = read(
      locals + "}\nresource \"a\" \"b\" {\n  s = local.s59\n  l = local.l59\n  o = local.o59\n"
        + "  e = local.l59 == local.l58\n  j = jsonencode(local.o59)\n  f = flatten(local.l18)\n}")
    for name in ["s", "l", "o", "e"] {
      #expect(read.value("a.b", name)?.contains("too large") == true, "\(name)")
    }
  }

  @Test func patternsThatExplode() {
    let read = read(
      """
      resource "a" "b" {
        x = can(regex("(a*)*b", "\(String(repeating: "a", count: 2_000))"))
        y = regex("((a{1,100}){1,100}){1,100}", "a")
        z = regexall("(((((((((()*)*)*)*)*)*)*)*)*)*", "aaa")
        w = replace("aaaa", "", "b")
        v = replace("\(String(repeating: "a", count: 5_000))", "a", "\(String(repeating: "b", count: 5_000))")
        u = format("%1000000000s", "x")
      }
      """)
    #expect(read.value("a.b", "x") == "false")
    #expect(read.value("a.b", "y")?.hasPrefix("unknown") == true)
    #expect(read.value("a.b", "v")?.hasPrefix("unknown") == true)
  }

  @Test func expressionsThatAreNeverDone() {
    let loop =
      "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a * b * c]]]"
    let files = TerraformFiles([
      "main.tf": "resource \"a\" \"b\" {\n  x = length(\(loop))\n}\nresource \"a\" \"c\" {}"
    ])
    let read = TerraformSource(maximumSteps: 100_000).read(files)
    #expect(read.value("a.b", "x")?.hasPrefix("unknown") == true)
    #expect(read.gaps.contains { $0.reason.contains("takes too long to work out") })
  }

  @Test func chainsOfLocalValues() {
    var locals = "locals {\n  v0 = 1\n"
    for level in 1..<5_000 { locals += "  v\(level) = local.v\(level - 1)\n" }
    let read = read(locals + "}\nresource \"a\" \"b\" { x = local.v4999 }")
    #expect(read.value("a.b", "x")?.contains("nested deeper") == true)
  }

  @Test func valuesThatAreDeep() {
    var locals = "locals {\n  v0 = 1\n"
    var attributes = ""
    for level in 1..<2_000 {
      locals += "  v\(level) = [local.v\(level - 1)]\n"
      attributes += "  a\(level) = local.v\(level)\n"
    }
    let read = read(locals + "}\nresource \"a\" \"b\" {\n" + attributes + "  z = 1\n}")
    #expect(read.value("a.b", "z") == "1")
    let operators = String(repeating: "1 + ", count: 90)
    let sum =
      String(repeating: "(\(operators)", count: 80) + "1" + String(repeating: ")", count: 80)
    let sums = self.read("resource \"a\" \"b\" {\n  x = \(sum)\n}")
    #expect(sums.value("a.b", "x") != nil)
    let left =
      String(repeating: "(", count: 80) + "1"
      + String(repeating: "\(String(repeating: " + 1", count: 90)))", count: 80)
    #expect(self.read("resource \"a\" \"b\" {\n  x = \(left)\n}").value("a.b", "x") != nil)
  }

  @Test func blocksThatTerraformDoesNotHave() {
    let read = read("resouce \"a\" \"b\" {}\nresource \"a\" {}\n")
    #expect(
      read.gaps.map(\.reason) == [
        "Terraform has no block `resouce`; did you mean `resource`?",
        "a block `resource` has another number of labels",
      ])
  }

  @Test func brokenBlocksLeaveTheRest() {
    let read = read(
      """
      resource "aws_s3_bucket" "broken" {
        bucket = "x
      }

      resource "aws_s3_bucket" "fine" {
        bucket = aws_s3_bucket.broken.id
      }
      """)
    #expect(
      read.gaps.map { "\($0.location.description) \($0.reason)" } == [
        "main.tf:2:12 the text has no closing quote on its line"
      ])
    #expect(
      read.value("aws_s3_bucket.fine", "bucket")
        == "unknown(`aws_s3_bucket.broken` is not declared in the folder)")
  }

  @Test func damagedFilesNeverTrap() {
    let text = """
      # avouch:allow x y until 2027-01-01
      variable "v" { type = object({ a = optional(string, "x"), b = list(number) }) }
      locals { l = { for k, v in { a = 1 } : k => v... if v > 0 } }
      resource "aws_s3_bucket" "b" {
        count  = length(var.v) > 0 ? 2 : 0
        bucket = "${format("%s-%03d", "x", count.index)}%{ if true ~} y %{ endif }"
        policy = jsonencode({ Statement = [{ Action = "*", Resource = "${self.arn}/*" }] })
        text   = <<-EOT
          %{ for x in [1, 2] ~}
          ${x * -2}
          %{ endfor ~}
        EOT
        dynamic "rule" {
          for_each = try(toset(["a"]), [])
          content { id = regex("^(a|b)+$", rule.value)[0] }
        }
        other = aws_s3_bucket.b[0].id != null && !can(cidrsubnet("10.0.0.0/8", 8, 1))
        all   = data.x.y[*].z.0["k"]
      }
      module "m" { source = "./m" }
      """
    var mutator = ByteMutator(
      seed: 7_001,
      pieces: [
        "${", "}", "%{ if ", "<<EOT\n", "\"", "{", "[", "(", "...", "*", ".", "for ", "=>", "=",
        "resource \"a\" \"b\" {\n", "\\u12", "/*", "-", "? :", "99999999999999999999", "\u{E000}",
        "count = 99", "local.l", "var.v", "regex(\"(\")", "\0", "\u{FF}",
      ])
    for _ in 0..<ByteMutator.rounds {
      let damaged = mutator.mutated(Array(text.utf8))
      let read = TerraformFiles(bytes: [
        "main.tf": damaged, "m/main.tf": Array("resource \"a\" \"b\" {}".utf8),
      ]).read()
      // Nothing may be lost without a word.
      #expect(!read.resources.isEmpty || !read.gaps.isEmpty)
    }
  }

  @Test func damagedJSONNeverTraps() {
    let texts = [
      "main.tf.json":
        "{\"resource\": {\"a\": {\"b\": {\"x\": \"${[1][0]} \\u00e4\", \"n\": [{\"y\": null}]}}}}",
      "terraform.tfstate":
        "{\"version\": 4, \"terraform_version\": \"1.5.0\", \"resources\": [{\"mode\": \"managed\", "
        + "\"type\": \"a\", \"name\": \"b\", \"instances\": [{\"index_key\": \"k\", \"attributes\": "
        + "{\"id\": 1.5e3, \"s\": \"\\ud83d\\ude00\"}, \"sensitive_attributes\": [[]]}]}]}",
    ]
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      var mutator = ByteMutator(
        seed: 7_002, pieces: ["{", "}", "[", "]", "\"", ":", ",", "\\u", "null", "${", "1e999"])
      for _ in 0..<ByteMutator.rounds {
        _ = TerraformFiles(bytes: [path: mutator.mutated(Array(text.utf8))]).read()
      }
    }
  }
}
