import Checks
import Model
import TestSupport
import Testing

struct LicensesTests {
  private static let files = [
    "package.json": #"{"dependencies": {"a": "1.0.0", "b": "1.0.0"}}"#,
    "package-lock.json": """
    {"lockfileVersion": 3, "packages": {"": {"dependencies": {"a": "1.0.0", "b": "1.0.0"}},
      "node_modules/a": {"version": "1.0.0", "license": "MIT"},
      "node_modules/b": {"version": "1.0.0", "license": "(GPL-3.0-or-later OR Apache-2.0)"},
      "node_modules/c": {"version": "1.0.0", "license": "GPL-3.0", "dev": true}}}
    """,
  ]

  private func result(_ yaml: String, _ files: [String: String] = [:]) throws -> CheckResult {
    let bench = DependencyBench()
    try bench.write(Self.files.merging(files) { _, new in new })
    return try bench.result(of: LicensesCheck.self, yaml)
  }

  @Test(arguments: [
    ("denied: [GPL-3.0-or-later]", CheckVerdict.pass), ("allowed: [MIT, Apache-2.0]", .pass),
    ("allowed: [MIT]", .fail), ("allowed: [Apache-2.0]", .fail), ("denied: [MIT]", .fail),
    ("denied: [GPL-3.0-only]\ninclude-development: true", .fail),
  ])
  func `the policy decides`(_ yaml: String, _ verdict: CheckVerdict) throws {
    #expect(try result(yaml).verdict == verdict)
  }

  @Test func `a finding tells the licence, and where it is from`() throws {
    #expect(
      try result("denied: [MIT]").findings.map(\.message) == [
        "a 1.0.0 is licensed under MIT, which is denied (as told by the file itself)"
      ])
  }

  @Test func `what no file tells is not known, unless it is installed or looked up`() throws {
    let requirements = ["requirements.txt": "requests==2.0.0\nflask==3.0.0\n"]
    let yaml = "files: requirements.txt\ndenied: [MIT]"
    #expect(
      try result(yaml, requirements).whyUnmeasured
        == "no file tells the licence of requests 2.0.0, flask 3.0.0")
    #expect(try result(yaml + "\nunknown: ignore", requirements).verdict == .pass)
    #expect(try result(yaml + "\nunknown: fail", requirements).verdict == .fail)
    let folder = ".venv/lib/python3.13/site-packages"
    let installed = requirements.merging([
      "\(folder)/requests-2.0.0.dist-info/METADATA":
        "Metadata-Version: 2.4\nName: Requests\nVersion: 2.0.0\nLicense-Expression: Apache-2.0\n\n",
      "\(folder)/flask-3.0.0.dist-info/METADATA":
        "Name: Flask\nVersion: 3.0.0\nClassifier: License :: OSI Approved :: MIT License\n\nLicense: x",
    ]) { _, new in new }
    let found = try result(yaml, installed)
    #expect(
      found.findings.map(\.message) == [
        "flask 3.0.0 is licensed under MIT, which is denied (as told by "
          + "\(folder)/flask-3.0.0.dist-info/METADATA:1:1)"
      ], "\(found.summary)")
    let overrides = """

      overrides:
        - { package: "PyPI:flask", license: BSD-3-Clause, reason: its repository }
        - { package: "PyPI:requests", license: Apache-2.0, reason: its repository }
      """
    #expect(try result(yaml + overrides, requirements).verdict == .pass)
  }

  @Test func `installed packages of Node`() throws {
    let files = [
      "package-lock.json": """
      {"lockfileVersion": 3, "packages": {"": {"dependencies": {"a": "1", "@b/c": "1"}},
        "node_modules/a": {"version": "1.0.0"}, "node_modules/@b/c": {"version": "1.0.0"}}}
      """,
      "node_modules/a/package.json": #"{"name": "a", "version": "1.0.0", "license": "ISC"}"#,
      "node_modules/a/lib/package.json": #"{"name": "a", "version": "1.0.0", "license": "MIT"}"#,
      "node_modules/@b/c/package.json":
        #"{"name": "@b/c", "version": "1.0.0", "licenses": [{"type": "MIT"}, {"type": "ISC"}]}"#,
    ]
    #expect(try result("allowed: [ISC]", files).verdict == .pass)
    #expect(try result("allowed: [MIT]", files).findings.count == 1)
  }

  @Test func `a person has to look`() throws {
    #expect(
      try result("review: [MIT]").whyUnmeasured
        == "a person has to look at the licence of a 1.0.0 (MIT)")
    let odd = [
      "package-lock.json": """
      {"lockfileVersion": 3, "packages": {"": {}, "node_modules/a": {"version": "1.0.0",
        "license": "SEE LICENSE IN EULA"}}}
      """
    ]
    #expect(
      try result("denied: [MIT]", odd).whyUnmeasured
        == "no file tells the licence of a 1.0.0 (SEE LICENSE IN EULA)")
  }

  @Test func `wrong policies are told`() throws {
    func message(_ yaml: String) -> String? {
      do {
        _ = try result(yaml)
        return nil
      } catch { return (error as? Diagnostics)?.list.first?.description }
    }
    #expect(message("{}")?.contains("nothing is said of licences") == true)
    #expect(message("denied: [\"Apache 2\"]")?.contains("is no SPDX licence") == true)
    #expect(message("denied: [\"Apache 2\"]")?.contains("did you mean Apache-2.0?") == true)
  }
}
