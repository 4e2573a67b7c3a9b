import Model

/// The words that help after a name that is not known.
package enum Suggestion {
  private static let mostNames = 20

  /// `did you mean "x"?` when a known name is near, else the known names when they are few.
  package static func nearest(
    _ name: String, among known: [String], called label: String
  ) -> String? {
    if let near = NearestName.find(name, among: known) { return "did you mean \"\(near)\"?" }
    guard !known.isEmpty, known.count <= mostNames else { return nil }
    return "\(label): \(known.joined(separator: ", "))"
  }
}

extension String {
  /// At most sixty characters on one line, as messages quote what a person wrote.
  package var shortened: String {
    let limit = 60
    var text = String.UnicodeScalarView()
    var count = 0
    for scalar in unicodeScalars {
      guard count < limit else { return String(text) + "…" }
      let isPrintable = scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
      text.append(isPrintable ? scalar : " ")
      count += 1
    }
    return String(text)
  }
}

extension Node {
  /// What was found, in the words of an error message: `text "abc"`, `a list`.
  package var seen: String {
    switch content {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): "the whole number \(value)"
    case .number(let value): "the number \(value)"
    case .string(let text): text.isEmpty ? "empty text" : "text \"\(text.shortened)\""
    case .null, .sequence, .mapping, .unknown: kindName
    }
  }
}
