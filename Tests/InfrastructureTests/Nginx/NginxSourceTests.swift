import Infrastructure
import Model
import TestSupport
import Testing

struct NginxSourceTests {
  static func read(_ texts: [String: String]) -> ConfiguredResources {
    NginxSource().read(TextTree(texts))
  }

  static let main = """
    user nginx;
    http {
      include /etc/nginx/mime.types;
      ssl_protocols TLSv1.2 TLSv1.3;
      server_tokens off;
      add_header X-Frame-Options "DENY" always;
      map $host $backend { default "one"; a.example one; }
      include /etc/nginx/conf.d/*.conf;
      server {
        listen 443 ssl;
        listen [::]:443 ssl;
        server_name example.com; # avouch:allow tls until the move
        ssl_protocols TLSv1.3;
        location ~ "^/a{2}" {
          proxy_pass http://$backend$request_uri;
          deny all;
        }
        if ($scheme = http) { return 301 https://$host$request_uri; }
        content_by_lua_block { if a then return "}" end -- it's }
        }
      }
    }
    """

  @Test func `a server has its own directives and those of http`() throws {
    let found = Self.read([
      "nginx.conf": Self.main,
      "conf.d/shop.conf":
        "server {\n  listen 80;\n  server_name shop.example;\n  set $p TLSv1.2;\n  ssl_protocols $p;\n  ssl_ciphers $chosen;\n  root $backend;\n}\n",
    ])
    #expect(found.gaps.isEmpty, "\(found.reasons)")
    #expect(
      found.addresses
        == ["conf.d/shop.conf:shop.example:80", "nginx.conf:example.com:443 ssl"].map {
          $0.replacing(" ssl", with: "")
        })
    let shop = try #require(found.resources.first)
    #expect(shop.attributes["listen"]?.elements?.map(\.string) == ["80"])
    #expect(shop.attributes["server_tokens"]?.string == "off")
    #expect(shop.attributes["server_tokens"]?.place == "1:1")
    #expect(shop.elsewhere[["server_tokens"]]?.description == "nginx.conf:5:17")
    #expect(shop.attributes["ssl_protocols"]?.string == "TLSv1.2")
    #expect(shop.attributes["ssl_ciphers"]?.kindName == "an unknown value")
    #expect(shop.attributes["root"]?.string == "one")
    let own = found.resources[1]
    #expect(own.attributes["ssl_protocols"]?.string == "TLSv1.3")
    #expect(own.attributes["ssl_protocols"]?.place == "13:19")
    #expect(
      own.attributes["add_header"]?.elements?.map(\.string) == ["X-Frame-Options DENY always"])
    #expect(own.attributes.at("location", "0", "path")?.string == "~ ^/a{2}")
    #expect(
      own.attributes.at("location", "0", "proxy_pass")?.string == "http://$backend$request_uri")
    #expect(
      own.attributes.at("if", "0", "return")?.elements?.map(\.string) == [
        "301", "https://$host$request_uri",
      ])
    #expect(own.waivers.map(\.rule) == ["tls"])
  }

  @Test(
    "what cannot be read is a gap with its place",
    arguments: [
      ("server { listen 80 }", "nginx.conf:1:20 expected `;` before `}`"),
      ("server {\n listen 80;\n", "nginx.conf:1:8 the block has no closing `}`"),
      ("a b c", "nginx.conf:1:1 expected `;` or `{` behind the directive"),
      ("}", "nginx.conf:1:1 unexpected `}`"),
      ("a \"b;\n", "nginx.conf:1:3 the text has no closing quote"),
      (
        "server { include gone/x.conf; }",
        "nginx.conf:1:10 the included file gone/x.conf is not in the tree"
      ),
      ("server { include nginx2.conf; }", "nginx2.conf:1:1 nginx.conf includes this file again"),
      ("{{ x }}", "nginx.conf a template, not rendered"),
    ])
  func gap(text: String, reason: String) {
    let found = Self.read(["nginx.conf": text, "nginx2.conf": "include nginx.conf;\n"])
    #expect(found.reasons.contains(reason), "\(found.reasons)")
  }

  @Test func `other files of that ending are left alone`() {
    let found = Self.read([
      "etc/redis.conf": "server {", "supervisor.conf": "[program:x]\ncommand=server listen {\n",
      "web.conf": "server { listen 80; }",
    ])
    #expect(found.addresses == ["web.conf:_:80"])
  }

  @Test(arguments: 0..<4) func `damaged files never trap`(seed: UInt64) {
    var mutator = ByteMutator(
      seed: seed,
      pieces: [
        "{", "}", ";", "\"", "'", "\\", "${", "#", "include nginx.conf;", "\u{C3}", "server {",
        "_by_lua_block {", "--",
      ])
    for _ in 0..<ByteMutator.rounds {
      let found = NginxSource().read(
        TextTree(bytes: ["nginx.conf": mutator.mutated(Array(Self.main.utf8))]))
      #expect(found.resources.count < 100)
    }
  }

  @Test func `deep blocks and includes that multiply stay bounded`() {
    let deep = String(repeating: "a {", count: 10_000)
    #expect(
      Self.read(["nginx.conf": deep]).reasons == [
        "nginx.conf:1:196 blocks are nested deeper than 64 levels"
      ])
    var texts: [String: String] = [:]
    for level in 0..<12 {
      texts["nginx/\(level).conf"] = String(repeating: "include \(level + 1).conf;\n", count: 10)
    }
    texts["nginx/12.conf"] = "server { listen 1; }\n"
    let found = Self.read(texts)
    #expect(found.reasons.contains { $0.contains("more than 50000 directives") })
  }
}
