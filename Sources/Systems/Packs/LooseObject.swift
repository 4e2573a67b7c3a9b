import Glibc

/// An object in a file of its own.
struct LooseObject: Sendable {
  let name: ObjectName
  /// The folder of objects that it is in.
  let folder: String

  private var path: String {
    let digits = name.description
    return folder + "/" + digits.prefix(2) + "/" + digits.dropFirst(2)
  }

  /// Decompresses the object.
  ///
  /// - Parameters:
  ///   - limit: The most bytes that it may have.
  ///   - inflater: The thread's own.
  ///   - pool: Gives the content's memory.
  /// - Returns: its kind and its content.
  /// - Throws: why it cannot be read.
  func read(
    limit: Int, with inflater: Inflater, pool: inout BufferPool
  ) throws(ObjectGap.Reason) -> (kind: ObjectKind, content: ContentBuffer) {
    let bytes = try file(limit: limit + limit / 8 + 4096)
    let whole = try inflate(bytes, limit: limit, with: inflater, pool: &pool)
    defer { pool.give(back: whole) }
    let (kind, size, start) = try Self.header(of: whole)
    guard size <= limit else { throw .tooLarge }
    guard size == whole.count - start else { throw .wrongSize }
    let content = try pool.take(size)
    // Sound: the content has room for `size` bytes, and so many follow the header.
    unsafe content.start.copyMemory(from: whole.start + start, byteCount: size)
    content.count = size
    return (kind, content)
  }

  /// The same piece by piece.
  func pieces(
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(ObjectGap.Reason) -> LargeObject {
    guard let source = try? OpenFile(path) else { throw .unreadableFile }
    let stream = try InflateStream { source.next(into: &$0) }
    var head: [UInt8] = []
    while head.count < Self.longestHeader, try stream.read(Self.longestHeader, into: &head) > 0 {}
    guard let end = head.prefix(Self.longestHeader).firstIndex(of: 0) else { throw .damagedHeader }
    let (kind, size, start) = try Self.header(Array(head[...end]))
    return LargeObject(
      kind: kind,
      pieces: ObjectPieces(
        count: size, ready: head[start...], from: stream, isCancelled: isCancelled))
  }

  private func file(limit: Int) throws(ObjectGap.Reason) -> [UInt8] {
    do throws(SystemError) {
      return try SmallFile.bytes(of: path, limit: limit)
    } catch {
      throw error.number == EFBIG ? .tooLarge : .unreadableFile
    }
  }

  /// The size is only known inside, so the room for it doubles until it is enough.
  private func inflate(
    _ bytes: [UInt8], limit: Int, with inflater: Inflater, pool: inout BufferPool
  ) throws(ObjectGap.Reason) -> ContentBuffer {
    let most = min(limit + Self.longestHeader, bytes.count * Inflater.highestRatio + 64)
    var room = min(most, max(4096, bytes.count * 4))
    while true {
      let buffer = try pool.take(room)
      if try inflater.inflate(bytes, upTo: buffer) { return buffer }
      let full = buffer.capacity
      pool.give(back: buffer)
      guard full < most else { throw .tooLarge }
      room = min(most, full * 2)
    }
  }

  private static let longestHeader = 32

  /// `kind`, a space, the size in decimal digits, a zero.
  private static func header(
    of whole: ContentBuffer
  ) throws(ObjectGap.Reason) -> (ObjectKind, Int, Int) {
    // The buffer is held by the caller and not written to meanwhile.
    try header(unsafe Array(whole.bytes.prefix(longestHeader)))
  }

  private static func header(_ header: [UInt8]) throws(ObjectGap.Reason) -> (ObjectKind, Int, Int) {
    guard let end = header.firstIndex(of: 0), let space = header.firstIndex(of: 0x20), space < end
    else { throw .damagedHeader }
    let word = String(decoding: header[..<space], as: UTF8.self)
    let digits = header[(space + 1)..<end]
    guard let kind = ObjectKind.allCases.first(where: { $0.word == word }), !digits.isEmpty,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw .damagedHeader }
    guard let size = Int(String(decoding: digits, as: UTF8.self)) else { throw .tooLarge }
    return (kind, size, end + 1)
  }
}

/// A file that is read from its beginning on.
private final class OpenFile {
  private let file: FileDescriptor

  init(_ path: String) throws(SystemError) {
    file = try FileDescriptor(opening: path, flags: O_NOFOLLOW)
    guard try file.status().st_mode & S_IFMT == S_IFREG else { throw SystemError(number: ENXIO) }
  }

  /// How many bytes there were; none at the end or after an error.
  func next(into bytes: inout [UInt8]) -> Int {
    if bytes.isEmpty { bytes = [UInt8](repeating: 0, count: 1 << 16) }
    while true {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // read writes at most the buffer's own length.
        unsafe Glibc.read(file.number, buffer.baseAddress, buffer.count)
      }
      if got < 0, errno == EINTR { continue }
      return max(0, got)
    }
  }
}
