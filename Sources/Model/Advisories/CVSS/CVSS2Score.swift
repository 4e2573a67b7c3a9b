/// The base equation of CVSS version 2 (guide, section 3.2.1).
enum CVSS2Score {
  private static let weights: [String: [String: Double]] = [
    "AV": ["L": 0.395, "A": 0.646, "N": 1], "AC": ["H": 0.35, "M": 0.61, "L": 0.71],
    "Au": ["M": 0.45, "S": 0.56, "N": 0.704],
  ]
  private static let impacts = ["N": 0, "P": 0.275, "C": 0.66]

  static func base(_ value: (String) -> String) -> Double {
    func weight(_ metric: String) -> Double { weights[metric]?[value(metric)] ?? 0 }
    let kept = ["C", "I", "A"].reduce(1.0) { $0 * (1 - (impacts[value($1)] ?? 0)) }
    let impact = 10.41 * (1 - kept)
    guard impact > 0 else { return 0 }
    let exploitability = 20 * weight("AV") * weight("AC") * weight("Au")
    let score = (0.6 * impact + 0.4 * exploitability - 1.5) * 1.176
    return (score * 10).rounded() / 10
  }
}
