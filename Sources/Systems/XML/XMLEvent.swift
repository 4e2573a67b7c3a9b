/// The name of an element or attribute with its namespace, whatever prefix was written.
package struct XMLName: Hashable, Sendable {
  package let local: String
  /// The namespace's URI; empty when there is none.
  package let namespace: String

  package init(_ local: String, namespace: String = "") {
    self.local = local
    self.namespace = namespace
  }
}

/// An attribute; namespace declarations are none.
package struct XMLAttribute: Hashable, Sendable {
  package let name: XMLName
  package let value: String

  package init(name: XMLName, value: String) {
    self.name = name
    self.value = value
  }
}

/// One step through an XML text.
package enum XMLEvent: Hashable, Sendable {
  /// An element begins on a line, counted from 1.
  case start(XMLName, attributes: [XMLAttribute], line: Int)
  case end(XMLName)
  /// Text between tags, CDATA included; long text may come in pieces.
  case text(String)
}

extension [XMLAttribute] {
  /// The value of the attribute of that name without a namespace, or nil.
  package subscript(_ local: String) -> String? {
    first { $0.name.local == local && $0.name.namespace.isEmpty }?.value
  }

  package subscript(_ local: String, namespace namespace: String) -> String? {
    first { $0.name.local == local && $0.name.namespace == namespace }?.value
  }
}
