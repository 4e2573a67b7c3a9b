/// A value of JavaScript's object notation, as far as questionnaires of VSAQ use it.
indirect enum ScriptValue: Hashable, Sendable {
  case text(String)
  case number(String)
  case boolean(Bool)
  case null
  case list([ScriptValue])
  /// Keys in the order of the file.
  case object([Member])

  struct Member: Hashable, Sendable {
    let key: String
    let value: ScriptValue
  }

  subscript(key: String) -> ScriptValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var elements: [ScriptValue]? {
    guard case .list(let elements) = self else { return nil }
    return elements
  }

  var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}
