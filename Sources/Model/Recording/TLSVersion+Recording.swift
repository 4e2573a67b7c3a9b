/// Lets dictionaries of versions be written in a fixed order, under `1.2`.
extension TLSVersion: CodingKeyRepresentable {
  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
  }

  package var codingKey: any CodingKey { Key(stringValue: shortName) }

  package init?<Other: CodingKey>(codingKey: Other) { self.init(codingKey.stringValue) }
}
