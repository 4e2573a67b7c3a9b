/// The links of one new sheet.
struct LinkList {
  /// More than these Excel refuses on one sheet.
  private static let most = 65_530

  /// The names of the workbook's sheets, in order.
  let names: [String]
  private var places: [String] = []
  private var addresses: [String] = []

  init(names: [String]) { self.names = names }

  mutating func add(_ link: NewCell.Link, at place: CellReference) {
    guard places.count < Self.most else { return }
    switch link {
    case .address(let address):
      guard Self.isAllowed(address) else { return }
      addresses.append(address)
      places.append("<hyperlink ref=\"\(place.description)\" r:id=\"rId\(addresses.count)\"/>")
    case .sheet(let index, let target):
      guard names.indices.contains(index) else { return }
      let name = names[index].replacing("'", with: "''")
      let location = SpreadsheetText.escaped("'\(name)'!\(target.description)")
      places.append("<hyperlink ref=\"\(place.description)\" location=\"\(location)\"/>")
    }
  }

  var markup: String { places.isEmpty ? "" : "<hyperlinks>\(places.joined())</hyperlinks>" }

  var relationships: String? {
    guard !addresses.isEmpty else { return nil }
    let items = addresses.enumerated().map { index, address in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(XMLText.relationships)/hyperlink\""
        + " Target=\"\(SpreadsheetText.escaped(address))\" TargetMode=\"External\"/>"
    }
    return XMLText.declaration
      + "<Relationships xmlns=\"\(XMLText.packageRelationships)\">\(items.joined())</Relationships>"
  }

  private static func isAllowed(_ address: String) -> Bool {
    let address = address.lowercased()
    let isPrintable = address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    return isPrintable && address.utf8.count <= 2_000
      && ["https:", "http:", "mailto:"].contains { address.hasPrefix($0) }
  }
}
