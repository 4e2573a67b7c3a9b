/// A piece of an HTML document.
///
/// Text and attribute values are escaped when they are written, so nothing a report shows can
/// become markup.
indirect enum HTMLNode {
  case text(String)
  case element(HTMLElement)
  /// The stylesheet that ships with the command; the only content that is not escaped.
  case styleSheet(String)

  /// Text as `HTMLNode`s, where a builder does not stand.
  static func bold(_ text: String) -> HTMLNode { .element(HTMLElement("strong", text: text)) }
}

struct HTMLElement {
  let name: String
  let attributes: [(name: String, value: String)]
  let children: [HTMLNode]

  init(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    @HTMLBuilder children: () -> [HTMLNode] = { [] }
  ) {
    self.name = name
    self.attributes = attributes.compactMap { key, value in value.map { (key, $0) } }
    self.children = children()
  }

  init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) {
    self.init(name, attributes) { HTMLNode.text(text) }
  }
}

/// Collects nodes as they are written one below the other.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ element: HTMLElement) -> [HTMLNode] { [.element(element)] }
  static func buildExpression(_ node: HTMLNode) -> [HTMLNode] { [node] }
  static func buildExpression(_ text: String) -> [HTMLNode] { [.text(text)] }
  static func buildExpression(_ nodes: [HTMLNode]) -> [HTMLNode] { nodes }
  static func buildBlock(_ parts: [HTMLNode]...) -> [HTMLNode] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [HTMLNode]?) -> [HTMLNode] { part ?? [] }
  static func buildEither(first: [HTMLNode]) -> [HTMLNode] { first }
  static func buildEither(second: [HTMLNode]) -> [HTMLNode] { second }
  static func buildArray(_ parts: [[HTMLNode]]) -> [HTMLNode] { parts.flatMap { $0 } }
}
