/// One part of an expression as it was evaluated, with the parts that it rests on.
package struct ExpressionTrace: Sendable {
  /// As it was written.
  package let text: String
  /// Code points in the expression, or in the definition that the part belongs to.
  package let range: Range<Int>
  package let value: ExpressionValue
  /// Where the value stands, for one that was taken from a document as it is.
  package let origin: Origin?
  /// What the variable of a comprehension stood for: `c = …`; nil outside of one.
  package let element: Element?
  /// Whether it is a conjunction, a disjunction, `all` or `exists`, so that only some of its parts
  /// may have decided.
  package let isJunction: Bool
  /// In the order of evaluation; parts that were not reached are missing.
  package let parts: [ExpressionTrace]

  /// One turn of a comprehension.
  package struct Element: Sendable {
    package let name: String
    package let value: ExpressionValue
    package let origin: Origin?
  }

  package init(
    text: String, range: Range<Int>, value: ExpressionValue, origin: Origin? = nil,
    element: Element? = nil, isJunction: Bool = false, parts: [ExpressionTrace] = []
  ) {
    self.text = text
    self.range = range
    self.value = value
    self.origin = origin
    self.element = element
    self.isJunction = isJunction
    self.parts = parts
  }
}

extension ExpressionTrace {
  /// Itself and everything below it.
  fileprivate var size: Int { parts.reduce(1) { $0 + $1.size } }
}

/// Keeps what was evaluated, in a tree of bounded size.
struct TraceRecorder: Sendable {
  private static let most = 2_000
  /// Turns of one comprehension that are kept: the first ones and the last, which decided.
  private static let mostTurns = 20

  private var open: [[ExpressionTrace]] = [[]]
  private var count = 0
  /// Whether something was left out.
  private(set) var isTruncated = false

  mutating func begin() { open.append([]) }

  mutating func end(
    text: String, range: Range<Int>, value: ExpressionValue, origin: Origin?,
    element: ExpressionTrace.Element? = nil, isJunction: Bool = false
  ) {
    let parts = open.popLast() ?? []
    guard !open.isEmpty else { return }
    guard count < Self.most else {
      isTruncated = true
      return
    }
    count += 1
    let trace = ExpressionTrace(
      text: text, range: range, value: value, origin: origin, element: element,
      isJunction: isJunction, parts: parts)
    let last = open.count - 1
    let turns = element == nil ? 0 : open[last].count { $0.element != nil }
    if turns >= Self.mostTurns {
      count -= open[last].removeLast().size
      isTruncated = true
    }
    open[last].append(trace)
  }

  /// What was kept at the top.
  var traces: [ExpressionTrace] { open.first ?? [] }
}
