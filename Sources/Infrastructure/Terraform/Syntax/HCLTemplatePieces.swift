/// What a template consists of before its directives are paired and blanks are stripped.
struct HCLTemplatePiece {
  enum Form {
    case text([UInt8])
    case value(HCLExpression)
    case conditionStart(HCLExpression)
    case conditionElse
    case conditionEnd
    case loopStart(keyName: String?, valueName: String, collection: HCLExpression)
    case loopEnd
  }

  var form: Form
  /// Whether `~` asks for the blanks before it or behind it to go.
  var stripsLeft = false
  var stripsRight = false
  let offset: Int
}

/// Pairs directives and gives the parts of a template (HCL native syntax specification, "Templates").
struct HCLTemplateBuilder {
  private var pieces: [HCLTemplatePiece]
  private var position = 0

  private init(_ pieces: [HCLTemplatePiece]) { self.pieces = pieces }

  static func parts(of pieces: [HCLTemplatePiece], flushes: Bool) throws(HCLSyntaxError)
    -> [HCLTemplatePart]
  {
    var builder = HCLTemplateBuilder(pieces)
    if flushes { builder.flush() }
    builder.strip()
    let parts = try builder.parts(depth: 0)
    if let piece = builder.current {
      throw HCLSyntaxError(
        message: "this directive has no beginning in the template", offset: piece.offset)
    }
    return parts
  }

  private var current: HCLTemplatePiece? { position < pieces.count ? pieces[position] : nil }

  // MARK: Blanks

  private mutating func strip() {
    for index in pieces.indices {
      if pieces[index].stripsLeft, index > 0, case .text(let text) = pieces[index - 1].form {
        let kept = text.reversed().drop { Self.isBlank($0) }.reversed()
        pieces[index - 1].form = .text(Array(kept))
      }
      if pieces[index].stripsRight, index + 1 < pieces.count,
        case .text(let text) = pieces[index + 1].form
      {
        pieces[index + 1].form = .text(Array(text.drop { Self.isBlank($0) }))
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Takes from each line the indentation that all lines have, as `<<-` asks for.
  private mutating func flush() {
    splitLines()
    var smallest = Int.max
    var lineStarts: [Int] = []
    var isLineStart = true
    for (index, piece) in pieces.enumerated() {
      guard case .text(let text) = piece.form else {
        if isLineStart { smallest = 0 }
        isLineStart = false
        continue
      }
      if isLineStart {
        let indentation = text.prefix { Self.isBlank($0) }.count
        if indentation < text.count || text.last != 0x0A {
          smallest = min(smallest, indentation)
          lineStarts.append(index)
        }
      }
      isLineStart = text.last == 0x0A
    }
    for index in lineStarts {
      guard case .text(let text) = pieces[index].form else { continue }
      pieces[index].form = .text(Array(text.dropFirst(smallest)))
    }
  }

  private mutating func splitLines() {
    var split: [HCLTemplatePiece] = []
    for piece in pieces {
      guard case .text(let text) = piece.form else {
        split.append(piece)
        continue
      }
      var start = text.startIndex
      while start < text.endIndex {
        let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.endIndex
        split.append(HCLTemplatePiece(form: .text(Array(text[start..<end])), offset: piece.offset))
        start = end
      }
    }
    pieces = split
  }

  // MARK: Pairs

  /// The parts up to a directive that ends or divides what is open here.
  private mutating func parts(depth: Int) throws(HCLSyntaxError) -> [HCLTemplatePart] {
    var parts: [HCLTemplatePart] = []
    var text: [UInt8] = []
    while let piece = current {
      if case .text(let bytes) = piece.form {
        text += bytes
        position += 1
        continue
      }
      if !text.isEmpty {
        parts.append(.text(String(decoding: text, as: UTF8.self)))
        text = []
      }
      guard let part = try directive(piece, depth: depth) else { return parts }
      parts.append(part)
    }
    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
    return parts
  }

  private mutating func directive(_ piece: HCLTemplatePiece, depth: Int) throws(HCLSyntaxError)
    -> HCLTemplatePart?
  {
    guard depth < HCLParser.maximumDepth else {
      throw HCLSyntaxError(
        message: "directives are nested deeper than \(HCLParser.maximumDepth) levels",
        offset: piece.offset)
    }
    switch piece.form {
    case .value(let value):
      position += 1
      return .value(value)
    case .conditionStart(let condition):
      position += 1
      let then = try parts(depth: depth + 1)
      var otherwise: [HCLTemplatePart] = []
      if case .conditionElse = current?.form {
        position += 1
        otherwise = try parts(depth: depth + 1)
      }
      guard case .conditionEnd = current?.form else { throw unclosed(piece, "endif") }
      position += 1
      return .conditional(condition, then: then, otherwise: otherwise)
    case .loopStart(let keyName, let valueName, let collection):
      position += 1
      let body = try parts(depth: depth + 1)
      guard case .loopEnd = current?.form else { throw unclosed(piece, "endfor") }
      position += 1
      return .loop(
        keyName: keyName, valueName: valueName, collection: collection, body: body)
    case .text, .conditionElse, .conditionEnd, .loopEnd:
      return nil
    }
  }

  private func unclosed(_ piece: HCLTemplatePiece, _ word: String) -> HCLSyntaxError {
    HCLSyntaxError(message: "the directive has no `%{ \(word) }`", offset: piece.offset)
  }
}
