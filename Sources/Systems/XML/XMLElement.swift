/// An element of an XML text with everything in it, for texts small enough to be held whole.
package struct XMLElement: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case element(XMLElement)
    case text(String)
  }

  package let name: XMLName
  package let attributes: [XMLAttribute]
  package private(set) var content: [Content] = []
  /// Where it begins, from 1.
  package let line: Int

  /// The root element of an XML text.
  ///
  /// - Throws: `XMLProblem` as `XMLReader` does, and when there is no element at all.
  package static func root(
    of bytes: [UInt8], limits: XMLLimits = .standard
  ) throws(XMLProblem) -> XMLElement {
    var reader = try XMLReader(bytes, limits: limits)
    var open: [XMLElement] = []
    var root: XMLElement?
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes, let line):
        open.append(XMLElement(name: name, attributes: attributes, line: line))
      case .text(let text):
        guard let last = open.indices.last else { continue }
        open[last].content.append(.text(text))
      case .end:
        guard let element = open.popLast() else { continue }
        if let last = open.indices.last {
          open[last].content.append(.element(element))
        } else {
          root = element
        }
      }
    }
    guard let root else { throw XMLProblem("the XML has no element") }
    return root
  }

  private init(name: XMLName, attributes: [XMLAttribute], line: Int) {
    self.name = name
    self.attributes = attributes
    self.line = line
  }

  /// The elements right inside, in order.
  package var elements: [XMLElement] {
    content.compactMap {
      guard case .element(let element) = $0 else { return nil }
      return element
    }
  }

  /// The elements right inside that have a local name, whatever their namespace.
  package func elements(_ local: String) -> [XMLElement] {
    elements.filter { $0.name.local == local }
  }

  package func first(_ local: String) -> XMLElement? {
    for case .element(let element) in content where element.name.local == local { return element }
    return nil
  }

  /// All text inside, at any depth.
  package var text: String {
    content.reduce(into: "") { text, content in
      switch content {
      case .element(let element): text += element.text
      case .text(let piece): text += piece
      }
    }
  }

  /// The value of the attribute of that name without a namespace, or nil.
  package subscript(_ local: String) -> String? { attributes[local] }
}
