import Model

/// PostgreSQL's own configuration: `postgresql.conf` as somebody wrote it, and `postgresql.auto.conf`,
/// in which `ALTER SYSTEM` keeps what was said to the running server and which wins (PostgreSQL
/// documentation, section 20.1.2).
package struct PostgreSQLConfigurationSource: ConfigurationSource {
  static let kind = "postgresql.conf"
  private static let layers: [String: ConfiguredResource.Layer] = [
    "postgresql.conf": .code, "postgresql.auto.conf": .state,
  ]

  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var reading = DocumentReading()
    for path in files.paths where !TreePath.isForeign(path) {
      guard let layer = Self.layers[TreePath.name(of: path)],
        let bytes = reading.bytes(of: path, in: files)
      else { continue }
      read(bytes, path: path, layer: layer, into: &reading)
    }
    return reading.found
  }

  private func read(
    _ bytes: [UInt8], path: String, layer: ConfiguredResource.Layer,
    into reading: inout DocumentReading
  ) {
    var entries: [Node.Entry] = []
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let setting = Self.setting(line, line: index + 1) else { continue }
      if setting.key.hasPrefix("include") {
        reading.note("what is included is not read", in: path, at: setting.keySpan)
        continue
      }
      // The last of several lines wins.
      entries.removeAll { $0.key == setting.key }
      entries.append(setting)
    }
    // The server's own file speaks of what was altered alone.
    guard !entries.isEmpty || layer == .code else { return }
    reading.found.resources.append(
      ConfiguredResource(
        layer: layer, dialect: .platform, kind: Self.kind, address: "postgresql", file: path,
        span: .start, attributes: Node(.mapping(entries), at: .start),
        waivers: WaiverComments(bytes).waivers))
  }

  /// A line `name = value # comment`, of which the equals sign may be left out.
  private static func setting(_ line: Substring, line number: Int) -> Node.Entry? {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    var rest = line.drop(while: isSpace)
    let column = line.count - rest.count + 1
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    guard !name.isEmpty else { return nil }
    rest = rest.dropFirst(name.count).drop(while: isSpace)
    if rest.first == "=" { rest = rest.dropFirst().drop(while: isSpace) }
    let start = line.count - rest.count + 1
    var value: String
    if rest.first == "'" {
      value = ""
      rest = rest.dropFirst()
      while let character = rest.popFirst() {
        guard character == "'" else {
          value.append(character)
          continue
        }
        // A quote within the text is doubled.
        guard rest.first == "'" else { break }
        value.append(character)
        rest = rest.dropFirst()
      }
    } else {
      value = String(rest.prefix { !isSpace($0) && $0 != "#" })
    }
    func span(_ from: Int, _ count: Int) -> TextSpan {
      TextSpan(line: number, column: from, endLine: number, endColumn: from + count)
    }
    return Node.Entry(
      key: name.lowercased(), keySpan: span(column, name.count),
      value: Node(.string(value), at: span(start, value.count)))
  }
}
