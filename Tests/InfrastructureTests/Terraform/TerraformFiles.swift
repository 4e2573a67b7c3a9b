import Infrastructure
import Model

/// A tree that exists only in a test.
struct TerraformFiles: SourceFiles {
  let contents: [String: [UInt8]]

  init(_ contents: [String: String]) { self.contents = contents.mapValues { Array($0.utf8) } }

  init(bytes: [String: [UInt8]]) { contents = bytes }

  var paths: [String] { contents.keys.sorted() }

  func bytes(of path: String) throws(Unavailable) -> [UInt8] {
    guard let bytes = contents[path] else { throw Unavailable("it is not there", isAbsent: true) }
    return bytes
  }

  func read(_ variableFiles: [String] = []) -> ConfiguredResources {
    TerraformSource(variableFiles: variableFiles).read(self)
  }
}

extension ConfiguredResources {
  subscript(address: String) -> ConfiguredResource? {
    resources.first { $0.address == address }
  }

  /// The value at a path of names and positions, as text.
  func value(_ address: String, _ path: String...) -> String? {
    guard let resource = self[address] else { return nil }
    return resource.node(path).map(shown)
  }
}

extension ConfiguredResource {
  func node(_ path: [String]) -> Node? {
    var node: Node? = attributes
    for step in path {
      if let position = Int(step), let elements = node?.elements {
        node = elements.indices.contains(position) ? elements[position] : nil
      } else {
        node = node?[step]
      }
    }
    return node
  }

  func place(_ path: String...) -> String? {
    node(path).map { "\($0.span.line):\($0.span.column)" }
  }
}

/// A value in one line.
func shown(_ node: Node) -> String {
  switch node.content {
  case .null: "null"
  case .boolean(let value): String(value)
  case .integer(let value): String(value)
  case .number(let value): String(value)
  case .string(let text): "\"" + text.replacing("\n", with: "\\n") + "\""
  case .sequence(let elements): "[" + elements.map(shown).joined(separator: ", ") + "]"
  case .mapping(let entries):
    "{" + entries.map { "\($0.key): \(shown($0.value))" }.joined(separator: ", ") + "}"
  case .unknown(let reason): "unknown(\(reason))"
  }
}
