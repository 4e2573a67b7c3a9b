/// Asks for an operational register: rows of incidents, access reviews, restore tests.
package struct RegisterRequest: ObservationRequest {
  package typealias Facts = Register

  /// Absolute path of the folder of registers.
  package let folder: String
  /// File name without its ending; `.yaml`, `.yml` and `.csv` are looked for.
  package let name: String

  package init(folder: String, name: String) {
    self.folder = folder
    self.name = name
  }

  package var subject: String { "register \(name)" }
}

package struct Register: Sendable {
  package let path: String
  package let digest: String
  package let records: [Record]
  /// The columns that occur, for the nearest name when a field is misspelt.
  package let fields: [String]

  package init(path: String, digest: String, records: [Record], fields: [String]) {
    self.path = path
    self.digest = digest
    self.records = records
    self.fields = fields
  }

  /// The same rows under another path, such as the one seen from the posture's folder.
  package func moved(to path: String) -> Register {
    Register(path: path, digest: digest, records: records, fields: fields)
  }
}

/// One row; its node is a mapping, for CSV too.
package struct Record: Sendable {
  package let node: Node

  package init(node: Node) { self.node = node }

  /// The row's own name: its `id`, or its line.
  package var name: String { node["id"]?.scalarText ?? "line \(node.span.line)" }
}
