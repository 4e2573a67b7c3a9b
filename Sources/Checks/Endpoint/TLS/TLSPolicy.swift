import Model

/// A named set of what a server may take: the recommendations for servers, version 6.0 of 2026-04-06,
/// at https://wiki.mozilla.org/Security/Server_Side_TLS.
struct TLSPolicy {
  let name: String
  let versions: Set<TLSVersion>
  let suites: Set<UInt16>
  let groups: Set<UInt16>

  private static let groups: Set<UInt16> = [0x11EC, 0x001D, 0x0017, 0x0018]
  private static let newSuites: Set<UInt16> = [0x1301, 0x1302, 0x1303]

  static let modern = TLSPolicy(
    name: "modern", versions: [.tls13], suites: newSuites, groups: groups)

  static let intermediate = TLSPolicy(
    name: "intermediate", versions: [.tls12, .tls13],
    suites: newSuites.union([0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8]), groups: groups)

  static let all = [modern, intermediate]
}
