import Model

/// A published sentence held against the template it was made from.
struct StatementTemplate {
  /// One stretch of the sentence, with where it comes from.
  struct Segment: Hashable {
    /// Code points of the published sentence.
    let text: Range<Int>
    /// Code points of the template.
    let template: Range<Int>
    let isParameter: Bool
  }

  let text: [Unicode.Scalar]
  let segments: [Segment]

  /// Finds out which parts of the sentence come from parameters.
  ///
  /// Where the sentence does not follow the template, the template itself is looked at.
  init(template: String, statement: String, parameters: [Parameter], limit: Int) {
    let source = Array(template.unicodeScalars.prefix(limit))
    let published = Array(statement.unicodeScalars.prefix(limit))
    let pieces = Self.pieces(of: source)
    if source.isEmpty {
      text = published
      segments = []
    } else if let aligned = Self.align(pieces, source, published, parameters) {
      text = published
      segments = aligned
    } else {
      text = source
      segments = pieces.map {
        Segment(text: $0.range, template: $0.range, isParameter: $0.name != nil)
      }
    }
  }

  /// A stretch of the template: literal text, or a parameter with its name.
  private typealias Piece = (range: Range<Int>, name: String?)

  /// The template cut into literal text and `{name}`; of a doubled brace, which stands for one, the
  /// second is a piece of its own.
  private static func pieces(of source: [Unicode.Scalar]) -> [Piece] {
    var pieces: [Piece] = []
    var literal = 0
    var index = 0
    var openBraces = 0
    while index < source.count {
      let isDoubled = index + 1 < source.count && source[index + 1] == source[index]
      if isDoubled, source[index] == "{" || (source[index] == "}" && openBraces > 0) {
        openBraces += source[index] == "{" ? 1 : -1
        if literal < index { pieces.append((literal..<index, nil)) }
        index += 2
        literal = index - 1
      } else if source[index] == "{", let end = endOfName(from: index + 1, in: source) {
        if literal < index { pieces.append((literal..<index, nil)) }
        pieces.append((index..<(end + 1), StatementWord.lowered(source[(index + 1)..<end])))
        index = end + 1
        literal = index
      } else {
        index += 1
      }
    }
    if literal < source.count { pieces.append((literal..<source.count, nil)) }
    return pieces
  }

  /// The place of the brace that closes a name, or nil when what follows is no name.
  private static func endOfName(from start: Int, in source: [Unicode.Scalar]) -> Int? {
    guard start < source.count, ("a"..."z").contains(source[start]) else { return nil }
    var index = start
    while index < source.count, isNamePart(source[index]) { index += 1 }
    return index < source.count && source[index] == "}" ? index : nil
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-": true
    default: false
    }
  }

  private static func align(
    _ pieces: [Piece], _ source: [Unicode.Scalar], _ published: [Unicode.Scalar],
    _ parameters: [Parameter]
  ) -> [Segment]? {
    var segments: [Segment] = []
    var position = 0
    for (index, piece) in pieces.enumerated() {
      let end: Int?
      if let name = piece.name {
        let value = parameters.first { $0.name == name }.map { Array($0.value.unicodeScalars) }
        let following = index + 1 < pieces.count ? pieces[index + 1] : nil
        end =
          Self.end(of: value, at: position, in: published)
          ?? Self.start(of: following.map { source[$0.range] }, from: position, in: published)
      } else {
        end = Self.end(of: Array(source[piece.range]), at: position, in: published)
      }
      guard let end else { return nil }
      segments.append(
        Segment(text: position..<end, template: piece.range, isParameter: piece.name != nil))
      position = end
    }
    return position == published.count ? segments : nil
  }

  private static func end(
    of value: [Unicode.Scalar]?, at position: Int, in text: [Unicode.Scalar]
  ) -> Int? {
    guard let value, position + value.count <= text.count,
      text[position..<(position + value.count)].elementsEqual(value)
    else { return nil }
    return position + value.count
  }

  private static func start(
    of literal: ArraySlice<Unicode.Scalar>?, from position: Int, in text: [Unicode.Scalar]
  ) -> Int? {
    guard let literal else { return text.count }
    guard literal.count <= text.count - position else { return nil }
    return (position...(text.count - literal.count)).first { start in
      text[start..<(start + literal.count)].elementsEqual(literal)
    }
  }
}
