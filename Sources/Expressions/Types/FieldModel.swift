/// The fields that a resource or a document is known to have, against which expressions are checked
/// before anything is read.
package struct FieldModel: Hashable, Sendable {
  /// What messages call it: `aws_db_instance`.
  package let name: String
  package let fields: [String: ExpressionType]
  /// Whether there may be fields that are not named here, which are then of any type.
  package let isOpen: Bool

  package init(_ name: String, fields: [String: ExpressionType], isOpen: Bool = false) {
    self.name = name
    self.fields = fields
    self.isOpen = isOpen
  }
}
