import Infrastructure
import Model

/// A tree whose files are texts of a test.
struct TextTree: SourceFiles {
  let texts: [String: [UInt8]]

  init(_ texts: [String: String]) { self.texts = texts.mapValues { Array($0.utf8) } }

  init(bytes: [String: [UInt8]]) { texts = bytes }

  var paths: [String] { texts.keys.sorted() }

  func bytes(of path: String) throws(Unavailable) -> [UInt8] {
    guard let bytes = texts[path] else { throw Unavailable("\(path) does not exist") }
    return bytes
  }
}

extension ConfiguredResources {
  /// `address` of each resource.
  var addresses: [String] { resources.map(\.address) }

  /// `file:line:column reason` of each gap.
  var reasons: [String] { gaps.map { "\($0.location.description) \($0.reason)" } }

  func resource(_ address: String) -> ConfiguredResource? {
    resources.first { $0.address == address }
  }
}

extension Node {
  /// What keys and indices lead to.
  func at(_ path: String...) -> Node? {
    var node: Node? = self
    for step in path {
      if let index = Int(step), let elements = node?.elements {
        node = elements.indices.contains(index) ? elements[index] : nil
      } else {
        node = node?[step]
      }
    }
    return node
  }

  /// `line:column`.
  var place: String { "\(span.line):\(span.column)" }
}
