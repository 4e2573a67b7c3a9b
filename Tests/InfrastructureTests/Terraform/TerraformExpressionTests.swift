import Infrastructure
import Model
import Testing

/// What expressions give, by Terraform's own documentation of the language.
@Suite struct TerraformExpressionTests {
  private func value(of expression: String) -> String {
    let text = """
      variable "none" {}
      variable "name" { default = "web" }
      variable "list" { default = ["a", "b", "c"] }
      variable "map" { default = { b = 2, a = 1 } }
      variable "objects" { default = [{ id = 1, tags = { x = "p" } }, { id = 2, tags = { x = "q" } }] }
      resource "aws_kms_key" "main" { enable_key_rotation = true }
      resource "test" "test" {
        value = \(expression)
      }
      """
    let read = TerraformFiles([
      "main.tf": text, "data.json": "{\"k\": [1]}", "t.tpl": "Hi ${who}%{ if loud }!%{ endif }",
    ]).read()
    for gap in read.gaps { return "gap: \(gap.reason)" }
    return read.value("test.test", "value") ?? "absent"
  }

  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 / 4", "2.5"), ("10 / 5", "2"), ("7 % 3", "1"),
    ("-2 - -3", "1"), ("1 < 2 && !false", "true"), ("1 == 1.0", "true"), ("\"1\" == 1", "false"),
    ("1 != 2 || false", "true"), ("true ? \"a\" : \"b\"", "\"a\""), ("null", "absent"),
    ("1e3", "1000"), ("1.50", "1.5"), ("9223372036854775807 + 1", "9.223372036854776e+18"),
    ("2 - 1 - 1", "0"), ("1 > 2 ? 1 : 2 > 1 ? 3 : 4", "3"),
    ("[1, 2,\n  3,\n]", "[1, 2, 3]"),
    ("{ a = 1, \"b\" : 2, (var.name) = 3 }", "{a: 1, b: 2, web: 3}"),
    ("{ for = 1 }", "{for: 1}"), ("(\n 1\n +\n 2\n)", "3"),
  ])
  func operators(_ expression: String, _ expected: String) {
    #expect(value(of: expression) == expected, "\(expression)")
  }

  @Test(arguments: [
    ("\"a-${var.name}-${1 + 1}\"", "\"a-web-2\""), ("\"${var.list}\"", "[\"a\", \"b\", \"c\"]"),
    ("\"$${x} %%{y} $5 50%\"", "\"${x} %{y} $5 50%\""), ("\"\\u00e4\\t\\\"\"", "\"ä\t\"\""),
    ("\"%{ if true }yes%{ else }no%{ endif }\"", "\"yes\""),
    ("\"%{ for i, x in var.list }${i}${x},%{ endfor }\"", "\"0a,1b,2c,\""),
    ("\"a ${~ \"b\" ~} c\"", "\"abc\""), ("\"${\"nested ${var.name}\"}\"", "\"nested web\""),
    ("<<EOT\n  a\n    ${var.name}\n  EOT\n", "\"  a\\n    web\\n\""),
    ("<<-EOT\n    a\n      ${var.name}\n\n    b\n  EOT\n", "\"a\\n  web\\n\\nb\\n\""),
    ("<<-EOT\n  %{ for x in var.list ~}\n  ${x}\n  %{ endfor ~}\n  EOT\n", "\"a\\nb\\nc\\n\""),
    ("upper(<<EOT\na\nEOT\n)", "\"A\\n\""),
  ])
  func templates(_ expression: String, _ expected: String) {
    #expect(value(of: expression) == expected, "\(expression)")
  }

  @Test(arguments: [
    ("var.list[1]", "\"b\""), ("var.list.1", "\"b\""), ("var.map.a", "1"), ("var.map[\"b\"]", "2"),
    ("var.objects[*].id", "[1, 2]"), ("var.objects.*.tags.x", "[\"p\", \"q\"]"),
    ("var.objects[*].tags[\"x\"]", "[\"p\", \"q\"]"), ("var.objects.*.id[0]", "1"),
    ("var.name[*]", "[\"web\"]"), ("null[*]", "[]"),
    ("[for x in var.list : upper(x) if x != \"b\"]", "[\"A\", \"C\"]"),
    ("[for k, v in var.map : \"${k}=${v}\"]", "[\"a=1\", \"b=2\"]"),
    ("{ for x in var.list : x => upper(x) }", "{a: \"A\", b: \"B\", c: \"C\"}"),
    ("{ for i, x in [\"p\", \"q\", \"p\"] : x => i... }", "{p: [0, 2], q: [1]}"),
    ("[for o in var.objects : o.tags.x][1]", "\"q\""),
  ])
  func collections(_ expression: String, _ expected: String) {
    #expect(value(of: expression) == expected, "\(expression)")
  }

  @Test(arguments: [
    ("var.none", "unknown(`var.none` has no value in the files)"),
    ("false && var.none", "false"), ("var.none && false", "false"), ("true || var.none", "true"),
    ("var.none ? 1 : 1", "1"),
    ("var.none ? 1 : 2", "unknown(a condition is unknown: `var.none` has no value in the files)"),
    ("\"x-${var.none}\"", "unknown(`var.none` has no value in the files)"),
    ("[1, var.none]", "[1, unknown(`var.none` has no value in the files)]"),
    ("length([1, var.none])", "2"),
    ("aws_kms_key.main.arn", "unknown(known after apply: aws_kms_key.main.arn)"),
    ("aws_kms_key.main.enable_key_rotation", "true"),
    ("aws_kms_key.main.arn != null", "true"),
    (
      "coalesce(null, \"\", aws_kms_key.main.arn)",
      "unknown(known after apply: aws_kms_key.main.arn)"
    ),
    ("terraform.workspace", "unknown(`terraform.workspace` is known where Terraform runs)"),
    ("path.module", "\".\""), ("nosuch(1)", "unknown(the function `nosuch` is not known)"),
    ("provider::x::f(1)", "unknown(the function `provider::x::f` is not known)"),
    ("timestamp()", "unknown(the function `timestamp` is not worked out)"),
    ("local.nope", "unknown(the local value `nope` is not declared in the folder)"),
    ("1 / 0", "unknown(division by zero)"),
    ("startswith(\"arn:aws:${var.none}\", \"arn:\")", "true"),
    (
      "jsonencode({ a = [var.none], b = 1 })",
      "{a: [unknown(`var.none` has no value in the files)], b: 1}"
    ),
    (
      "\"{\\\"a\\\": \\\"x${var.none}\\\", \\\"b\\\": 1}\"",
      "{a: unknown(`var.none` has no value in the files), b: 1}"
    ),
  ])
  func whatIsUnknownStaysUnknown(_ expression: String, _ expected: String) {
    #expect(value(of: expression) == expected, "\(expression)")
  }

  @Test(arguments: [
    ("try(var.map.zz, \"none\")", "\"none\""), ("try(var.map.a, 5)", "1"),
    ("can(var.map.zz)", "false"), ("can(var.map.a)", "true"),
    ("try(aws_kms_key.main[3].arn, null)", "absent"),
    ("lookup(var.map, \"zz\", 9)", "9"), ("merge(var.map, { c = 3 }, null)", "{a: 1, b: 2, c: 3}"),
    ("concat(var.list, [\"d\"])", "[\"a\", \"b\", \"c\", \"d\"]"),
    ("flatten([[1, [2]], [], [3]])", "[1, 2, 3]"),
    ("compact([\"a\", \"\", null])", "[\"a\"]"), ("distinct([1, 2, 1])", "[1, 2]"),
    ("one([])", "absent"),
    ("one([7])", "7"), ("element(var.list, 4)", "\"b\""), ("index(var.list, \"c\")", "2"),
    ("contains(var.list, \"a\")", "true"), ("keys(var.map)", "[\"a\", \"b\"]"),
    ("values(var.map)", "[1, 2]"),
    ("zipmap([\"x\", \"y\"], [1, 2])", "{x: 1, y: 2}"), ("slice(var.list, 1, 3)", "[\"b\", \"c\"]"),
    ("range(3)", "[0, 1, 2]"), ("range(1, 8, 3)", "[1, 4, 7]"),
    ("sort([\"b\", \"a\"])", "[\"a\", \"b\"]"),
    ("toset([\"b\", \"a\", \"b\"])", "[\"a\", \"b\"]"),
    ("setproduct([1, 2], [3])", "[[1, 3], [2, 3]]"),
    ("setsubtract([\"a\", \"b\"], [\"a\"])", "[\"b\"]"),
    ("chunklist([1, 2, 3], 2)", "[[1, 2], [3]]"),
    ("coalescelist([], [1])", "[1]"), ("max(1, 3, 2)", "3"), ("max([1, 3]...)", "3"),
    ("min(2, 1)", "1"), ("sum([1, 2])", "3"),
    ("alltrue([true, false])", "false"), ("anytrue([])", "false"), ("tobool(\"true\")", "true"),
    ("tonumber(\"5\")", "5"),
    ("tostring(5)", "\"5\""), ("length(\"äö\")", "2"), ("ceil(1.2)", "2"), ("pow(2, 10)", "1024"),
    ("parseint(\"ff\", 16)", "255"),
    ("transpose({ a = [\"x\", \"y\"], b = [\"x\"] })", "{x: [\"a\", \"b\"], y: [\"a\"]}"),
    ("reverse([1, 2])", "[2, 1]"),
  ])
  func collectionFunctions(_ expression: String, _ expected: String) {
    #expect(value(of: expression) == expected, "\(expression)")
  }

  @Test(arguments: [
    ("format(\"%s-%03d-%.1f-%v-%q-%%\", \"a\", 7, 2.55, [1], \"x\")", "\"a-007-2.5-[1]-\"x\"-%\""),
    ("format(\"%-4s|%4s|%[1]s\", \"a\", \"b\")", "\"a   |   b|a\""),
    ("formatlist(\"%s-%s\", [\"a\", \"b\"], \"x\")", "[\"a-x\", \"b-x\"]"),
    ("join(\",\", var.list)", "\"a,b,c\""), ("split(\",\", \"a,b,\")", "[\"a\", \"b\", \"\"]"),
    ("replace(\"a.b.c\", \".\", \"-\")", "\"a-b-c\""),
    ("replace(\"web-01\", \"/[0-9]+$/\", \"x\")", "\"web-x\""),
    ("replace(\"ab\", \"/(a)(b)/\", \"$2$1\")", "\"ba\""), ("substr(\"hello\", 1, 3)", "\"ell\""),
    ("substr(\"hello\", -2, -1)", "\"lo\""), ("title(\"ab cd\")", "\"Ab Cd\""),
    ("trimprefix(\"aab\", \"a\")", "\"ab\""),
    ("trimsuffix(\"a.tf\", \".tf\")", "\"a\""), ("trim(\"?!a?\", \"!?\")", "\"a\""),
    ("trimspace(\" a\\n\")", "\"a\""),
    ("regex(\"[a-z]+\", \"12ab3\")", "\"ab\""),
    ("regex(\"(\\\\d+)-(\\\\d+)\", \"10-20\")", "[\"10\", \"20\"]"),
    ("regex(\"(?P<a>\\\\w+)@(?P<b>.*)\", \"me@here\")", "{a: \"me\", b: \"here\"}"),
    ("regexall(\"[a-c]\", \"abx\")", "[\"a\", \"b\"]"),
    ("length(regexall(\"^arn:\", \"arn:x\")) > 0", "true"),
    ("can(regex(\"^x\", \"y\"))", "false"), ("regex(\"(?i)ABC|d\", \"xabc\")", "\"abc\""),
    ("regex(\"a{2,3}?\", \"aaaa\")", "\"aa\""), ("indent(2, \"a\\nb\")", "\"a\\n  b\""),
    ("chomp(\"a\\n\\n\")", "\"a\""),
    ("strcontains(\"hello\", \"ell\")", "true"), ("basename(\"a/b.txt\")", "\"b.txt\""),
    ("dirname(\"a/b.txt\")", "\"a\""),
    ("jsonencode({ b = [1, true, null], a = \"x\" })", "\"{\"a\":\"x\",\"b\":[1,true,null]}\""),
    ("jsondecode(\"{\\\"a\\\": [1]}\").a[0]", "1"), ("yamldecode(\"a: [1]\").a[0]", "1"),
    ("base64encode(\"hi\")", "\"aGk=\""),
    ("base64decode(\"aGk=\")", "\"hi\""), ("urlencode(\"a b/ä\")", "\"a+b%2F%C3%A4\""),
    ("cidrsubnet(\"10.0.0.0/16\", 8, 2)", "\"10.0.2.0/24\""),
    ("cidrhost(\"10.0.0.0/16\", 5)", "\"10.0.0.5\""),
    ("cidrhost(\"10.0.0.0/16\", -1)", "\"10.0.255.255\""),
    ("cidrnetmask(\"172.16.0.0/12\")", "\"255.240.0.0\""),
    (
      "cidrsubnets(\"10.1.0.0/16\", 4, 4, 8, 4)",
      "[\"10.1.0.0/20\", \"10.1.16.0/20\", \"10.1.32.0/24\", \"10.1.48.0/20\"]"
    ),
    ("cidrsubnet(\"fd00:fd12:3456:7890::/56\", 16, 162)", "\"fd00:fd12:3456:7800:a200::/72\""),
    ("jsondecode(file(\"${path.module}/data.json\")).k", "[1]"),
    ("fileexists(\"no.txt\")", "false"),
    ("templatefile(\"t.tpl\", { who = \"you\", loud = true })", "\"Hi you!\""),
    ("file(\"../outside\")", "unknown(the file `../outside` is not in the tree)"),
  ])
  func textFunctions(_ expression: String, _ expected: String) {
    #expect(value(of: expression) == expected, "\(expression)")
  }
}
