/// The lines that begin a commit or a tag: a word, a space and a value each.
struct HeaderLines {
  private let content: [UInt8]
  private var position = 0

  init(_ content: [UInt8]) { self.content = content }

  /// The object that the next line names, if it begins with a word; nil leaves the line where it is.
  mutating func next(named word: StaticString, hash: ObjectHash) -> ObjectName? {
    let digits = position + word.utf8CodeUnitCount + 1
    let end = digits + 2 * hash.byteCount
    guard end < content.count, content[end] == 0x0A, content[digits - 1] == 0x20, begins(word)
    else { return nil }
    guard let name = ObjectName(hexadecimal: content[digits..<end]) else { return nil }
    position = end + 1
    return name
  }

  /// The seconds that the committer's line ends with, before its time zone.
  mutating func committedAt() -> Int? {
    while position < content.count, content[position] != 0x0A {
      let isCommitter = begins("committer ")
      let start = position
      while position < content.count, content[position] != 0x0A { position += 1 }
      if isCommitter { return Self.seconds(content[start..<position]) }
      position += 1
    }
    return nil
  }

  /// What the author's line says before its date.
  var author: String? {
    for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.isEmpty { return nil }
      guard line.starts(with: "author ".utf8), let end = line.lastIndex(of: 0x3E) else { continue }
      return String(decoding: line[...end].dropFirst(7), as: UTF8.self)
    }
    return nil
  }

  private func begins(_ word: StaticString) -> Bool {
    guard content.count - position >= word.utf8CodeUnitCount else { return false }
    // The text is a constant of the program, read up to its length.
    return word.withUTF8Buffer { text in
      for index in text.indices where unsafe content[position + index] != text[index] {
        return false
      }
      return true
    }
  }

  private static func seconds(_ line: ArraySlice<UInt8>) -> Int? {
    let rest = line[(line.lastIndex(of: 0x3E).map { $0 + 1 } ?? line.startIndex)...]
    let text = rest.drop { $0 == 0x20 }
    let isNegative = text.first == 0x2D
    // More digits than any date has; eighteen always fit.
    let digits = text.dropFirst(isNegative ? 1 : 0).prefix(18).prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    let seconds = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return isNegative ? -seconds : seconds
  }
}
