/// The stem of an English word: what is left when its endings for number, time and noun are taken off.
///
/// Both sides of every comparison go through it, so it needs to be the same for both, not to be right.
enum WordStem {
  private static let irregular = [
    "kept": "keep", "held": "hold", "sent": "send", "sold": "sell", "sale": "sell", "taken": "take",
    "took": "take", "given": "give", "gave": "give", "made": "make", "done": "do", "ran": "run",
    "written": "writ", "told": "tell", "lost": "lose", "left": "leave", "built": "build",
    "chosen": "choose", "hidden": "hide", "policies": "policy", "analyses": "analysis",
    "frozen": "freeze", "planned": "planned", "planning": "planning", "leaving": "leave",
    "leaves": "leave", "dependencies": "dependency",
    "uses": "use", "used": "use", "using": "use", "has": "have", "had": "have", "does": "do",
    "did": "do", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
  ]
  /// Endings with what stands for them, the longer before the shorter.
  private static let endings: [(ending: String, instead: String)] = [
    ("ifications", "ify"), ("ification", "ify"), ("izations", "is"), ("ization", "is"),
    ("isations", "is"), ("isation", "is"), ("ically", "ic"), ("izing", "is"), ("ising", "is"),
    ("ized", "is"), ("ised", "is"), ("ations", "at"), ("ation", "at"), ("itions", "it"),
    ("ition", "it"), ("tions", "t"), ("tion", "t"), ("sions", "s"), ("sion", "s"), ("ities", "ity"),
    ("iest", "y"), ("ies", "y"), ("ied", "y"), ("ying", "y"), ("sses", "ss"), ("xes", "x"),
    ("ches", "ch"), ("shes", "sh"), ("ize", "is"), ("ise", "is"), ("ings", ""), ("ing", ""),
    ("edly", ""), ("ed", ""), ("es", "e"), ("ly", ""),
  ]

  static func of(_ word: String) -> String {
    if let known = irregular[word] { return known }
    guard word.utf8.count > 3, word.utf8.allSatisfy({ $0 < 0x80 }) else {
      return plural(word)
    }
    for (ending, instead) in endings where word.hasSuffix(ending) {
      let rest = word.dropLast(ending.count)
      guard rest.count >= 3, rest.contains(where: { "aeiouy".contains($0) }) else { continue }
      return finished(String(rest) + instead, isBare: instead.isEmpty)
    }
    return finished(plural(word), isBare: false)
  }

  private static func plural(_ word: String) -> String {
    guard word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
      !word.hasSuffix("is")
    else { return word }
    return String(word.dropLast())
  }

  /// Without a doubled last consonant (`logg`) or a last `e` (`rotate`).
  private static func finished(_ stem: String, isBare: Bool) -> String {
    if isBare, stem.utf8.count > 3, let last = stem.last, stem.dropLast().last == last,
      !"aeiouls".contains(last)
    {
      return String(stem.dropLast())
    }
    return stem.utf8.count > 3 && stem.hasSuffix("e") ? String(stem.dropLast()) : stem
  }
}
