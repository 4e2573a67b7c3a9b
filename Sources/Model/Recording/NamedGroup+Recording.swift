/// Written as its number; what is known of it is known by that.
extension NamedGroup: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(code: try decoder.singleValueContainer().decode(UInt16.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
