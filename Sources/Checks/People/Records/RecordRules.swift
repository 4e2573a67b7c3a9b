import Model

/// What each finished row must hold: certain values, or anything at all.
struct RecordRules {
  let required: [RecordCondition]
  let filled: [String]

  var isEmpty: Bool { required.isEmpty && filled.isEmpty }

  var fields: [String] { required.map(\.field) + filled }

  func findings(for record: Record, in view: RecordView) -> [Finding] {
    let unmet = required.filter { !$0.isMet(by: record) }.map { condition in
      view.finding(
        "required",
        "\(condition.field) is \(view.cell(condition.field, of: record).shown), "
          + "expected \(condition.shown)",
        field: condition.field, of: record)
    }
    return unmet
      + filled.filter { !isFilled($0, in: record) }.map { field in
        view.finding(
          "filled", "\(field) is \(view.cell(field, of: record).shown), expected a value",
          field: field, of: record, fix: "fill in \(field)")
      }
  }

  private func isFilled(_ field: String, in record: Record) -> Bool {
    switch RecordCell(record.node[field]) {
    case .absent, .empty: false
    case .text: true
    // An empty list says nothing.
    case .nested: record.node[field]?.elements?.isEmpty != true
    }
  }
}

/// One field with the values that it may have.
struct RecordCondition {
  let field: String
  let values: [String]

  /// Whether the field's value, or one of its list's values, is one of the expected.
  func isMet(by record: Record) -> Bool {
    guard let node = record.node[field] else { return false }
    return (node.elements ?? [node]).contains { element in
      guard case .text(let text) = RecordCell(element) else { return false }
      return values.contains(text)
    }
  }

  var shown: String {
    RecordText.joined(values.map { "\"\(RecordText.shown($0))\"" }, by: "or")
  }
}
