import Model

/// Collects the entries of a mapping and finds repeated keys.
struct MappingBuilder {
  /// Comparing a few short keys one by one is faster than hashing them.
  private static let maximumUnindexedCount = 8

  private(set) var entries: [Node.Entry] = []
  private var positions: [String: Int] = [:]

  /// Adds an entry, or gives back the one that has the key already.
  mutating func append(_ entry: Node.Entry) -> Node.Entry? {
    if let position = position(of: entry.key) { return entries[position] }
    if !positions.isEmpty { positions[entry.key] = entries.count }
    entries.append(entry)
    if positions.isEmpty, entries.count > Self.maximumUnindexedCount { index() }
    return nil
  }

  /// Adds an entry unless the key is there.
  mutating func appendIfAbsent(_ entry: Node.Entry) { _ = append(entry) }

  private func position(of key: String) -> Int? {
    positions.isEmpty ? entries.firstIndex { $0.key == key } : positions[key]
  }

  private mutating func index() {
    for (position, entry) in entries.enumerated() { positions[entry.key] = position }
  }
}
