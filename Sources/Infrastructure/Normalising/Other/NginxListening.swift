import Model

/// On what a server block of nginx listens, and whether it sends plain requests on.
enum NginxListening {
  private static func listens(_ reading: Reading) -> [Node] {
    reading.find(["listen"]).lookup.flattened
  }

  private static func isSecure(_ listen: String) -> Bool {
    listen.split(separator: " ").dropFirst().contains { $0 == "ssl" || $0 == "quic" }
  }

  /// Whether an address is of the machine itself.
  private static func isLocal(_ listen: String) -> Bool {
    let address = listen.split(separator: " ").first ?? ""
    return ["unix:", "127.", "localhost", "[::1]"].contains { address.hasPrefix($0) }
  }

  /// Whether a server listens on more than the machine itself; one without `listen` does.
  static func isReachable(_ reading: Reading) -> Bool {
    guard reading.resource.dialect == .nginx else { return false }
    let listens = listens(reading)
    return listens.isEmpty || !listens.allSatisfy { $0.string.map(isLocal) ?? false }
  }

  static func hasSecurePort(_ reading: Reading) -> Bool {
    listens(reading).contains { $0.string.map(isSecure) ?? true }
      || reading.text("ssl")?.lowercased() == "on"
  }

  /// Whether every port is one of TLS.
  static let isSecure = SettingRule { reading in
    if let old = SettingRule.words(["on"], "ssl").read(reading), old.boolean == true { return old }
    let listens = listens(reading)
    guard !listens.isEmpty else {
      return reading.setting(
        .defaulted(
          .boolean(false), ProviderDefault(reason: "a server without listen answers on port 80")),
        "listen", at: reading.anchor)
    }
    for node in listens {
      guard let text = node.string ?? node.scalarText else {
        return reading.unknown(
          ScalarReading.reason(node, expected: "text"), "listen", at: node.span)
      }
      if !isLocal(text), !isSecure(text) {
        return reading.setting(.known(.boolean(false)), "listen", at: node.span)
      }
    }
    return reading.setting(
      .known(.boolean(true)), "listen", at: listens.first?.span ?? reading.anchor)
  }

  /// Whether the server sends plain requests on to https, by `return`, `rewrite` or `if`.
  ///
  /// Locations of their own, such as that of certificate challenges, may answer beside it.
  static let redirects = SettingRule { reading in
    let found = [
      "return", "rewrite", "if.return", "if.rewrite", "location.return", "location.rewrite",
    ].flatMap { path in
      AttributeLookup(path, in: reading.root, from: reading.anchor).flattened.map { (path, $0) }
    }
    for (path, node) in found {
      let text = node.scalarText ?? ""
      if text.contains("https://") {
        if path.hasPrefix("location"), !coversAll(reading) { continue }
        return reading.setting(.known(.boolean(true)), path, at: node.span)
      }
      if case .unknown(let reason) = node.content {
        return reading.unknown(reason, path, at: node.span)
      }
    }
    return reading.setting(.known(.boolean(false)), "return", at: reading.anchor)
  }

  /// Whether the location of everything is the one that redirects.
  private static func coversAll(_ reading: Reading) -> Bool {
    let locations = AttributeLookup("location", in: reading.root, from: reading.anchor).flattened
    return locations.contains { location in
      guard location["path"]?.string == "/" else { return false }
      return ["return", "rewrite"].contains { name in
        AttributeLookup(name, in: location, from: location.span).flattened
          .contains { $0.scalarText?.contains("https://") ?? false }
      }
    }
  }
}
