import Model

/// Networks that are the whole internet.
enum OpenNetworks {
  private static let all: Set<String> = ["0.0.0.0/0", "::/0", "*", "internet", "any", "0.0.0.0"]

  static func isEverybody(_ network: String) -> Bool {
    let text = network.lowercased().filter { $0 != " " }
    return all.contains(text) || text.hasSuffix("/0")
  }

  /// Whether one of the networks is the whole internet.
  static func rule(_ paths: String...) -> SettingRule {
    SettingRule { reading in
      let found = paths.flatMap { path in
        AttributeLookup(path, in: reading.root, from: reading.anchor).flattened.map { (path, $0) }
      }
      var unclear: Setting?
      for (path, node) in found {
        guard let text = node.string else {
          // Another group of the same network is not the internet.
          if case .unknown(let reason) = node.content {
            if reading.index.namesResource(reason, for: reading.resource) { continue }
            unclear = unclear ?? reading.unknown(reason, path, at: node.span)
          }
          continue
        }
        if isEverybody(text) {
          return reading.setting(.known(.boolean(true)), path, at: node.span, written: text)
        }
      }
      if let unclear { return unclear }
      guard let (path, node) = found.first else {
        return reading.absent(reading.find(paths).attribute)
      }
      return reading.setting(.known(.boolean(false)), path, at: node.span)
    }
  }

  /// `22`, `8000-8080` or `all`, from the ends of a range and a protocol.
  static func ports(from: [String], to: [String], protocol paths: [String]) -> SettingRule {
    SettingRule { reading in
      let (_, kind) = reading.find(paths)
      if let text = kind.nodes.first?.scalarText, ["-1", "all", "*"].contains(text.lowercased()) {
        return reading.setting(.known(.text("all")), paths.first ?? "", at: kind.anchor)
      }
      let (attribute, first) = reading.find(from)
      let (_, last) = reading.find(to)
      guard let start = first.nodes.first else { return reading.absent(attribute) }
      guard let low = ScalarReading.integer(start),
        let high = last.nodes.first.map({ ScalarReading.integer($0) }) ?? low
      else {
        return reading.unknown(
          ScalarReading.reason(start, expected: "a port"), attribute, at: start.span)
      }
      let isAll = low <= 0 && (high <= 0 || high >= 65_535)
      let text = isAll ? "all" : low == high ? "\(low)" : "\(low)-\(high)"
      return reading.setting(.known(.text(text)), attribute, at: start.span)
    }
  }

  /// `22`, `8000-8080` or `all`, from a list of texts.
  static func ports(_ paths: String...) -> SettingRule {
    SettingRule { reading in
      let found = paths.flatMap {
        AttributeLookup($0, in: reading.root, from: reading.anchor).flattened
      }
      guard let first = found.first else {
        return reading.setting(.known(.text("all")), paths.first ?? "", at: reading.anchor)
      }
      let texts = found.compactMap(\.scalarText)
      guard texts.count == found.count else {
        return reading.unknown("a port is not known", paths.first ?? "", at: first.span)
      }
      let isAll = texts.contains { $0 == "*" || $0 == "0-65535" || $0.lowercased() == "all" }
      return reading.setting(
        .known(.text(isAll ? "all" : texts.joined(separator: ","))), paths.first ?? "",
        at: first.span)
    }
  }
}
