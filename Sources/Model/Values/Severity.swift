/// How much a finding or a control matters.
///
/// The order is the order of the cases.
package enum Severity: String, CaseIterable, Sendable, Comparable, Codable {
  case info
  case low
  case medium
  case high
  case critical

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
