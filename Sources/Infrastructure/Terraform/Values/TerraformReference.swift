/// A value that only the deployed resource has: its identifier, its address, its name.
///
/// It is written as the reason of an unknown value, so that what refers to a resource can still be
/// joined to it: the bucket of a public access block, the key of a database.
package struct TerraformReference: Hashable, Sendable {
  /// The full address, `module.data.aws_kms_key.main[0]`.
  package let address: String
  package let attribute: String

  package init(address: String, attribute: String) {
    self.address = address
    self.attribute = attribute
  }

  /// Reads the reason of an unknown value; nil when it is another one.
  package init?(reason: String) {
    guard let opening = [Self.applied, Self.read].first(where: { reason.hasPrefix($0) }) else {
      return nil
    }
    let reference = reason.dropFirst(opening.count)
    guard let dot = reference.lastIndex(of: ".") else { return nil }
    address = String(reference[..<dot])
    attribute = String(reference[reference.index(after: dot)...])
  }

  package var reason: String {
    let isRead = address.hasPrefix("data.") || address.contains(".data.")
    return "\(isRead ? Self.read : Self.applied)\(address).\(attribute)"
  }

  /// The value itself.
  ///
  /// Identifiers are never null; of other attributes that cannot be said.
  var value: TerraformValue {
    let isPresent =
      attribute == "id" || attribute == "arn" || attribute.hasSuffix("_id")
      || attribute.hasSuffix("_arn")
    return .unknown(TerraformUnknown(reason: reason, isPresent: isPresent))
  }

  private static let applied = "known after apply: "
  private static let read = "read by the provider: "
}
