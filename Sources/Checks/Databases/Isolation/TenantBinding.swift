import Model

/// Whether a condition lets through the rows of one tenant only.
indirect enum TenantBinding: Hashable {
  case bound
  /// It lets through rows whatever tenant they are of.
  case unbound
  case alwaysTrue
  case neverTrue
  case unknown(String)

  static func all(_ parts: [TenantBinding]) -> TenantBinding {
    if parts.contains(.neverTrue) { return .neverTrue }
    if parts.contains(.bound) { return .bound }
    if let unknown = parts.first(where: \.isUnknown) { return unknown }
    return parts.allSatisfy { $0 == .alwaysTrue } ? .alwaysTrue : .unbound
  }

  static func any(_ parts: [TenantBinding]) -> TenantBinding {
    let open = parts.filter { $0 != .neverTrue }
    if open.isEmpty { return .neverTrue }
    if open.contains(.alwaysTrue) { return .alwaysTrue }
    if open.contains(.unbound) { return .unbound }
    return open.first(where: \.isUnknown) ?? .bound
  }

  var isUnknown: Bool { if case .unknown = self { true } else { false } }

  /// Whether no row of another tenant comes through.
  var isSafe: Bool { self == .bound || self == .neverTrue }
}
