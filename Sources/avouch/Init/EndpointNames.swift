import Model
import Systems

/// Finds the live addresses that a project's own configuration names.
enum EndpointNames {
  static let globs = [
    "CNAME", "vercel.json", "netlify.toml", "render.yaml", "fly.toml", "wrangler.toml",
    "app.json", "package.json", ".env.example", ".env.sample", ".env.production",
    "openapi.y*ml", "openapi.json", "docs/openapi.y*ml", "mkdocs.yml", "_config.yml",
  ]

  /// Hosts that stand in many configurations and are nobody's product.
  private static let foreignHosts = [
    "github.com", "schema", "json-schema.org", "example.", "localhost", "127.0.0.1", "w3.org",
    "npmjs.", "openapi.vercel.sh", "googleapis.com", "opensource.org", "spdx.org",
    "opencollective.com", "patreon.com", "twitter.com", "x.com", "shields.io", "pypi.org",
    "readthedocs.org", "discord", "slack.com", "sentry.io", "fonts.", "cdn.",
  ]

  /// At most five origins, in the order of the files.
  static func find(in paths: [String], tree: FileTree) -> [FolderSurvey.NamedEndpoint] {
    var found: [FolderSurvey.NamedEndpoint] = []
    for path in paths {
      guard let bytes = try? tree.read(path, limit: 1 << 20) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let origins = path == "CNAME" ? cname(text) : origins(in: text)
      for origin in origins where !found.contains(where: { $0.origin == origin }) {
        found.append(.init(origin: origin, source: path))
      }
    }
    return Array(found.prefix(5))
  }

  private static func cname(_ text: String) -> [String] {
    let host = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    return isOwnHost(host) ? ["https://\(host)"] : []
  }

  private static func origins(in text: String) -> [String] {
    text.split(separator: "https://").dropFirst().compactMap { rest in
      let host = rest.prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-")
      }
      return isOwnHost(String(host)) ? "https://\(host.lowercased())" : nil
    }
  }

  private static func isOwnHost(_ host: String) -> Bool {
    host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".") && host.count <= 253
      && !foreignHosts.contains { host.lowercased().contains($0) }
  }
}
