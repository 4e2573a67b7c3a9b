/// One setting of a container, with the place that says it.
package enum ContainerSetting<Value: Hashable & Sendable>: Hashable, Sendable {
  case known(Value, Location)
  /// Something is said that the files alone do not tell.
  case unknown(reason: String, Location)
  /// Nothing is said, so that the runtime's default holds.
  case absent

  package var value: Value? {
    guard case .known(let value, _) = self else { return nil }
    return value
  }
}
