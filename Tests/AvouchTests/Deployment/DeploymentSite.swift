/// What the web server of the reference deployment answers, path by path.
struct DeploymentSite {
  static let apiToken = "read-only"

  private struct Page {
    var status: Int
    var location: String?
    var headers: [(name: String, value: String)]
  }

  var showsVersion = false
  private var pages: [String: Page]

  init() {
    let common = [
      ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
      (
        "Content-Security-Policy",
        "default-src 'self'; object-src 'none'; frame-ancestors 'none'"
      ),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "strict-origin-when-cross-origin"),
      ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ]
    let page = Page(status: 200, headers: common)
    pages = [
      "/": page, "/login": page, "/missing": Page(status: 404, headers: common),
      "/old": Page(status: 301, location: "/login", headers: common),
      "/api/health": Page(
        status: 200,
        headers: common + [("Cache-Control", "private, no-store"), ("X-API-Version", "4")]),
    ]
    // Answers that are no pages need no frame-ancestors, so that X-Frame-Options decides there.
    set("Content-Security-Policy", to: "default-src 'none'", on: "/api/health")
  }

  /// Sends a header once with a value, or not at all, on one path or on all.
  mutating func set(_ name: String, to value: String?, on path: String? = nil) {
    for key in pages.keys where path == nil || path == key {
      pages[key]?.headers.removeAll { $0.name == name }
      if let value { pages[key]?.headers.append((name, value)) }
    }
  }

  /// Sends one more header on a path.
  mutating func add(_ name: String, _ value: String, on path: String) {
    pages[path]?.headers.append((name, value))
  }

  mutating func answer(_ status: Int, on path: String) { pages[path]?.status = status }

  mutating func redirect(_ path: String, to location: String) { pages[path]?.location = location }

  /// The directives of nginx's `server` block.
  var directives: String {
    let locations = pages.sorted { $0.key < $1.key }.map { path, page in
      let headers = page.headers.map { "add_header \($0.name) \"\($0.value)\" always;" }
      let answer = page.location ?? "\"\(path)\\n\""
      return """
        location = \(path) {
          \(headers.joined(separator: "\n  "))
          \(path.hasPrefix("/api/") ? Self.authorization : "")
          return \(page.status) \(answer);
        }
        """
    }
    return """
      server_tokens \(showsVersion ? "on" : "off");
      default_type text/html;
      \(locations.joined(separator: "\n"))
      """
  }

  private static let authorization =
    "if ($http_authorization != \"Bearer \(apiToken)\") { return 401; }"
}
