/// Text for Markdown (CommonMark 0.31 with GitHub's tables).
package enum MarkdownText {
  /// The text with everything that could start markup, a link, an image, raw HTML or a table cell
  /// escaped by a backslash (CommonMark section 2.4).
  package static func escaped(_ text: String) -> String {
    let scalars = Array(PlainText.cleaned(text).unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let before = index > 0 ? scalars[index - 1] : nil
      let after = index + 1 < scalars.count ? scalars[index + 1] : nil
      if needsEscape(scalar, before: before, after: after)
        || isBlockMarker(scalar, at: index, in: scalars)
      {
        result.append("\\")
      }
      result.append(scalar)
    }
    return String(result)
  }

  /// The text as inline code, or escaped where it holds characters that end code or a table cell.
  package static func code(_ text: String) -> String {
    let cleaned = PlainText.cleaned(text)
    // By scalars: a combining mark after a backtick makes another character of it, not other bytes.
    let endsCode = cleaned.unicodeScalars.contains { $0 == "`" || $0 == "|" }
    guard !cleaned.isEmpty, !endsCode else { return escaped(cleaned) }
    return "`\(cleaned)`"
  }

  private static func needsEscape(
    _ scalar: Unicode.Scalar, before: Unicode.Scalar?, after: Unicode.Scalar?
  ) -> Bool {
    switch scalar {
    case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "&", "#", "$", "!", "@": true
    // Inside a word an underscore is only itself (CommonMark section 6.2).
    case "_": !(isWord(before) && isWord(after))
    // Bare addresses would become links: `https://`, `www.`.
    case ":": after == "/"
    case ".": before == "w" || before == "W"
    default: false
    }
  }

  /// Whether a character at the start of the text would open a list, a heading rule or a table.
  private static func isBlockMarker(
    _ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]
  ) -> Bool {
    if index == 0 { return scalar == "-" || scalar == "+" || scalar == "=" }
    guard scalar == "." || scalar == ")" else { return false }
    guard index + 1 == scalars.count || scalars[index + 1] == " " else { return false }
    return scalars[..<index].allSatisfy { ("0"..."9").contains($0) }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
