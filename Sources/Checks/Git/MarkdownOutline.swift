import Model

/// The headings of a Markdown text, with their places: ATX (`## Title`) and setext (underlined), as
/// CommonMark 0.31 defines them.
///
/// What stands in fenced or indented code, in comments or in the front matter is no heading.
package struct MarkdownOutline: Sendable {
  package struct Heading: Hashable, Sendable {
    /// Without markup, as a reader sees it.
    package let title: String
    package let line: Int
  }

  package private(set) var headings: [Heading] = []

  package init(_ text: String) {
    var fence: Fence?
    var isComment = false
    var paragraph: (text: String, line: Int)?
    for (index, line) in Self.body(of: text) {
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
        continue
      }
      if isComment {
        isComment = !line.utf8.contains("-->")
        continue
      }
      if let level = Self.indentation(of: line), level < 4 {
        let content = line.trimmed
        if let opening = Fence(content) {
          fence = opening
          paragraph = nil
        } else if content.hasPrefix("<!--") {
          isComment = !content.utf8.dropFirst(4).contains("-->")
          paragraph = nil
        } else if let title = Self.sectionTitle(content) {
          add(title, line: index + 1)
          paragraph = nil
        } else if let open = paragraph, Self.isUnderline(content) {
          add(open.text, line: open.line)
          paragraph = nil
        } else if content.isEmpty || Self.startsBlock(content) {
          paragraph = nil
        } else {
          paragraph = paragraph.map { ($0.text + " " + content, $0.line) } ?? (content, index + 1)
        }
      }
    }
  }

  /// The heading with that title, whatever its level and letter case.
  package func heading(titled title: String) -> Heading? {
    let wanted = Self.plain(title).lowercased()
    return headings.first { $0.title.lowercased() == wanted }
  }

  /// The heading that was most likely meant: spelt alike, or holding the same words.
  package func nearest(to title: String) -> Heading? {
    let offered = headings.prefix(200)
    if let name = NearestName.find(title, among: offered.map(\.title)) {
      return offered.first { $0.title == name }
    }
    let wanted = Self.plain(title).lowercased()
    return wanted.isEmpty
      ? nil : offered.first { $0.title.lowercased().utf8.contains(wanted) }
  }

  private mutating func add(_ title: String, line: Int) {
    headings.append(Heading(title: Self.plain(title), line: line))
  }
}

// The forms of lines.
extension MarkdownOutline {
  /// A run of at least three backquotes or tildes, which opens a code block.
  private struct Fence {
    let mark: Character
    let length: Int

    init?(_ content: String) {
      guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
      let length = content.prefix { $0 == mark }.count
      let information = content.dropFirst(length)
      guard length >= 3, mark == "~" || !information.contains("`") else { return nil }
      self.mark = mark
      self.length = length
    }

    func isClosed(by line: String) -> Bool {
      guard let level = MarkdownOutline.indentation(of: line), level < 4 else { return false }
      let content = line.trimmed
      return content.count >= length && content.allSatisfy { $0 == mark }
    }
  }

  /// The lines with their index, without front matter between two lines of `---`.
  private static func body(of text: String) -> ArraySlice<(Int, String)> {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let numbered = lines.enumerated().map { ($0, String($1)) }
    guard numbered.first?.1.trimmed == "---",
      let end = numbered.dropFirst().first(where: { $0.1.trimmed == "---" })
    else { return numbered[...] }
    return numbered[(end.0 + 1)...]
  }

  /// Columns of leading white space, a tab reaching the next multiple of four; nil for a blank line
  /// only in that it is 0.
  private static func indentation(of line: String) -> Int? {
    var column = 0
    for byte in line.utf8 {
      switch byte {
      case 0x20: column += 1
      case 0x09: column += 4 - column % 4
      default: return column
      }
    }
    return 0
  }

  private static func sectionTitle(_ content: String) -> String? {
    let level = content.utf8.prefix { $0 == 0x23 }.count
    guard (1...6).contains(level) else { return nil }
    let rest = content.dropFirst(level)
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
    let title = String(rest).trimmed
    let withoutClosing = title.reversed().drop { $0 == "#" }
    guard withoutClosing.count < title.count else { return title }
    let isClosing = withoutClosing.isEmpty || withoutClosing.first == " "
    return isClosing ? String(withoutClosing.reversed()).trimmed : title
  }

  private static func isUnderline(_ content: String) -> Bool {
    !content.isEmpty
      && (content.utf8.allSatisfy { $0 == 0x3D } || content.utf8.allSatisfy { $0 == 0x2D })
  }

  /// Whether a line is a quotation, a list item or a table row, which cannot be underlined.
  private static func startsBlock(_ content: String) -> Bool {
    [">", "- ", "* ", "+ ", "|"].contains { content.hasPrefix($0) }
  }

  /// A title without emphasis, code marks and link targets, white space run together.
  private static func plain(_ title: String) -> String {
    var text = ""
    var rest = title[...]
    while let next = rest.first {
      rest = rest.dropFirst()
      if next == "]", rest.first == "(", let end = rest.firstIndex(of: ")") {
        rest = rest[rest.index(after: end)...]
      } else if !["*", "_", "`", "[", "]"].contains(next) {
        text.append(next)
      }
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

extension Sequence<UInt8> {
  /// Whether the bytes of a text occur anywhere.
  fileprivate func contains(_ text: String) -> Bool {
    let bytes = Array(self)
    let needle = Array(text.utf8)
    guard let first = needle.first, bytes.count >= needle.count else { return needle.isEmpty }
    return (0...(bytes.count - needle.count)).contains {
      bytes[$0] == first && bytes[$0..<($0 + needle.count)].elementsEqual(needle)
    }
  }
}
