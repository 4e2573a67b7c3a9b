/// Reads the parts of a PEP 440 version from left to right.
struct PythonVersionReader {
  struct Parts {
    var epoch = 0
    var release: [Int] = []
    var prerelease: PythonVersion.Stage?
    var post: Int?
    var development: Int?
    var local: [PythonVersion.LocalPart] = []
  }

  private static let stages: [(spelling: String, kind: PythonVersion.Stage.Kind)] = [
    ("alpha", .alpha), ("a", .alpha), ("beta", .beta), ("b", .beta), ("preview", .candidate),
    ("pre", .candidate), ("rc", .candidate), ("c", .candidate),
  ]

  private var rest: Substring

  init(_ text: String) {
    var text = text.lowercased()[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    rest = text
  }

  mutating func read() -> Parts? {
    var parts = Parts()
    _ = take("v")
    guard let first = number() else { return nil }
    if take("!") {
      parts.epoch = first
      guard let next = number() else { return nil }
      parts.release = [next]
    } else {
      parts.release = [first]
    }
    while rest.first == ".", rest.dropFirst().first?.isNumber == true {
      rest.removeFirst()
      guard let next = number() else { return nil }
      parts.release.append(next)
    }
    guard readStages(into: &parts), readLocal(into: &parts) else { return nil }
    return rest.isEmpty ? parts : nil
  }

  /// Reads the prerelease, post-release and development parts that are there.
  private mutating func readStages(into parts: inout Parts) -> Bool {
    for stage in Self.stages where parts.prerelease == nil {
      guard let value = labelled([stage.spelling]) else { continue }
      guard let number = value else { return false }
      parts.prerelease = PythonVersion.Stage(kind: stage.kind, number: number)
    }
    if rest.first == "-", rest.dropFirst().first?.isNumber == true {
      rest.removeFirst()
      guard let value = number() else { return false }
      parts.post = value
    } else if let value = labelled(["post", "rev", "r"]) {
      guard let number = value else { return false }
      parts.post = number
    }
    if let value = labelled(["dev"]) {
      guard let number = value else { return false }
      parts.development = number
    }
    return true
  }

  /// Reads `.dev3`, `-alpha_1` or `rc`: nil when none of the words is here, and nil within when its
  /// number is too large.
  private mutating func labelled(_ words: [String]) -> Int?? {
    var ahead = rest
    if let first = ahead.first, ".-_".contains(first) { ahead.removeFirst() }
    guard let word = words.first(where: { ahead.hasPrefix($0) }) else { return nil }
    ahead.removeFirst(word.count)
    if let first = ahead.first, ".-_".contains(first), ahead.dropFirst().first?.isNumber == true {
      ahead.removeFirst()
    }
    rest = ahead
    guard rest.first?.isNumber == true else { return .some(0) }
    return .some(number())
  }

  private mutating func readLocal(into parts: inout Parts) -> Bool {
    guard take("+") else { return true }
    for part in rest.split(omittingEmptySubsequences: false, whereSeparator: { ".-_".contains($0) })
    {
      guard !part.isEmpty, part.allSatisfy({ $0.isLetter || $0.isNumber }) else { return false }
      if part.allSatisfy(\.isNumber) {
        guard part.count <= 15, let value = Int(part) else { return false }
        parts.local.append(.number(value))
      } else {
        parts.local.append(.word(String(part)))
      }
    }
    rest = rest[rest.endIndex...]
    return true
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  /// Reads digits; nil when there are none or more than any version has.
  private mutating func number() -> Int? {
    let digits = rest.prefix { $0.isNumber }
    guard (1...15).contains(digits.count), let value = Int(digits) else { return nil }
    rest = rest[digits.endIndex...]
    return value
  }
}
