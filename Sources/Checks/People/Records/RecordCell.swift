import Model

/// What stands in one field of a record.
enum RecordCell {
  /// The record has no such field.
  case absent
  case empty
  case text(String)
  /// A list or a mapping, where one value belongs.
  case nested(kind: String)

  init(_ node: Node?) {
    guard let node else {
      self = .absent
      return
    }
    if let text = node.scalarText {
      let trimmed = RecordText.trimmed(text)
      self = trimmed.isEmpty ? .empty : .text(trimmed)
    } else {
      self = node.isNull ? .empty : .nested(kind: node.kindName)
    }
  }

  /// The value as messages show it.
  var shown: String {
    switch self {
    case .absent: "missing"
    case .empty: "empty"
    case .text(let text): "\"\(RecordText.shown(text))\""
    case .nested(let kind): kind
    }
  }
}

/// What stands in a field that holds a time.
enum RecordTimeCell {
  case empty
  case time(RecordTime)
  /// Neither a date nor a time, with what was seen.
  case unreadable(String)

  init(_ cell: RecordCell) {
    switch cell {
    case .absent, .empty: self = .empty
    case .nested: self = .unreadable(cell.shown)
    case .text(let text):
      self = RecordTime(text).map { .time($0) } ?? .unreadable(cell.shown)
    }
  }
}
