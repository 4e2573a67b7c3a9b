/// The texts of a workbook, each once, in the order of their first use.
struct SharedStringTable {
  private var indexes: [String: Int] = [:]
  private var items: [String] = []
  private var uses = 0

  /// The number of a text.
  mutating func index(of text: String) -> Int {
    uses += 1
    if let index = indexes[text] { return index }
    indexes[text] = items.count
    items.append(text)
    return items.count - 1
  }

  var markup: String {
    var markup =
      XMLText.declaration
      + "<sst xmlns=\"\(XMLText.main)\" count=\"\(uses)\" uniqueCount=\"\(items.count)\">"
    for item in items {
      markup += "<si><t xml:space=\"preserve\">\(SpreadsheetText.escaped(item))</t></si>"
    }
    return markup + "</sst>"
  }
}

/// What every part of a workbook begins with.
enum XMLText {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packageRelationships =
    "http://schemas.openxmlformats.org/package/2006/relationships"
}
