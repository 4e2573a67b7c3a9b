import Model
import Pipelines
import TestSupport
import Testing

/// What scripts run, read through a step of a workflow as they always are.
struct ShellTests {
  private static func commands(
    _ script: String, shell: String = "", files: [String: String] = [:]
  ) throws -> PipelineScript {
    let body = script.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "          " + $0 }.joined(separator: "\n")
    let text = """
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - run: |
      \(body)
      """ + (shell.isEmpty ? "" : "\n        shell: \(shell)")
    var files = files
    files[".github/workflows/a.yml"] = text
    let graph = try #require(PipelineBench.pipelines(files).graphs.first)
    return try #require(graph.jobs.first?.steps.first?.script)
  }

  @Test(
    "a failure counts as bash counts it",
    arguments: [
      ("scan", true), ("scan\necho done", true), ("scan || true\necho", false),
      ("scan || exit 1\necho", true), ("scan || { echo no; exit 2; }\necho", true),
      ("scan || exit 0", false), ("scan || echo failed", false), ("scan && echo ok", true),
      ("scan && echo ok\necho later", false), ("true && scan\necho later", true),
      ("scan | tee out.txt\necho", false), ("set -o pipefail\nscan | tee out.txt\necho", true),
      ("set +e\nscan\necho", false), ("set +e\nscan", true), ("set +e\nset -e\nscan\necho", true),
      ("scan; true", true), ("set +e; scan; true", false), ("! scan\necho", false),
      ("scan &\nwait", false), ("if scan; then echo; fi", false),
      ("if ! scan; then echo; exit 1; fi\necho", true),
      ("if scan; then echo; else exit 1; fi\necho", true), ("x=$(scan)\necho", true),
      ("echo $(scan)\necho", false), ("(cd app && scan)\necho", true),
      ("f() { scan; }\nf\necho", true), ("f() { scan; }\nf || true", false),
      ("while scan; do echo; done", false), ("for d in a b; do scan $d; done\necho", true),
    ])
  func failure(script: String, stops: Bool) throws {
    let script = try Self.commands(script)
    #expect(script.unreadReason == nil)
    let scan = try #require(script.commands.first { $0.words.first?.text == "scan" })
    #expect((scan.failure == .stops) == stops, "\(scan)")
  }

  @Test func `a shell without -e goes on, and one named bash stops in pipes`() throws {
    let plain = try Self.commands("scan\necho", shell: "\"bash {0}\"")
    #expect(plain.commands.first?.failure == .ignored(how: "the script goes on after a failure"))
    let named = try Self.commands("scan | tee x\necho", shell: "bash")
    #expect(named.commands.first?.failure == .stops)
    let python = try Self.commands("import os", shell: "python")
    #expect(python.unreadReason == "scripts of python are not read")
  }

  @Test(
    "what may not run has a condition",
    arguments: [
      "if [ -f x ]; then scan; fi", "[ -f x ] && scan", "false || scan",
      "case $x in a) scan ;; esac",
      "[ -z \"$X\" ] && exit 0\nscan", "while read l; do scan; done",
      "for f in *.txt; do scan; done",
    ])
  func condition(script: String) throws {
    let script = try Self.commands(script)
    #expect(script.unreadReason == nil)
    let scan = try #require(script.commands.first { $0.words.first?.text == "scan" })
    #expect(scan.condition != nil)
  }

  @Test func `words are what a shell makes of them`() throws {
    let script = try Self.commands(
      """
      A=1 B="x y" npm audit --level 'high low' "a$b" c\\ d \\
        --last > out 2>&1 # comment
      cat <<EOF > f
      scan in a document
      EOF
      echo "${{ github.ref }}" <<< "x"
      docker run -v $(pwd):/src image `id`
      """)
    let words = script.commands.map { $0.words.map(\.text) }
    #expect(words.first == ["npm", "audit", "--level", "high low", "a$b", "c d", "--last"])
    #expect(script.commands.first?.span.line == 7)
    #expect(words.contains(["cat"]))
    #expect(words.contains(["echo", "${{ github.ref }}"]))
    #expect(words.contains(["pwd"]))
    #expect(words.contains(["id"]))
    #expect(!words.contains { $0.first == "scan" || $0.first == "EOF" })
  }

  @Test func `calls are followed through the tree`() throws {
    let files = [
      "package.json":
        #"{"scripts": {"check": "npm run audit && tsc", "audit": "npm audit || true"}}"#,
      "web/package.json": #"{"scripts": {"test": "jest"}}"#,
      "Makefile": "all: scan\n\nscan: deps\n\t@pip-audit -r $(REQ)\n\t-bandit src\nREQ := r.txt\n",
      "scripts/a.sh": "#!/bin/bash\nset -e\ngitleaks detect\necho\n",
      "scripts/b.sh": "#!/bin/bash\ngitleaks detect\necho\n",
    ]
    let script = try Self.commands(
      """
      npm run check
      make
      ./scripts/a.sh
      bash scripts/b.sh
      cd web && yarn test
      """, files: files)
    #expect(script.unreadReason == nil)
    let named = { (name: String) in
      script.commands.filter { $0.words.map(\.text).joined(separator: " ").hasPrefix(name) }
    }
    #expect(named("npm audit").first?.failure == .ignored(how: "`|| true` follows it"))
    #expect(named("npm audit").first?.route == ["check in package.json", "audit in package.json"])
    #expect(named("tsc").first?.failure == .stops)
    #expect(named("pip-audit").first?.failure == .stops)
    #expect(named("bandit").first?.failure != .stops)
    #expect(named("gitleaks").map { $0.failure == .stops } == [true, false])
    #expect(named("jest").count == 1)
  }

  @Test func `calls that lead to themselves end`() throws {
    let script = try Self.commands(
      "npm run a\nmake x",
      files: [
        "package.json": #"{"scripts": {"a": "npm run b", "b": "npm run a"}}"#,
        "Makefile": "x: y\n\tmake y\ny: x\n\tmake x\n",
      ])
    #expect(script.unreadReason?.contains("nested deeper") == true)
  }

  @Test func `what is not there leaves the script unread`() throws {
    #expect(
      try Self.commands("npm run x").unreadReason
        == "package.json, where `x` is looked for, is not there")
    #expect(try Self.commands("echo 'open").unreadReason?.contains("not closed") == true)
    #expect(try Self.commands("if true; then").unreadReason?.contains("`fi` is missing") == true)
  }

  @Test(arguments: 0..<60)
  func `no script breaks the reader`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "if ", "then ", "fi", "; ", "&& ", "|| ", "| ", "(", ")", "{ ", "}", "$(", "`", "\"", "'",
      "${{ ", "}}", "<<E\n", "\nE\n", "case x in ", "esac", ";;", "for i in ", "do ", "done", "\\",
      "\n", "[[ ", "]] ", "((", "))", "scan ", "x=", "#", "!", "&", "2>&1 ", "<(", "é", "\t", "$'",
    ]
    var text = ""
    for _ in 0..<120 {
      text += pieces[Int(random.next() % UInt64(pieces.count))]
    }
    let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    let graph = try PipelineBench.graph(
      "on: push\njobs: { a: { runs-on: x, steps: [{ run: \"\(quoted)\" }] } }")
    #expect(graph.jobs.first?.steps.first?.script != nil)
  }
}
