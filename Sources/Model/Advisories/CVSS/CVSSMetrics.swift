/// The metrics of a version of CVSS with the values that each may take.
struct CVSSMetrics {
  let base: [String: [String]]
  let others: [String: [String]]

  func allows(_ metric: String, _ value: String) -> Bool {
    (base[metric] ?? others[metric])?.contains(value) == true
  }

  static func of(_ version: CVSSVector.Version) -> CVSSMetrics {
    switch version {
    case .v2: v2
    case .v30, .v31: v3
    case .v4: v4
    }
  }

  /// "AV NAL" and so on: a metric and the one-letter values, or whole words behind it.
  private static func table(_ rows: [String]) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let words = row.split(separator: " ").map(String.init)
        let values = words.count == 2 ? words[1].map { String($0) } : Array(words.dropFirst())
        return (words[0], values)
      })
  }

  /// CVSS v2 guide, sections 2.1 to 2.3.
  private static let v2 = CVSSMetrics(
    base: table(["AV LAN", "AC HML", "Au MSN", "C NPC", "I NPC", "A NPC"]),
    others: table([
      "E U POC F H ND", "RL OF TF W U ND", "RC UC UR C ND", "CDP N L LM MH H ND", "TD N L M H ND",
      "CR L M H ND", "IR L M H ND", "AR L M H ND",
    ]))

  /// CVSS v3.1 specification, section 6.
  private static let v3 = CVSSMetrics(
    base: table(["AV NALP", "AC LH", "PR NLH", "UI NR", "S UC", "C HLN", "I HLN", "A HLN"]),
    others: table([
      "E XHFPU", "RL XUWTO", "RC XCRU", "CR XHML", "IR XHML", "AR XHML", "MAV XNALP", "MAC XLH",
      "MPR XNLH", "MUI XNR", "MS XUC", "MC XNLH", "MI XNLH", "MA XNLH",
    ]))

  /// CVSS v4.0 specification, section 7.
  private static let v4 = CVSSMetrics(
    base: table([
      "AV NALP", "AC LH", "AT NP", "PR NLH", "UI NPA", "VC HLN", "VI HLN", "VA HLN", "SC HLN",
      "SI HLN", "SA HLN",
    ]),
    others: table([
      "E XAPU", "CR XHML", "IR XHML", "AR XHML", "MAV XNALP", "MAC XLH", "MAT XNP", "MPR XNLH",
      "MUI XNPA", "MVC XHLN", "MVI XHLN", "MVA XHLN", "MSC XHLN", "MSI XSHLN", "MSA XSHLN", "S XNP",
      "AU XNY", "R XAUI", "V XDC", "RE XLMH", "U X Clear Green Amber Red",
    ]))
}
