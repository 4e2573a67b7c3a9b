import Model

/// Addresses of databases and their like in the environment of workloads and in files of platforms.
enum Connections {
  private static let mostConnections = 1_000
  private static let deepest = 40

  private static let kinds = [
    // Platforms.
    "vercel", "netlify", "render", "wrangler", "heroku", "railway", "fly", "supabase", "procfile",
    "environment", "firebase",
    // Compose and Kubernetes.
    "service", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ConfigMap",
  ]

  static let types: [ObjectType] = [
    ObjectType(
      kinds, .connection, .any, .found(addresses),
      [
        .transitEncrypted: SettingRule { reading in
          guard let text = reading.root.string, let address = ServiceAddress(text) else {
            return nil
          }
          return reading.setting(
            .known(.boolean(address.isSecure)), address.setting, at: reading.root.span)
        }
      ])
  ]

  /// Every text that is the address of a service on another machine.
  private static func addresses(_ reading: Reading) -> [(name: String, node: Node)] {
    guard [.platform, .compose, .kubernetes].contains(reading.resource.dialect) else { return [] }
    var found: [(name: String, node: Node)] = []
    collect(reading.root, name: "", depth: 0, into: &found)
    return found
  }

  private static func collect(
    _ node: Node, name: String, depth: Int, into found: inout [(name: String, node: Node)]
  ) {
    guard depth < deepest, found.count < mostConnections else { return }
    switch node.content {
    case .string(let text):
      if let address = ServiceAddress(text), !address.isLocal {
        found.append((name.isEmpty ? address.scheme : name, Node(.string(text), at: node.span)))
      }
    case .sequence(let elements):
      for element in elements { collect(element, name: name, depth: depth + 1, into: &found) }
    case .mapping(let entries):
      let named = entries.first { $0.key == "name" || $0.key == "key" }?.value.string
      for entry in entries {
        collect(
          entry.value, name: entry.key == "value" ? named ?? name : entry.key, depth: depth + 1,
          into: &found)
      }
    default: return
    }
  }
}

/// The address of a database, cache or broker as URLs write it: `postgres://host/name?sslmode=require`.
struct ServiceAddress {
  private static let secureSchemes: Set<String> = [
    "rediss", "amqps", "mongodb+srv", "mysqls", "valkeys",
  ]
  private static let schemes: Set<String> = [
    "postgres", "postgresql", "mysql", "mariadb", "redis", "valkey", "mongodb", "amqp",
    "cockroachdb",
  ]
  private static let secureModes: Set<String> = [
    "require", "required", "verify-ca", "verify-full", "verify_ca", "verify_identity", "true", "1",
    "strict", "on",
  ]
  private static let names = [
    "sslmode", "ssl-mode", "ssl_mode", "ssl", "tls", "sslaccept", "usessl", "requiressl",
  ]

  let scheme: String
  private let host: Substring
  /// The parameter that speaks of TLS, with its value.
  private let parameter: (name: String, value: String)?

  /// Nil for a text that is no such address.
  init?(_ text: String) {
    // A variable may be written with its name, `DATABASE_URL=postgres://…`.
    guard let mark = text.firstRange(of: "://") else { return nil }
    let before = text[..<mark.lowerBound]
    let start = before.lastIndex { !($0.isLetter || $0.isNumber || $0 == "+") }
    var scheme = before[(start.map { before.index(after: $0) } ?? before.startIndex)...]
      .lowercased()
    // Libraries add the driver: `postgresql+asyncpg`.
    if let plus = scheme.firstIndex(of: "+"), scheme != "mongodb+srv" {
      scheme = String(scheme[..<plus])
    }
    guard Self.schemes.contains(scheme) || Self.secureSchemes.contains(scheme) else { return nil }
    self.scheme = scheme
    let rest = text[mark.upperBound...].prefix { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let address = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    host = (address ?? authority).prefix { $0 != ":" && $0 != "," }
    var found: (String, String)?
    for pair in rest.drop(while: { $0 != "?" }).dropFirst().split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map { $0.lowercased() }
      if parts.count == 2, Self.names.contains(parts[0]) { found = (parts[0], parts[1]) }
    }
    parameter = found
  }

  /// Whether the host is the machine itself, a neighbour of one name in its network, or a name that
  /// only a variable tells.
  var isLocal: Bool {
    !host.contains(".") || host.hasPrefix("127.") || host.contains("$") || host.contains("{")
  }

  var isSecure: Bool {
    Self.secureSchemes.contains(scheme)
      || parameter.map { Self.secureModes.contains($0.value) } ?? false
  }

  /// What decides.
  var setting: String { parameter?.name ?? "the address (\(scheme))" }
}
