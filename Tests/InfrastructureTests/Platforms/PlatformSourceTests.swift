import Infrastructure
import Model
import Testing

struct PlatformSourceTests {
  static func read(_ texts: [String: String]) -> ConfiguredResources {
    PlatformSource().read(TextTree(texts))
  }

  @Test(
    "each platform by its file",
    arguments: [
      ("vercel.json", "{\"regions\": [\"fra1\"]}", "vercel"),
      ("netlify.toml", "[build]\ncommand = 'x'\n", "netlify"),
      ("render.yaml", "services: [{ type: web, name: a }]\n", "render"),
      ("fly.prod.toml", "app = 'a'\n", "fly"),
      ("a/wrangler.jsonc", "{ // one\n \"name\": \"a//b\", /* two */ \"x\": [1,], }\n", "wrangler"),
      ("Procfile", "web: gunicorn app\nworker: x\n", "procfile"),
      ("app.json", "{\"expo\": {}}", "expo"),
      ("app.json", "{\"name\": \"a\"}", "heroku"),
      ("supabase/config.toml", "[auth]\nenable_signup = false\n", "supabase"),
      ("railway.json", "{}", "railway"), (".env.example", "A=b\n", "environment"),
      ("firebase.json", "{}", "firebase"),
    ])
  func kind(path: String, text: String, kind: String) {
    let found = Self.read([path: text])
    #expect(found.gaps.isEmpty, "\(found.reasons)")
    #expect(found.resources.map(\.kind) == [kind])
    #expect(found.resources.map(\.dialect) == [.platform])
  }

  @Test func `places stay where comments stood`() {
    let found = Self.read([
      "wrangler.jsonc": "{ // one\n  /* two\n */ \"name\": \"a//b\", \"x\": [1,],\n}\n"
    ])
    #expect(found.resources.first?.attributes["name"]?.string == "a//b")
    #expect(found.resources.first?.attributes["name"]?.place == "3:13")
  }

  @Test func `credentials are taken out, references stay`() {
    let found = Self.read([
      ".env":
        "DATABASE_URL=postgres://me:hunter2@db.example/x?sslmode=require\nAPI_KEY=hunter2\nPUBLIC=1\n",
      "render.yaml": "envVars: [{ key: TOKEN, value: hunter2 }, { key: MODE, value: live }]\n",
      "supabase/config.toml":
        "[auth.external.github]\nsecret = 'env(GITHUB_SECRET)'\n[auth]\nminimum_password_length = 8\npassword_requirements = 'letters_digits'\n",
    ])
    #expect(!"\(found)".contains("hunter2"))
    let variables = found.resources.first?.attributes
    #expect(variables?["DATABASE_URL"]?.string == "postgres://***@db.example/x?sslmode=require")
    #expect(variables?["API_KEY"]?.kindName == "an unknown value")
    #expect(found.resources[1].attributes.at("envVars", "1", "value")?.string == "live")
    let auth = found.resources[2].attributes["auth"]
    #expect(auth?.at("external", "github", "secret")?.string == "env(GITHUB_SECRET)")
    #expect(auth?["minimum_password_length"]?.content == .integer(8))
    #expect(auth?["password_requirements"]?.string == "letters_digits")
  }

  @Test func `a broken file is a gap`() {
    #expect(Self.read(["fly.toml": "app = \n"]).gaps.map(\.file) == ["fly.toml"])
    #expect(Self.read(["vercel.json": "[1]", "node_modules/vercel.json": "{"]).resources.isEmpty)
  }
}
