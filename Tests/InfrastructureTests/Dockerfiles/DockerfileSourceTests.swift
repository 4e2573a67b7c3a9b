import Infrastructure
import Model
import TestSupport
import Testing

struct DockerfileSourceTests {
  static func read(_ text: String, path: String = "Dockerfile") -> ConfiguredResources {
    DockerfileSource().read(TextTree([path: text]))
  }

  @Test func `stages stand on each other and keep their places`() throws {
    let found = Self.read(
      """
      # syntax=docker/dockerfile:1
      ARG VERSION=20
      FROM node:${VERSION}-slim AS base
      ENV NODE_ENV=production PATH="/app/bin:$PATH"
      USER node

      # avouch:allow image the builder is thrown away
      FROM base AS build
      USER root
      RUN apt-get update \\
        # a comment inside
        && apt-get install -y git
      FROM base
      ARG PORT=8080
      EXPOSE ${PORT}/tcp
      HEALTHCHECK --interval=5m CMD curl -f http://localhost/
      CMD ["node", "server.js"]
      """)
    #expect(found.gaps.isEmpty, "\(found.reasons)")
    #expect(found.addresses == ["Dockerfile:base", "Dockerfile:build", "Dockerfile:2"])
    let base = try #require(found.resources.first?.attributes)
    #expect(base["image"]?.string == "node:20-slim")
    #expect(base["image"]?.place == "3:6")
    #expect(base.at("env", "NODE_ENV")?.string == "production")
    #expect(base.at("env", "PATH")?.kindName == "an unknown value")
    let build = found.resources[1]
    #expect(build.attributes["user"]?.string == "root")
    #expect(build.attributes.at("run", "0")?.span.endLine == 12)
    #expect(build.waivers.map(\.rule) == ["image"])
    let last = found.resources[2]
    #expect(last.attributes["final"]?.content == .boolean(true))
    #expect(last.attributes["user"]?.string == "node")
    #expect(last.attributes["user"]?.place == "5:6")
    #expect(last.attributes["image"]?.string == "node:20-slim")
    #expect(last.attributes["base-stage"]?.string == "base")
    #expect(last.attributes.at("expose", "0")?.string == "8080/tcp")
    #expect(last.attributes["healthcheck"]?.string?.hasPrefix("CMD") == true)
    #expect(last.attributes.at("cmd", "1")?.string == "server.js")
    #expect(last.waivers.isEmpty)
  }

  @Test func `heredocs, the escape directive and old forms`() throws {
    let found = Self.read(
      """
      # escape=`
      FROM windows`
        :ltsc
      ENV greeting hello  world
      RUN <<EOF bash
      USER root
      FROM nothing
      EOF
      COPY --chown=1:1 <<-"A" <<B /etc/x/
      \tone
      \tA
      two
      B
      USER app
      LABEL a=b "c d"='e f'
      """)
    #expect(found.gaps.isEmpty, "\(found.reasons)")
    let stage = try #require(found.resources.first?.attributes)
    #expect(found.resources.count == 1)
    #expect(stage["user"]?.string == "app")
    #expect(stage["user"]?.place == "14:6")
    #expect(stage.at("env", "greeting")?.string == "hello world")
    #expect(stage.at("run", "0")?.string == "<<EOF bash\nUSER root\nFROM nothing\n")
    #expect(stage.at("copy", "0", "destination")?.string == "/etc/x/")
    #expect(stage.at("labels", "c d")?.string == "e f")
  }

  @Test(
    "what cannot be read is a gap with its place",
    arguments: [
      (
        "FROM a\nRUM x\n",
        "Dockerfile:2:1 expected an instruction, but found `RUM`; did you mean `RUN`"
      ),
      ("FROM a\nRUN <<EOF\nx\n", "Dockerfile:2:5 the heredoc EOF has no end"),
      ("", "Dockerfile the Dockerfile has no FROM"),
      ("FROM a\n{% if x %}\n", "Dockerfile:2:1 a template, not rendered"),
      ("FROM a\n\0\n", "Dockerfile:2:1 this is not a text file"),
    ])
  func gap(text: String, reason: String) {
    #expect(Self.read(text).reasons == [reason])
  }

  @Test(
    "names of Dockerfiles",
    arguments: [
      ("Dockerfile", true), ("a/Dockerfile.dev", true), ("web.dockerfile", true),
      ("Containerfile", true), ("Dockerfile.dockerignore", false), (".dockerignore", false),
      ("DockerfileParser.swift", false), ("node_modules/x/Dockerfile", false),
    ])
  func name(path: String, isOne: Bool) {
    #expect(DockerfileSource.isCandidate(path) == isOne)
  }

  @Test func `an argument without a default is unknown`() {
    let found = Self.read("ARG BASE\nFROM $BASE\nARG U=${V:-app}\nUSER $U\n")
    #expect(
      found.resources.first?.attributes["image"]?.content
        == .unknown(reason: "the build argument BASE has no default"))
    #expect(found.resources.first?.attributes["user"]?.string == "app")
  }

  @Test(arguments: 0..<4) func `damaged files never trap`(seed: UInt64) {
    var mutator = ByteMutator(
      seed: seed,
      pieces: [
        "FROM ", "\\\n", "<<EOF", "\nEOF\n", "${", "${A:-", "}", "\"", "'", "[\"", "# escape=`\n",
        "\u{C3}", "--a=b ", "ONBUILD ",
      ])
    let text =
      "ARG A=1\nFROM a:${A} AS b\nRUN <<E\nx\nE\nENV a=\"b\" c='d'\nCOPY --from=b [\"x\", \"y\"]\nUSER ${A:-root}\n"
    for _ in 0..<ByteMutator.rounds {
      let found = DockerfileSource().read(
        TextTree(bytes: ["Dockerfile": mutator.mutated(Array(text.utf8))]))
      #expect(!found.resources.isEmpty || !found.gaps.isEmpty)
    }
  }

  @Test func `long lines and many stages stay bounded`() {
    let long = "FROM a\nENV X=" + String(repeating: "${X:-", count: 50_000) + "\n"
    #expect(Self.read(long).resources.count == 1)
    let many = String(repeating: "FROM a\n", count: 9_000)
    let stages = Self.read(many)
    #expect(stages.resources.count == 500)
    #expect(stages.reasons == ["Dockerfile there are more than 500 stages"])
    #expect(Self.read(String(repeating: "FROM a\n", count: 10_001)).gaps.count == 1)
  }
}
