/// Reads objects and deltas out of the files they are in, on one thread.
final class ObjectReader {
  let nodes: ObjectNodes
  private let limit: Int
  private let inflater = Inflater()
  private var input = ReadAhead()
  private var delta = Delta()
  private(set) var inflatedBytes = 0
  var pool = BufferPool()

  /// What is read at once before an object's size is known.
  private static let firstRead = 1 << 16

  init(_ nodes: ObjectNodes, largestObject: Int) {
    self.nodes = nodes
    limit = largestObject
  }

  /// What the delta that was applied last copied from its base; nil when there was too much to tell.
  var copies: [CopiedRange]? { delta.hasTooManyCopies ? nil : delta.copies }

  /// An object that is no delta.
  func root(_ node: Int) throws(ObjectGap.Reason) -> (kind: ObjectKind, content: ContentBuffer) {
    guard let pack = nodes.pack(of: node) else {
      let object = try nodes.looseObject(node).read(limit: limit, with: inflater, pool: &pool)
      inflatedBytes += object.content.count
      return object
    }
    let (header, content) = try entry(node, in: pack)
    guard case .object(let kind) = header.form else { throw .damagedHeader }
    return (kind, content)
  }

  /// The content that a delta makes from its base.
  func apply(_ node: Int, to base: ContentBuffer) throws(ObjectGap.Reason) -> ContentBuffer {
    guard let pack = nodes.pack(of: node) else { throw .damagedHeader }
    let (_, instructions) = try entry(node, in: pack)
    defer { pool.give(back: instructions) }
    return try delta.apply(instructions, to: base, limit: limit, pool: &pool)
  }

  private func entry(
    _ node: Int, in pack: Int
  ) throws(ObjectGap.Reason) -> (PackEntryHeader, ContentBuffer) {
    let file = nodes.store.packs[pack]
    guard let range = nodes.range(of: node, in: pack) else { throw .outsideFile }
    var part = input.read(min(range.count, Self.firstRead), at: range.lowerBound, of: file, pack)
    let header = try PackEntryHeader(
      input.bytes, from: part.lowerBound, to: part.upperBound, hash: file.index.hash)
    guard header.size <= limit else { throw .tooLarge }
    // Data that does not shrink grows by a few bytes in each 16 KiB; more is not read.
    let most = min(range.count, header.size + header.size / 8 + 4096)
    guard Inflater.canGive(header.size, from: most) else { throw .wrongSize }
    if part.count < most { part = input.read(most, at: range.lowerBound, of: file, pack) }
    guard part.count > header.length else { throw .outsideFile }
    let content = try pool.take(header.size)
    do throws(ObjectGap.Reason) {
      try inflater.inflate(
        input.bytes, in: (part.lowerBound + header.length)..<part.upperBound, to: content,
        count: header.size)
    } catch {
      pool.give(back: content)
      throw error
    }
    input.shrink()
    inflatedBytes += header.size
    return (header, content)
  }
}
