import Systems

/// Folder paths by number, so that a place in the history costs no copy of its folder's name.
struct FolderTable {
  /// The first is the top; every other ends in `/`.
  private var paths: [[UInt8]] = [[]]
  private var indices: [UInt64: Int32] = [:]

  /// Numbers a folder inside another.
  ///
  /// - Parameters:
  ///   - name: The name's number and its bytes.
  ///   - parent: The number of the folder that it is in.
  ///   - limit: How many bytes the path may have.
  /// - Returns: Its number; nil when its path would be longer than the limit.
  mutating func index(
    of name: (number: UInt32, bytes: ArraySlice<UInt8>), in parent: Int32, limit: Int
  ) -> Int32? {
    let key = UInt64(name.number) << 32 | UInt64(UInt32(bitPattern: parent))
    if let known = indices[key] { return known }
    let path = path(of: parent) + name.bytes + [0x2F]
    guard path.count <= limit else { return nil }
    let index = Int32(truncatingIfNeeded: paths.count)
    indices[key] = index
    paths.append(path)
    return index
  }

  func path(of index: Int32) -> [UInt8] {
    paths.indices.contains(Int(index)) ? paths[Int(index)] : []
  }
}
