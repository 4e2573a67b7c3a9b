import Infrastructure
import Model
import Testing

struct ComposeSourceTests {
  static func read(_ texts: [String: String]) -> ConfiguredResources {
    ComposeSource().read(TextTree(texts))
  }

  @Test func `services with their places, variables and defaults`() throws {
    let found = Self.read([
      "compose.yaml": """
      services:
        # avouch:allow image pinned by the registry
        web:
          image: "app:${TAG:-1.2}"
          user: ${USER_ID}
          environment:
            DB_PASSWORD: ${DB_PASSWORD}
            MODE: $$literal
            LEVEL: ${LEVEL}
        db:
          image: postgres:${VERSION}
      """,
      ".env": "VERSION=16\nLEVEL=3\nDB_PASSWORD=hunter2\n",
    ])
    #expect(found.addresses == ["compose.yaml:web", "compose.yaml:db"])
    let web = try #require(found.resources.first)
    #expect(web.span.line == 3)
    #expect(web.attributes["image"]?.string == "app:1.2")
    #expect(web.attributes["image"]?.place == "4:12")
    #expect(
      web.attributes["user"]?.content == .unknown(reason: "the variable USER_ID has no value here"))
    #expect(web.attributes.at("environment", "DB_PASSWORD")?.kindName == "an unknown value")
    #expect(web.attributes.at("environment", "MODE")?.string == "$literal")
    #expect(web.waivers.map(\.rule) == ["image"])
    #expect(found.resources[1].attributes["image"]?.string == "postgres:16")
    #expect(!"\(found)".contains("hunter2"))
  }

  @Test func `an override is merged into its base and keeps its place`() throws {
    let found = Self.read([
      "docker-compose.yml":
        "services:\n  web:\n    image: a:1\n    ports: ['1:1']\n    environment: [A=1, B=2]\n    volumes: ['x:/data']\n",
      "docker-compose.override.yml":
        "services:\n  web:\n    privileged: true\n    ports: ['2:2']\n    environment: { B: 3 }\n    volumes: ['/host:/data']\n  debug: { image: b }\n",
    ])
    #expect(found.addresses == ["docker-compose.yml:web", "docker-compose.override.yml:debug"])
    let web = try #require(found.resources.first)
    #expect(web.elsewhere[["privileged"]]?.description == "docker-compose.override.yml:3:17")
    #expect(web.attributes["privileged"]?.place == "3:5")
    #expect(web.attributes["ports"]?.elements?.count == 2)
    #expect(web.attributes.at("environment", "A")?.string == "1")
    #expect(web.attributes.at("environment", "B")?.scalarText == "3")
    #expect(web.attributes["volumes"]?.elements?.map(\.string) == ["/host:/data"])
  }

  @Test func `an overlay stands on the base, extensions and includes are followed`() throws {
    let found = Self.read([
      "compose.yml":
        "include: [other/more.yaml]\nservices:\n  web: { image: a:1, read_only: true }\n",
      "compose.prod.yml":
        "services:\n  web: { mem_limit: 1g }\n  job: { extends: { file: compose.yml, service: web }, image: c:1 }\n",
      "other/more.yaml": "services:\n  queue: { image: q:1 }\n",
    ])
    #expect(
      Set(found.addresses) == [
        "compose.yml:web", "other/more.yaml:queue", "compose.prod.yml:web", "compose.prod.yml:job",
      ])
    #expect(found.resource("compose.prod.yml:web")?.attributes["image"]?.string == "a:1")
    #expect(
      found.resource("compose.prod.yml:job")?.attributes["read_only"]?.content == .boolean(true))
    #expect(found.resource("compose.prod.yml:job")?.attributes["image"]?.string == "c:1")
  }

  @Test func `an env_file gives its variables without secrets`() {
    let found = Self.read([
      "compose.yml":
        "services:\n  web: { image: a, env_file: web.env, environment: { MODE: own } }\n",
      "web.env": "MODE=file\nHOST=db\nAPI_TOKEN=abcdef\n",
    ])
    let environment = found.resources.first?.attributes["environment"]
    #expect(environment?["MODE"]?.string == "own")
    #expect(environment?["HOST"]?.string == "db")
    #expect(environment?["API_TOKEN"]?.kindName == "an unknown value")
  }

  @Test(
    "what cannot be read is a gap",
    arguments: [
      (
        "services: { a: { extends: { file: gone.yml, service: b }, image: x } }",
        "the extended service cannot be read"
      ),
      (
        "services: { a: { extends: b }, b: { extends: a, image: x } }",
        "services extend each other without end"
      ),
      (
        "include: [gone.yaml]\nservices: { a: { image: x } }",
        "the included file gone.yaml is not in the tree"
      ),
      ("include: [../../etc/passwd]\nservices: { a: { image: x } }", "is not in the tree"),
      ("web: { image: x }", "a compose file without `services`"),
      ("services: [", "did not find expected node content"),
      ("services:\n{% for x in y %}\n  a: {{ x }}\n", "a template, not rendered"),
    ])
  func gap(text: String, reason: String) {
    let found = Self.read(["compose.yml": text + "\n"])
    #expect(found.reasons.contains { $0.contains(reason) }, "\(found.reasons)")
  }

  @Test func `includes in a circle end`() {
    let found = Self.read([
      "compose.yml": "include: [a.yaml]\nservices: { w: { image: x } }\n",
      "a.yaml": "include: [b.yaml]\nservices: { a: { image: x } }\n",
      "b.yaml": "include: [a.yaml]\nservices: { b: { image: x } }\n",
    ])
    #expect(Set(found.addresses) == ["compose.yml:w", "a.yaml:a", "b.yaml:b"])
  }
}
