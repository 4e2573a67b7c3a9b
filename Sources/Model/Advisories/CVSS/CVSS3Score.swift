/// The base equations of CVSS versions 3.0 and 3.1 (specifications, section 7.1 and appendix A).
enum CVSS3Score {
  private static let weights: [String: [String: Double]] = [
    "AV": ["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2], "AC": ["L": 0.77, "H": 0.44],
    "UI": ["N": 0.85, "R": 0.62],
  ]
  private static let privileges = ["N": 0.85, "L": 0.62, "H": 0.27]
  private static let privilegesAcrossScopes = ["N": 0.85, "L": 0.68, "H": 0.5]
  private static let impacts = ["H": 0.56, "L": 0.22, "N": 0]

  static func base(_ value: (String) -> String, roundingUp: (Double) -> Double) -> Double {
    func weight(_ metric: String) -> Double { weights[metric]?[value(metric)] ?? 0 }
    let isChanged = value("S") == "C"
    let kept = ["C", "I", "A"].reduce(1.0) { $0 * (1 - (impacts[value($1)] ?? 0)) }
    let lost = 1 - kept
    let impact = isChanged ? 7.52 * (lost - 0.029) - 3.25 * power(lost - 0.02, 15) : 6.42 * lost
    guard impact > 0 else { return 0 }
    let privilege = (isChanged ? privilegesAcrossScopes : privileges)[value("PR")] ?? 0
    let exploitability = 8.22 * weight("AV") * weight("AC") * privilege * weight("UI")
    let sum = impact + exploitability
    return roundingUp(min(isChanged ? 1.08 * sum : sum, 10))
  }

  /// The smallest number with one decimal that is not below the input, told in whole numbers so that
  /// 4.000001 of inexact arithmetic stays 4.0 (version 3.1, appendix A).
  static func roundedUp(_ value: Double) -> Double {
    let whole = Int((value * 100_000).rounded())
    return whole % 10_000 == 0
      ? Double(whole) / 100_000 : Double(whole / 10_000 + 1) / 10
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
