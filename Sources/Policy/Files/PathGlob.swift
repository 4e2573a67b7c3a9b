/// A glob over paths below a folder: `*` and `?` stay inside one part, `**` spans any number of
/// parts, `{a,b}` is either, `[a-z]` is one character of a set.
struct PathGlob {
  enum Part: Hashable {
    case anyFolders
    case name(String)
    case pattern([Unicode.Scalar])
  }

  /// Combinations that `{a,b}` may multiply to.
  private static let mostAlternatives = 64

  let alternatives: [[Part]]

  init(_ text: String) {
    alternatives = Self.expandingBraces(text).map { alternative in
      alternative.split(separator: "/").filter { $0 != "." }.map { Self.part(String($0)) }
    }
  }

  /// Whether one name matches a pattern with wildcards.
  ///
  /// Only the latest `*` is ever retried, so the work is bounded by the product of the lengths.
  static func matches(_ name: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    var (nameAt, patternAt) = (0, 0)
    var retry: (name: Int, pattern: Int)?
    while nameAt < name.count {
      if patternAt < pattern.count, pattern[patternAt] == "*" {
        retry = (nameAt, patternAt + 1)
        patternAt += 1
      } else if let width = width(of: pattern, at: patternAt, matching: name[nameAt]) {
        patternAt += width
        nameAt += 1
      } else if let last = retry {
        retry = (last.name + 1, last.pattern)
        (nameAt, patternAt) = (last.name + 1, last.pattern)
      } else {
        return false
      }
    }
    return pattern[patternAt...].allSatisfy { $0 == "*" }
  }

  /// How many scalars of the pattern stand for this one of the name; nil when they do not match it.
  private static func width(
    of pattern: [Unicode.Scalar], at start: Int, matching scalar: Unicode.Scalar
  ) -> Int? {
    guard start < pattern.count else { return nil }
    switch pattern[start] {
    case "?": return 1
    case "[":
      guard let end = pattern[(start + 1)...].firstIndex(of: "]"), end > start + 1 else { break }
      return set(pattern[(start + 1)..<end], holds: scalar) ? end - start + 1 : nil
    default: break
    }
    return pattern[start] == scalar ? 1 : nil
  }

  private static func set(_ set: ArraySlice<Unicode.Scalar>, holds scalar: Unicode.Scalar) -> Bool {
    let isNegated = set.first == "!" || set.first == "^"
    var rest = isNegated ? set.dropFirst() : set
    while let first = rest.popFirst() {
      if rest.first == "-", let last = rest.dropFirst().first {
        rest = rest.dropFirst(2)
        if first <= scalar, scalar <= last { return !isNegated }
      } else if first == scalar {
        return !isNegated
      }
    }
    return isNegated
  }

  private static func part(_ text: String) -> Part {
    if text == "**" { return .anyFolders }
    let hasWildcard = text.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B }
    return hasWildcard ? .pattern(Array(text.unicodeScalars)) : .name(text)
  }

  private static func expandingBraces(_ text: String) -> [String] {
    var waiting = [text]
    var done: [String] = []
    while let next = waiting.popLast() {
      guard done.count + waiting.count < mostAlternatives, let close = next.firstIndex(of: "}"),
        let open = next[..<close].lastIndex(of: "{")
      else {
        done.append(next)
        continue
      }
      let choices = next[next.index(after: open)..<close].split(
        separator: ",", maxSplits: mostAlternatives, omittingEmptySubsequences: false)
      for choice in choices.reversed() {
        waiting.append(String(next[..<open] + choice + next[next.index(after: close)...]))
      }
    }
    return done
  }
}
