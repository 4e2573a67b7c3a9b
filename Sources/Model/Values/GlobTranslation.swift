/// Turns a glob over paths into an equal PCRE2 pattern, for places that match patterns but no files.
package enum GlobTranslation {
  /// A pattern that matches exactly the whole paths that the glob matches.
  ///
  /// `*` and `?` stay inside one part of a path, `**` crosses parts, `[…]` is a set, `{a,b}` are
  /// alternatives, `\` takes the next character for itself, and a glob that ends in `/` takes all
  /// below the folder. A bracket or brace that is not closed stands for itself.
  package static func pattern(for glob: String) -> String {
    var translator = Translator(glob)
    return "(?s)\\A" + translator.sequence(until: []) + "\\z"
  }

  private struct Translator {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ glob: String) {
      var scalars = Array(glob.unicodeScalars)
      while scalars.starts(with: ["." as Unicode.Scalar, "/"]) { scalars.removeFirst(2) }
      if scalars.last == "/" { scalars += ["*", "*"] }
      self.scalars = scalars
    }

    mutating func sequence(until ends: [Unicode.Scalar]) -> String {
      var result = ""
      while position < scalars.count, !ends.contains(scalars[position]) {
        result += next()
      }
      return result
    }

    private mutating func next() -> String {
      let scalar = scalars[position]
      switch scalar {
      case "*": return stars()
      case "[": return set() ?? literal()
      case "{": return alternatives() ?? literal()
      case "?":
        position += 1
        return "[^/]"
      case "\\" where position + 1 < scalars.count:
        position += 1
        return literal()
      default: return literal()
      }
    }

    private mutating func literal() -> String {
      defer { position += 1 }
      return Self.escaped(scalars[position])
    }

    private mutating func stars() -> String {
      let start = position
      while position < scalars.count, scalars[position] == "*" { position += 1 }
      let beginsPart = start == 0 || "/{,".unicodeScalars.contains(scalars[start - 1])
      guard position - start > 1, beginsPart else { return "[^/]*" }
      if position == scalars.count || (depth > 0 && ",}".unicodeScalars.contains(scalars[position]))
      {
        return ".+"
      }
      guard scalars[position] == "/" else { return "[^/]*" }
      position += 1
      return "(?:.*/)?"
    }

    private mutating func set() -> String? {
      var index = position + 1
      let isNegated = index < scalars.count && (scalars[index] == "!" || scalars[index] == "^")
      if isNegated { index += 1 }
      let first = index
      while index < scalars.count, scalars[index] != "]" || index == first { index += 1 }
      guard index < scalars.count else { return nil }
      position = index + 1
      let members = scalars[first..<index].enumerated().map { offset, scalar in
        // Only a hyphen between two members makes a range.
        scalar == "-" && offset > 0 && offset < index - first - 1 ? "-" : Self.escaped(scalar)
      }
      return isNegated ? "[^/\(members.joined())]" : "(?!/)[\(members.joined())]"
    }

    private mutating func alternatives() -> String? {
      let start = position
      depth += 1
      defer { depth -= 1 }
      guard depth <= 16 else { return nil }
      var branches: [String] = []
      repeat {
        position += 1
        branches.append(sequence(until: [",", "}"]))
      } while position < scalars.count && scalars[position] == ","
      guard position < scalars.count else {
        position = start
        return nil
      }
      position += 1
      return "(?:" + branches.joined(separator: "|") + ")"
    }

    /// Letters, digits, `_` and everything beyond ASCII stand for themselves in PCRE2.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
      let isPlain =
        !scalar.isASCII || scalar == "_" || ("0"..."9").contains(scalar)
        || ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
      if isPlain { return String(scalar) }
      // A control character may not follow a backslash.
      if scalar.value < 0x20 || scalar.value == 0x7F {
        return "\\x{" + String(scalar.value, radix: 16) + "}"
      }
      return "\\" + String(scalar)
    }
  }
}
