/// A macro vector of CVSS version 4.0: the level of each equivalence class, 0 for the worst.
struct CVSS4MacroVector {
  var first: Int
  var second: Int
  /// The pairs of the third and sixth class that exist: 00, 01, 10, 11, 21.
  var thirdAndSixth: Int
  var fourth: Int
  var fifth: Int

  /// In tenths; nil for a macro vector that does not exist.
  var score: Int? {
    guard first < 3, second < 2, thirdAndSixth < 5, fourth < 3, fifth < 3 else { return nil }
    let index = (((first * 2 + second) * 5 + thirdAndSixth) * 3 + fourth) * 3 + fifth
    return Int(Self.scores[index])
  }

  var nextFirst: CVSS4MacroVector { with(\.first, first + 1) }
  var nextSecond: CVSS4MacroVector { with(\.second, second + 1) }
  var nextFourth: CVSS4MacroVector { with(\.fourth, fourth + 1) }
  var nextFifth: CVSS4MacroVector { with(\.fifth, fifth + 1) }

  /// From 00 there are two ways down, of which the higher counts.
  var nextThirdAndSixthScore: Int? {
    let next = [[1, 2], [3], [3], [4], []][thirdAndSixth]
    return next.compactMap { with(\.thirdAndSixth, $0).score }.max()
  }

  private func with(_ level: WritableKeyPath<CVSS4MacroVector, Int>, _ value: Int)
    -> CVSS4MacroVector
  {
    var changed = self
    changed[keyPath: level] = value
    return changed
  }

  /// The scores of FIRST for the 270 macro vectors, in tenths; a row is a pair of the third and sixth
  /// class, and within it the fourth and then the fifth class count up.
  private static let scores: [UInt8] = [
    // First class 0, second 0.
    100, 98, 95, 100, 93, 91, 93, 89, 81,
    99, 95, 92, 96, 87, 81, 90, 80, 68,
    98, 95, 90, 93, 89, 81, 88, 78, 69,
    95, 92, 84, 92, 81, 65, 80, 70, 48,
    92, 82, 72, 79, 69, 50, 69, 55, 27,
    // First class 0, second 1.
    99, 95, 92, 95, 90, 84, 92, 82, 72,
    97, 92, 85, 91, 83, 71, 81, 71, 53,
    95, 92, 85, 92, 80, 70, 84, 71, 50,
    93, 85, 73, 82, 72, 59, 70, 52, 30,
    86, 75, 52, 71, 52, 29, 63, 29, 17,
    // First class 1, second 0.
    98, 94, 91, 94, 86, 77, 87, 74, 63,
    95, 87, 81, 89, 74, 64, 75, 63, 49,
    94, 88, 76, 86, 74, 59, 72, 57, 52,
    89, 77, 67, 76, 58, 50, 57, 52, 25,
    83, 70, 54, 65, 58, 26, 53, 21, 13,
    // First class 1, second 1.
    95, 88, 76, 90, 75, 61, 77, 68, 52,
    90, 76, 70, 77, 62, 53, 66, 59, 30,
    89, 76, 62, 74, 57, 47, 61, 57, 24,
    78, 67, 58, 59, 57, 23, 52, 29, 16,
    71, 59, 30, 58, 26, 15, 23, 13, 6,
    // First class 2, second 0.
    93, 86, 75, 86, 74, 56, 70, 52, 40,
    87, 72, 58, 74, 61, 34, 54, 40, 22,
    85, 74, 62, 72, 55, 46, 53, 34, 19,
    75, 55, 51, 57, 41, 19, 36, 19, 8,
    64, 51, 20, 47, 21, 11, 24, 9, 4,
    // First class 2, second 1.
    88, 73, 60, 73, 59, 41, 54, 45, 20,
    75, 53, 50, 55, 40, 20, 43, 22, 11,
    75, 58, 40, 61, 48, 20, 46, 17, 8,
    55, 45, 21, 51, 18, 9, 18, 7, 2,
    53, 24, 14, 24, 12, 5, 10, 3, 1,
  ]
}
