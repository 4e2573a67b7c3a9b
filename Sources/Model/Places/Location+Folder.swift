extension Location {
  /// The same place with its path as seen from another folder, which is given by the way from there
  /// to where the path starts.
  package func below(_ folder: String) -> Location {
    guard let path, !folder.isEmpty, !path.hasPrefix("/") else { return self }
    var parts: [Substring] = []
    for part in folder.split(separator: "/") + path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !folder.hasPrefix("/") {
        parts.append(part)
      }
    }
    var moved = self
    moved.path = (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    return moved
  }
}
