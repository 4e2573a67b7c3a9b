import Model

/// What a bucket's policy says of plain HTTP.
enum BucketPolicy {
  /// Whether a statement refuses every request that did not come over TLS.
  static let refusesPlain = SettingRule { reading in
    let (attribute, lookup) = reading.find(["policy", "PolicyDocument"])
    guard let first = lookup.nodes.first else {
      return reading.absent(attribute, at: lookup.anchor)
    }
    guard case .found(let find) = PolicyDocument.statements("policy", "PolicyDocument") else {
      return nil
    }
    let statements = find(reading)
    for statement in statements {
      if case .unknown(let reason) = statement.node.content {
        return reading.unknown(reason, attribute, at: statement.node.span)
      }
      let part = Reading(reading.resource, root: statement.node, index: reading.index)
      guard part.text("Effect")?.lowercased() == "deny" else { continue }
      let condition = AttributeLookup(
        "Condition.Bool.aws:SecureTransport", in: statement.node, from: statement.node.span)
      if condition.flattened.contains(where: { ScalarReading.boolean($0) == false }) {
        return reading.setting(.known(.boolean(true)), attribute, at: statement.node.span)
      }
    }
    if statements.isEmpty, case .unknown(let reason) = first.content {
      return reading.unknown(reason, attribute, at: first.span)
    }
    return reading.setting(.known(.boolean(false)), attribute, at: first.span)
  }
}
