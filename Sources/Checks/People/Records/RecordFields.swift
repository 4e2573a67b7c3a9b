import Model

/// Finds fields of a check that a register does not have, which would otherwise read as empty.
struct RecordFields {
  let view: RecordView

  /// Why fields cannot be judged: no row has them, or one row spells them differently.
  func problems(_ fields: [String]) -> [String] {
    let records = view.register.records
    guard !records.isEmpty else { return [] }
    let known = Set(view.register.fields)
    var problems: [String] = []
    for field in Set(fields).sorted() {
      guard known.contains(field) else {
        problems.append(missing(field))
        continue
      }
      problems += misspelt(field)
    }
    return problems
  }

  private func missing(_ field: String) -> String {
    let nearest = NearestName.find(field, among: view.register.fields)
    let shown = view.register.fields.prefix(12).map { RecordText.shown($0) }
    let hint =
      nearest.map { "did you mean \"\(RecordText.shown($0))\"?" }
      ?? "its fields are \(shown.joined(separator: ", ")); write \(field) with an empty "
      + "value where there is none yet"
    return "\(view.register.path): no row has the field \"\(field)\"; \(hint)"
  }

  /// A row without the field, and with a similar one that no row with the field has, spells it
  /// wrongly.
  private func misspelt(_ field: String) -> [String] {
    let records = view.register.records
    var others: Set<String> = []
    var lacking: [Record] = []
    for record in records {
      if record.node[field] == nil {
        lacking.append(record)
      } else {
        others.formUnion(record.node.entries?.map(\.key) ?? [])
      }
    }
    return lacking.compactMap { record in
      let keys = (record.node.entries ?? []).map(\.key).filter { !others.contains($0) }
      guard let near = NearestName.find(field, among: keys) else { return nil }
      return "\(view.location(near, of: record).description): \(view.name(of: record)) has "
        + "\"\(RecordText.shown(near))\" where other rows have \"\(field)\""
    }
  }
}
