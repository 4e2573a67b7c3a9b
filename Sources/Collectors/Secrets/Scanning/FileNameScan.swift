import Model
import Systems

/// Secrets in the names of files and folders.
struct FileNameScan {
  struct Found {
    let secret: FoundSecret
    let path: String
    let commit: Int?
  }

  private(set) var found: [Found] = []
  private(set) var problems: [String] = []

  /// How many bytes of names are one text.
  private static let portion = 1 << 20

  /// Scans every path that blobs stood at, each once, at the first commit that has it.
  init(of source: SecretHistory, with collector: SecretCollector) throws(Unavailable) {
    let scanner = try SecretScanner(
      collector.rules, fingerprintKey: collector.fingerprintKey)
    var known: Set<UInt64> = []
    var text: [UInt8] = []
    var places: [BlobPlace] = []
    for (index, blob) in source.blobs.blobs.enumerated()
    where !source.earlierBlobs.contains(blob) {
      for place in source.blobs.places(of: index) where known.insert(place.pathKey).inserted {
        // No pattern goes over the break, and each name is on a line of its own.
        text += source.blobs.path(of: place).utf8.filter { $0 != 0x0A }
        text += [0, 0x0A]
        places.append(place)
        guard text.count >= Self.portion else { continue }
        try scan(&text, &places, of: source.blobs, with: scanner)
      }
    }
    try scan(&text, &places, of: source.blobs, with: scanner)
  }

  private mutating func scan(
    _ text: inout [UInt8], _ places: inout [BlobPlace], of blobs: HistoryBlobs,
    with scanner: SecretScanner
  ) throws(Unavailable) {
    let scan = try scanner.scan(text)
    problems += scan.problems.map { "names of files: \($0)" }
    for secret in scan.secrets where places.indices.contains(secret.span.line - 1) {
      let place = places[secret.span.line - 1]
      found.append(Found(secret: secret, path: blobs.path(of: place), commit: place.commit))
    }
    text.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }
}
