import Model

/// The oldest version of TLS that the named policies of providers still answer.
enum TLSPolicyName {
  /// `1.2` of any spelling of a version: `TLSv1.2_2021`, `TLS1_2`, `TLS_1_2`, `TLS12`, `1.2`.
  ///
  /// SSL is `0`, since all of it is older than TLS 1.0.
  static func version(_ text: String) -> String? {
    let name = text.lowercased().filter { !" \"'".contains($0) }
    if name.hasPrefix("ssl") { return "0" }
    guard name.hasPrefix("tls") || name.first == "1" else { return nil }
    var rest = name.hasPrefix("tls") ? name.dropFirst(3) : name[...]
    if rest.first == "v" { rest = rest.dropFirst() }
    if rest.first == "_" || rest.first == "-" { rest = rest.dropFirst() }
    guard rest.first == "1" else { return nil }
    rest = rest.dropFirst()
    if rest.first == "." || rest.first == "_" || rest.first == "-" { rest = rest.dropFirst() }
    guard let minor = rest.first, minor.isNumber else { return "1.0" }
    // `TLSv1_2016` names a year.
    guard !rest.hasPrefix("20") else { return "1.0" }
    return ["0", "1", "2", "3"].contains(minor) ? "1.\(minor)" : nil
  }

  /// The same for the policies of load balancers, search domains and proxies.
  static func minimum(_ name: String) -> String? {
    let lowered = name.lowercased()
    for (part, version) in families where lowered.contains(part) { return version }
    return version(name)
  }

  /// Parts of policy names, the most telling first.
  private static let families: [(part: String, version: String)] = [
    ("tls13-1-3", "1.3"), ("tls13-1-2", "1.2"), ("tls13-1-1", "1.1"), ("tls13-1-0", "1.0"),
    ("elbsecuritypolicy-tls-1-2", "1.2"), ("elbsecuritypolicy-tls-1-1", "1.1"),
    ("elbsecuritypolicy-tls-1-0", "1.0"), ("elbsecuritypolicy-fs-1-2", "1.2"),
    ("elbsecuritypolicy-fs-1-1", "1.1"), ("elbsecuritypolicy-fs-2018", "1.0"),
    ("elbsecuritypolicy-201", "1.0"), ("policy-min-tls-1-0", "1.0"), ("policy-min-tls-1-2", "1.2"),
    ("appgwsslpolicy20150501", "1.0"), ("appgwsslpolicy20170401s", "1.2"),
    ("appgwsslpolicy20170401", "1.1"), ("appgwsslpolicy20220101", "1.2"),
  ]

  static func rule(_ paths: String...) -> SettingRule {
    SettingRule { reading in
      let (attribute, lookup) = reading.find(paths)
      return oldest(lookup.flattened, attribute, reading)
        ?? reading.absent(attribute, at: lookup.anchor)
    }
  }

  /// The oldest version that some values name; nil when there are none.
  static func oldest(_ nodes: [Node], _ attribute: String, _ reading: Reading) -> Setting? {
    var oldest: (version: String, text: String, span: TextSpan)?
    for node in nodes {
      guard let text = node.scalarText else {
        return reading.unknown(
          ScalarReading.reason(node, expected: "text"), attribute, at: node.span)
      }
      guard let version = minimum(text) else {
        return reading.unknown(
          "it is not known which versions \(text) answers", attribute, at: node.span)
      }
      if oldest.map({ version < $0.version }) ?? true { oldest = (version, text, node.span) }
    }
    return oldest.map {
      reading.setting(.known(.text($0.version)), attribute, at: $0.span, written: $0.text)
    }
  }
}
