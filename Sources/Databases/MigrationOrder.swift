/// The order in which migration tools run files, told by their names.
package enum MigrationOrder {
  /// The files that make changes, in order: those of one folder by the numbers in their names, a
  /// tool's repeatable files last, and what takes changes back left out.
  ///
  /// - Parameters:
  ///   - paths: Relative, with `/` between parts.
  ///   - plan: The text of a `sqitch.plan`, which names its files in order.
  /// - Returns: Those that are run.
  package static func ordered(_ paths: [String], plan: String? = nil) -> [String] {
    let kept = paths.filter { $0.lowercased().hasSuffix(".sql") && !takesBack($0) }
    let planned = plan.map(names) ?? [:]
    return kept.map { path in (path, key(path, planned)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private static func takesBack(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    guard let file = parts.last else { return true }
    if file.hasSuffix(".down.sql") || file == "down.sql" || file.hasSuffix("_down.sql")
      || file.hasSuffix(".rollback.sql") || file.hasSuffix(".undo.sql")
    {
      return true
    }
    // Flyway's undo files: U1.2__name.sql.
    if file.first == "u", file.dropFirst().first?.isNumber == true, file.contains("__") {
      return true
    }
    return parts.dropLast().contains { ["revert", "verify", "down", "rollback"].contains($0) }
  }

  private static func names(_ plan: String) -> [String: Int] {
    var names: [String: Int] = [:]
    for line in plan.split(whereSeparator: \.isNewline) {
      guard let word = line.split(separator: " ").first, !word.hasPrefix("%"), !word.hasPrefix("#"),
        !word.hasPrefix("@")
      else { continue }
      names[String(word)] = names.count
    }
    return names
  }

  /// What names are compared by.
  private struct Key: Comparable {
    let planned: Int
    let folder: [Piece]
    /// Flyway's repeatable files (R__name.sql) come after all others.
    let isRepeatable: Bool
    let name: [Piece]

    static func < (left: Key, right: Key) -> Bool {
      if left.planned != right.planned { return left.planned < right.planned }
      if left.isRepeatable != right.isRepeatable { return right.isRepeatable }
      if left.folder != right.folder { return precedes(left.folder, right.folder) }
      return precedes(left.name, right.name)
    }

    private static func precedes(_ left: [Piece], _ right: [Piece]) -> Bool {
      for (mine, other) in zip(left, right) where mine != other { return mine < other }
      return left.count < right.count
    }
  }

  /// A run of digits or a run of other characters.
  private enum Piece: Comparable {
    case number(String)
    case text(String)

    static func < (left: Piece, right: Piece) -> Bool {
      switch (left, right) {
      case (.number(let mine), .number(let other)):
        mine.utf8.count != other.utf8.count ? mine.utf8.count < other.utf8.count : mine < other
      case (.text(let mine), .text(let other)):
        mine.utf8.lexicographicallyPrecedes(other.utf8)
      case (.number, .text): true
      case (.text, .number): false
      }
    }
  }

  private static func key(_ path: String, _ planned: [String: Int]) -> Key {
    let parts = path.split(separator: "/")
    let file = parts.last.map(String.init) ?? ""
    let bare = file.hasSuffix(".sql") ? String(file.dropLast(4)) : file
    return Key(
      planned: planned[bare] ?? (planned.isEmpty ? 0 : Int.max),
      folder: pieces(parts.dropLast().joined(separator: "/")),
      isRepeatable: file.hasPrefix("R__"), name: pieces(file))
  }

  private static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let first = rest.first {
      let isDigit = first.isASCII && first.isNumber
      let run = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
      rest = rest.dropFirst(run.count)
      if isDigit {
        // Leading zeros do not count, so that 002 comes before 10.
        pieces.append(.number(String(run.drop { $0 == "0" })))
      } else {
        pieces.append(.text(String(run)))
      }
    }
    return pieces
  }
}
