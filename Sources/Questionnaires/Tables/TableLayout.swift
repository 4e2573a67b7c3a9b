/// Which columns of a table hold what.
struct TableLayout: Hashable, Sendable {
  enum Answer: Hashable, Sendable {
    case column(Int)
    /// One of the columns gets a mark; each with its title, in order.
    case marks([Mark])

    struct Mark: Hashable, Sendable {
      let title: String
      let column: Int
    }
  }

  var question: Int
  var answer: Answer
  var comment: Int?
  var identifier: Int?
  /// The rows with the titles; nil when there are none.
  var titles: ClosedRange<Int>?
  /// The first row that may hold a question.
  var firstRow: Int
  var lastRow: Int = .max
  /// How the layout came about.
  var source = Source.titles

  enum Source: Hashable, Sendable {
    case titles
    /// Drop-down lists beside the questions.
    case lists
    /// Nothing but empty cells beside the questions.
    case space
    /// A person said so, so that every text is a question.
    case map
  }

  /// The leftmost column that an answer may stand in.
  var answerColumns: [Int] {
    switch answer {
    case .column(let column): [column]
    case .marks(let marks): marks.map(\.column)
    }
  }
}
