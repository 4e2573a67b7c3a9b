/// The styles of a new workbook.
enum StyleMarkup {
  /// The number of a style; each stands three times: plain, for text that looks like a formula (with
  /// `quotePrefix`, so that editing the cell does not turn it into one), and for shares.
  static func index(_ cell: NewCell) -> Int {
    let variant: Int
    switch cell.value {
    case .text(let text): variant = SpreadsheetText.looksLikeFormula(text) ? 1 : 0
    case .share: variant = 2
    case .empty, .integer, .number: variant = 0
    }
    return cell.style.rawValue * 3 + variant
  }

  /// The fill of each style, as RGB; nil for none.
  private static func fill(_ style: NewCell.Style) -> String? {
    switch style {
    case .plain, .strong: nil
    case .header: "FF1F3A5F"
    case .positive: "FFD8F0DC"
    case .warning: "FFFFF0C8"
    case .negative: "FFF9D9D6"
    case .muted: "FFEDEFF2"
    }
  }

  private static let fonts =
    "<fonts count=\"3\"><font><sz val=\"10\"/><name val=\"Arial\"/><family val=\"2\"/></font>"
    + "<font><b/><sz val=\"10\"/><color rgb=\"FFFFFFFF\"/><name val=\"Arial\"/><family val=\"2\"/></font>"
    + "<font><b/><sz val=\"10\"/><name val=\"Arial\"/><family val=\"2\"/></font></fonts>"

  private static let borders: String = {
    let sides = ["left", "right", "top", "bottom"].map {
      "<\($0) style=\"thin\"><color rgb=\"FFC8CDD4\"/></\($0)>"
    }
    return "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
      + "<border>\(sides.joined())<diagonal/></border></borders>"
  }()

  /// The part `styles.xml`.
  static let styles: String = {
    var fills = ["<fill><patternFill patternType=\"none\"/></fill>"]
    fills.append("<fill><patternFill patternType=\"gray125\"/></fill>")
    var formats: [String] = []
    for style in NewCell.Style.allCases {
      var number = 0
      if let colour = fill(style) {
        number = fills.count
        fills.append(
          "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"\(colour)\"/></patternFill></fill>"
        )
      }
      for variant in 0..<3 { formats.append(format(style, fill: number, variant: variant)) }
    }
    return XMLText.declaration + "<styleSheet xmlns=\"\(XMLText.main)\">" + fonts
      + "<fills count=\"\(fills.count)\">\(fills.joined())</fills>" + borders
      + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
      + "</cellStyleXfs><cellXfs count=\"\(formats.count)\">\(formats.joined())</cellXfs>"
      + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
      + "</styleSheet>"
  }()

  private static func format(_ style: NewCell.Style, fill: Int, variant: Int) -> String {
    let font = style == .header ? 1 : style == .strong ? 2 : 0
    // 9 is the number format `0%` (ECMA-376 part 1, 18.8.30).
    let number = variant == 2 ? 9 : 0
    let quote = variant == 1 ? " quotePrefix=\"1\"" : ""
    return
      "<xf numFmtId=\"\(number)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"1\" xfId=\"0\""
      + quote + " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\""
      + " applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
  }
}
