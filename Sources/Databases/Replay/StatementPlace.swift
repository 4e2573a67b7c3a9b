import Model

/// Where a statement stands, so that parts of it find their places.
struct StatementPlace {
  let path: String
  let lines: LineIndex?
  /// The byte at which the text that was parsed begins in the file.
  let base: Int
  let whole: Location
  /// The byte at which the body of a DO block begins in the file; nil when its text stands nowhere.
  var bodyBase: Int?

  /// A place for every part of a statement whose text stands nowhere in the file.
  init(synthetic place: StatementPlace) {
    path = place.path
    lines = nil
    base = 0
    whole = place.whole
  }

  init(path: String, lines: LineIndex, range: Range<Int>) {
    self.path = path
    self.lines = lines
    base = range.lowerBound
    whole = Location(path: path, span: lines.span(range))
  }

  /// For a catalog, whose objects have no lines.
  init(whole: Location) {
    path = ""
    lines = nil
    base = 0
    self.whole = whole
  }

  func location(of node: SyntaxNode) -> Location {
    guard let lines, let offset = node.integer("location"), offset >= 0 else { return whole }
    return Location(path: path, span: lines.span((base + offset)..<(base + offset)))
  }
}
