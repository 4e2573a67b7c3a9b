/// A set of code points, such as `[a-z\d]`.
struct ScalarSet: Sendable {
  /// What `\p{…}` names: the first letter of a general category, or both.
  struct Category: Sendable {
    let name: String
    let isNegated: Bool

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      let category = Self.name(of: scalar.properties.generalCategory)
      return (name == "Any" || category.hasPrefix(name)) != isNegated
    }

    static let names: Set<String> = [
      "Any", "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P",
      "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp",
      "C", "Cc", "Cf", "Co",
    ]

    private static func name(of category: Unicode.GeneralCategory) -> String {
      switch category {
      case .uppercaseLetter: "Lu"
      case .lowercaseLetter: "Ll"
      case .titlecaseLetter: "Lt"
      case .modifierLetter: "Lm"
      case .otherLetter: "Lo"
      case .nonspacingMark: "Mn"
      case .spacingMark: "Mc"
      case .enclosingMark: "Me"
      case .decimalNumber: "Nd"
      case .letterNumber: "Nl"
      case .otherNumber: "No"
      case .connectorPunctuation: "Pc"
      case .dashPunctuation: "Pd"
      case .openPunctuation: "Ps"
      case .closePunctuation: "Pe"
      case .initialPunctuation: "Pi"
      case .finalPunctuation: "Pf"
      case .otherPunctuation: "Po"
      case .mathSymbol: "Sm"
      case .currencySymbol: "Sc"
      case .modifierSymbol: "Sk"
      case .otherSymbol: "So"
      case .spaceSeparator: "Zs"
      case .lineSeparator: "Zl"
      case .paragraphSeparator: "Zp"
      case .control: "Cc"
      case .format: "Cf"
      case .privateUse: "Co"
      case .surrogate: "Cs"
      case .unassigned: "Cn"
      @unknown default: "Cn"
      }
    }
  }

  var ranges: [ClosedRange<Unicode.Scalar>] = []
  var categories: [Category] = []
  /// Sets within the set, such as `\D`.
  var members: [ScalarSet] = []
  var isNegated = false
  var ignoresCase = false

  static let digit = ScalarSet(ranges: ["0"..."9"])
  static let word = ScalarSet(ranges: ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"])
  static let space = ScalarSet(ranges: ["\t"..."\n", "\u{C}"..."\r", " "..." "])

  /// The classes of POSIX that RE2 has, by name.
  static let named: [String: ScalarSet] = [
    "alnum": ScalarSet(ranges: ["0"..."9", "A"..."Z", "a"..."z"]),
    "alpha": ScalarSet(ranges: ["A"..."Z", "a"..."z"]),
    "ascii": ScalarSet(ranges: ["\0"..."\u{7F}"]),
    "blank": ScalarSet(ranges: ["\t"..."\t", " "..." "]),
    "cntrl": ScalarSet(ranges: ["\0"..."\u{1F}", "\u{7F}"..."\u{7F}"]),
    "digit": digit,
    "graph": ScalarSet(ranges: ["!"..."~"]),
    "lower": ScalarSet(ranges: ["a"..."z"]),
    "print": ScalarSet(ranges: [" "..."~"]),
    "punct": ScalarSet(ranges: ["!"..."/", ":"..."@", "["..."`", "{"..."~"]),
    "space": ScalarSet(ranges: ["\t"..."\r", " "..." "]),
    "upper": ScalarSet(ranges: ["A"..."Z"]),
    "word": word,
    "xdigit": ScalarSet(ranges: ["0"..."9", "A"..."F", "a"..."f"]),
  ]

  var negated: ScalarSet {
    var set = self
    set.isNegated.toggle()
    return set
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var found = holds(scalar)
    if !found, ignoresCase { found = Self.caseVariants(of: scalar).contains(where: holds) }
    return found != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar) } || categories.contains { $0.contains(scalar) }
      || members.contains { $0.contains(scalar) }
  }

  /// The same letter in the other case, where that is one code point.
  static func caseVariants(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap {
      let mapped = $0.unicodeScalars
      return mapped.count == 1 ? mapped.first : nil
    }
  }
}
