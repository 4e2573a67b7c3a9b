/// The base score of CVSS version 4.0 (specification, section 8, "CVSS v4.0 Scoring").
///
/// Six equivalence classes of metrics make a macro vector with a score in a table; the score is then
/// lowered by how far the vector lies below the highest ones of its class, in each class as a part of
/// the way to the next lower macro vector. All is told in whole numbers. What a base score leaves open
/// has its worst value: exploits are attacked, and every security requirement is high.
enum CVSS4Score {
  /// A class of metrics, for each of its levels.
  private struct EquivalenceClass {
    /// How many steps the level is deep.
    let depths: [Int]
    /// The highest vectors of the level.
    let highest: [[[String: Int]]]

    init(depths: [Int], highest: [[String]]) {
      self.depths = depths
      self.highest = highest.map { $0.map(CVSS4Score.ranks) }
    }

    /// How many steps the vector lies below the first of the highest vectors that it is not above.
    func distance(_ level: Int, of rank: (String) -> Int) -> Int {
      for vector in highest[level] {
        let distances = vector.map { rank($0.key) - $0.value }
        if distances.allSatisfy({ $0 >= 0 }) { return distances.reduce(0, +) }
      }
      return 0
    }
  }

  /// The values of the metrics from the worst on.
  private static let values: [String: [Character]] = [
    "AV": ["N", "A", "L", "P"], "PR": ["N", "L", "H"], "UI": ["N", "P", "A"], "AC": ["L", "H"],
    "AT": ["N", "P"], "VC": ["H", "L", "N"], "VI": ["H", "L", "N"], "VA": ["H", "L", "N"],
    "SC": ["S", "H", "L", "N"], "SI": ["S", "H", "L", "N"], "SA": ["S", "H", "L", "N"],
    "CR": ["H", "M", "L"], "IR": ["H", "M", "L"], "AR": ["H", "M", "L"],
  ]

  /// The first, second and fourth class, and the third and sixth taken together.
  private static let first = EquivalenceClass(
    depths: [1, 4, 5],
    highest: [
      ["AV:N PR:N UI:N"], ["AV:A PR:N UI:N", "AV:N PR:L UI:N", "AV:N PR:N UI:P"],
      ["AV:P PR:N UI:N", "AV:A PR:L UI:P"],
    ])
  private static let second = EquivalenceClass(
    depths: [1, 2], highest: [["AC:L AT:N"], ["AC:H AT:N", "AC:L AT:P"]])
  private static let thirdAndSixth = EquivalenceClass(
    depths: [7, 6, 8, 8, 10],
    highest: [
      ["VC:H VI:H VA:H CR:H IR:H AR:H"],
      ["VC:H VI:H VA:L CR:M IR:M AR:H", "VC:H VI:H VA:H CR:M IR:M AR:M"],
      ["VC:L VI:H VA:H CR:H IR:H AR:H", "VC:H VI:L VA:H CR:H IR:H AR:H"],
      [
        "VC:L VI:H VA:L CR:H IR:M AR:H", "VC:L VI:H VA:H CR:H IR:M AR:M",
        "VC:H VI:L VA:H CR:M IR:H AR:M", "VC:H VI:L VA:L CR:M IR:H AR:H",
        "VC:L VI:L VA:H CR:H IR:H AR:M",
      ],
      ["VC:L VI:L VA:L CR:H IR:H AR:H"],
    ])
  private static let fourth = EquivalenceClass(
    depths: [6, 5, 4], highest: [["SC:H SI:S SA:S"], ["SC:H SI:H SA:H"], ["SC:L SI:L SA:L"]])

  static func base(_ value: (String) -> String) -> Double {
    let impacts = ["VC", "VI", "VA", "SC", "SI", "SA"]
    if impacts.allSatisfy({ value($0) == "N" }) { return 0 }
    func rank(_ metric: String) -> Int {
      let rank = value(metric).first.flatMap { values[metric]?.firstIndex(of: $0) }
      return rank ?? 0
    }
    let macro = macroVector(value)
    let score = macro.score ?? 0
    let classes: [(depth: Int, distance: Int, next: Int?)] = [
      (first.depths[macro.first], first.distance(macro.first, of: rank), macro.nextFirst.score),
      (
        second.depths[macro.second], second.distance(macro.second, of: rank), macro.nextSecond.score
      ),
      (
        thirdAndSixth.depths[macro.thirdAndSixth],
        thirdAndSixth.distance(macro.thirdAndSixth, of: rank), macro.nextThirdAndSixthScore
      ),
      (
        fourth.depths[macro.fourth], fourth.distance(macro.fourth, of: rank), macro.nextFourth.score
      ),
      // Exploits that are attacked lie at the very top of their class.
      (1, 0, macro.nextFifth.score),
    ]
    // Every depth divides 840.
    var (lowered, count) = (0, 0)
    for entry in classes {
      guard let next = entry.next else { continue }
      lowered += (score - next) * entry.distance * (840 / entry.depth)
      count += 1
    }
    let denominator = 840 * max(count, 1)
    let tenths = (2 * (score * denominator - lowered) + denominator) / (2 * denominator)
    return Double(min(max(tenths, 0), 100)) / 10
  }

  private static func macroVector(_ value: (String) -> String) -> CVSS4MacroVector {
    let reach = [value("AV") == "N", value("PR") == "N", value("UI") == "N"].count { $0 }
    let isHigh = ["VC", "VI", "VA"].map { value($0) == "H" }
    let third = isHigh[0] && isHigh[1] ? 0 : isHigh.contains(true) ? 1 : 2
    return CVSS4MacroVector(
      first: reach == 3 ? 0 : reach > 0 && value("AV") != "P" ? 1 : 2,
      second: value("AC") == "L" && value("AT") == "N" ? 0 : 1,
      // With every requirement high, the sixth class is low only where no impact is high.
      thirdAndSixth: [0, 2, 4][third],
      fourth: ["SC", "SI", "SA"].contains { value($0) == "H" } ? 1 : 2,
      fifth: 0)
  }

  private static func ranks(_ vector: String) -> [String: Int] {
    var ranks: [String: Int] = [:]
    for metric in vector.split(separator: " ") {
      let name = String(metric.prefix(2))
      ranks[name] = metric.last.flatMap { values[name]?.firstIndex(of: $0) } ?? 0
    }
    return ranks
  }
}
