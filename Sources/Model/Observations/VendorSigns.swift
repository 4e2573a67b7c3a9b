/// Finds the vendor that a host, an OAuth scope or the name of an environment variable belongs to.
package struct VendorSigns: Sendable {
  /// Prefixes of this length or less are words of everyday code, too: only a name that ends like a
  /// credential counts.
  private static let longestOpenPrefix = 4
  private static let credentialEndings = [
    "ACCOUNT", "CREDENTIALS", "DSN", "ENDPOINT", "ID", "KEY", "PASSWORD", "SECRET", "SID", "TOKEN",
    "URL",
  ]

  private var exactHosts: [String: String] = [:]
  /// `example.com` for `*.example.com`.
  private var parentHosts: [String: String] = [:]
  private var scopes: [String: [(path: String, vendor: String)]] = [:]
  private var prefixes: [String: String] = [:]
  private var names: [String: String] = [:]

  package init(_ vendors: [Vendor]) {
    for vendor in vendors {
      for host in vendor.hosts {
        if host.hasPrefix("*.") {
          parentHosts[String(host.dropFirst(2)), default: vendor.name] = vendor.name
        } else {
          exactHosts[host] = vendor.name
        }
      }
      for scope in vendor.scopes {
        let host = scope.prefix { $0 != "/" }
        scopes[String(host), default: []].append((String(scope.dropFirst(host.count)), vendor.name))
      }
      for name in vendor.environment {
        if name.hasSuffix("_") {
          prefixes[String(name.dropLast())] = vendor.name
        } else {
          names[name] = vendor.name
        }
      }
    }
  }

  /// The vendor that a host in lower case belongs to.
  package func vendor(ofHost host: String) -> String? {
    if let exact = exactHosts[host] { return exact }
    var rest = host[...]
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      if let parent = parentHosts[String(rest)] { return parent }
    }
    return nil
  }

  /// The vendor of an OAuth scope: a host in lower case, and the path that follows it.
  package func vendor(ofScopeAt host: String, path: String) -> String? {
    scopes[host]?.first { path.hasPrefix($0.path) }?.vendor
  }

  package func hasScopes(at host: String) -> Bool { scopes[host] != nil }

  package func vendor(ofVariable name: String) -> String? {
    if let exact = names[name] { return exact }
    // The longest prefix is the most exact: GOOGLE_MAPS_ before GOOGLE_.
    var rest = name[...]
    while let underscore = rest.lastIndex(of: "_") {
      rest = rest[..<underscore]
      guard let vendor = prefixes[String(rest)] else { continue }
      let isOpen = rest.utf8.count >= Self.longestOpenPrefix
      return isOpen || Self.credentialEndings.contains(where: name.hasSuffix) ? vendor : nil
    }
    return nil
  }

  /// The vendor that owns names below a wildcard such as `*.stripe.com`, or the name itself.
  package func vendor(ofHostPattern pattern: String) -> String? {
    guard pattern.hasPrefix("*.") else { return vendor(ofHost: pattern) }
    let parent = String(pattern.dropFirst(2))
    if let same = parentHosts[parent] ?? vendor(ofHost: parent) { return same }
    let below = exactHosts.filter { $0.key.hasSuffix("." + parent) }
    return below.min { $0.key < $1.key }?.value
  }
}
