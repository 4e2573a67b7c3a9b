/// A version of TLS or of SSL before it, by its number on the wire (RFC 8446 section 4.2.1).
package enum TLSVersion: UInt16, CaseIterable, Sendable, Codable {
  case ssl3 = 0x0300
  case tls10 = 0x0301
  case tls11 = 0x0302
  case tls12 = 0x0303
  case tls13 = 0x0304

  /// Reads `1.2`, `TLS 1.2`, `TLSv1.2` and `SSL 3`.
  package init?(_ text: String) {
    let plain = text.uppercased().filter { $0 != " " && $0 != "V" }
    switch plain {
    case "SSL3", "SSL3.0": self = .ssl3
    case "1.0", "TLS1.0", "TLS1": self = .tls10
    case "1.1", "TLS1.1": self = .tls11
    case "1.2", "TLS1.2": self = .tls12
    case "1.3", "TLS1.3": self = .tls13
    default: return nil
    }
  }

  package var name: String {
    switch self {
    case .ssl3: "SSL 3.0"
    case .tls10: "TLS 1.0"
    case .tls11: "TLS 1.1"
    case .tls12: "TLS 1.2"
    case .tls13: "TLS 1.3"
    }
  }

  /// As posture files write it: `1.2`; `ssl3` for the oldest.
  package var shortName: String { self == .ssl3 ? "ssl3" : String(name.dropFirst(4)) }
}

extension TLSVersion: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
