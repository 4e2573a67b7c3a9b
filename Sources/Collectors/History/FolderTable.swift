/// Folder paths by number, so that a place in the history costs no copy of its folder's name.
struct FolderTable {
  /// The first is the top; every other ends in `/`.
  private var paths = [""]
  private var indices: [Key: Int] = [:]

  private struct Key: Hashable {
    let parent: Int
    let name: String
  }

  /// The number of a folder inside another; nil when its path would be longer than the limit.
  mutating func index(of name: String, in parent: Int, limit: Int) -> Int? {
    let key = Key(parent: parent, name: name)
    if let known = indices[key] { return known }
    let path = self.path(of: parent) + name + "/"
    guard path.utf8.count <= limit else { return nil }
    indices[key] = paths.count
    paths.append(path)
    return paths.count - 1
  }

  func path(of index: Int) -> String { paths.indices.contains(index) ? paths[index] : "" }
}
