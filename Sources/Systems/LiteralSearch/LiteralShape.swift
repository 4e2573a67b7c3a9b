/// What of a literal is looked at for each of its occurrences, which there are millions of.
struct LiteralShape: Sendable {
  let length: Int
  let condition: Literal.Condition
  /// What follows the part that is searched for; empty for most.
  let tail: [UInt8]
  let isCaseSensitive: Bool

  /// So many first bytes are searched for, and the others compared where they occur: windows around
  /// what is new need be no wider.
  static let searchedLength = 16

  init(_ literal: Literal) {
    length = literal.bytes.count
    condition = literal.condition
    tail = Array(literal.bytes.dropFirst(Self.searchedLength))
    isCaseSensitive = literal.isCaseSensitive
  }

  var searchedLength: Int { min(length, Self.searchedLength) }
}

/// How far before something new an occurrence can begin that it decides on.
struct LiteralReach: Sendable {
  /// From the occurrence's beginning to the last byte that makes it count.
  let longest: Int
  /// From the occurrence's beginning to the word that the search goes back to the beginning of.
  let beforeWord: Int

  init(of literals: [Literal]) {
    longest = literals.map(\.reach).max() ?? 0
    let wholes = literals.filter { literal in
      switch literal.condition {
      case .assignment, .value: true
      case .none, .token, .userInformation: false
      }
    }
    let breaks = literals.map { literal in
      (literal.bytes.lastIndex { CharacterKind.breaks.contains($0) } ?? -1) + 1
    }
    beforeWord = max(
      LiteralShape.searchedLength, wholes.map(\.bytes.count).max() ?? 0, breaks.max() ?? 0)
  }
}

extension Literal {
  /// How many bytes from its beginning on decide whether an occurrence counts.
  var reach: Int {
    switch condition {
    case .none: bytes.count
    case .token(let length): max(bytes.count, length)
    case .assignment: bytes.count + Self.longestName + Self.longestSign
    case .value(let length):
      bytes.count + Self.longestName + Self.longestSign + Self.longestLead + length
    case .userInformation: bytes.count + Self.longestUserInformation
    }
  }

  static let longestName = 64
  static let longestSign = 8
  /// Between a sign of assignment and a value: the rest of the sign, spaces, quotation marks.
  static let longestLead = 16
  static let longestUserInformation = 256
}
