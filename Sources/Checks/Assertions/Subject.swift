import Model

/// A value inside a document, with the way that led to it.
package struct Subject: Sendable {
  package let node: Node
  /// From the document's root, with list positions: `spec.containers[0].image`.
  package let path: String
  /// The same with names in place of positions where elements have them, so that it survives
  /// reordering.
  package let identity: String
  /// Where to point when something below is absent: the key it stands under, or itself.
  package let anchor: TextSpan
  package let secrecy: Secrecy
  /// The whole document it stands in.
  package let document: Node

  package init(document: Node) {
    node = document
    self.document = document
    path = ""
    identity = ""
    anchor = TextSpan(line: document.span.line, column: document.span.column)
    secrecy = .none
  }

  private init(
    node: Node, path: String, identity: String, anchor: TextSpan, secrecy: Secrecy, document: Node
  ) {
    self.node = node
    self.path = path
    self.identity = identity
    self.anchor = anchor
    self.secrecy = secrecy
    self.document = document
  }

  func member(_ entry: Node.Entry, of entries: [Node.Entry]) -> Subject {
    Subject(
      node: entry.value, path: PathText.appending(.key(entry.key), to: path),
      identity: PathText.appending(.key(entry.key), to: identity), anchor: entry.keySpan,
      secrecy: secrecy.below(key: entry.key, siblings: entries), document: document)
  }

  func element(_ element: Node, at index: Int) -> Subject {
    let name = element["name"]?.string.map { "[name=\(ValueText.plain($0))]" } ?? "[\(index)]"
    return Subject(
      node: element, path: "\(path)[\(index)]", identity: identity + name,
      anchor: TextSpan(line: element.span.line, column: element.span.column),
      secrecy: secrecy == .none ? .none : .value, document: document)
  }
}
