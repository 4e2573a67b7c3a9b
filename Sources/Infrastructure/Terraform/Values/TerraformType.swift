/// A type constraint of a variable (Terraform language, "Type Constraints").
package indirect enum TerraformType: Sendable {
  case any
  case string
  case number
  case boolean
  case list(TerraformType)
  case set(TerraformType)
  case map(TerraformType)
  case tuple([TerraformType])
  case object([Member])

  package struct Member: Sendable {
    let name: String
    let type: TerraformType
    let isOptional: Bool
    let standard: HCLExpression?
  }

  /// Reads a constraint; what is no constraint is taken for any type.
  init(_ expression: HCLExpression) {
    switch expression.form {
    case .name("string"), .string("string"): self = .string
    case .name("number"), .string("number"): self = .number
    case .name("bool"), .string("bool"): self = .boolean
    case .name("list"), .string("list"): self = .list(.any)
    case .name("set"): self = .set(.any)
    case .name("map"), .string("map"): self = .map(.any)
    case .parenthesized(let inner): self = TerraformType(inner)
    case .call(let name, let arguments, _): self = Self.constructed(name, arguments)
    default: self = .any
    }
  }

  private static func constructed(_ name: String, _ arguments: [HCLExpression]) -> TerraformType {
    guard let first = arguments.first else { return .any }
    switch name {
    case "list": return .list(TerraformType(first))
    case "set": return .set(TerraformType(first))
    case "map": return .map(TerraformType(first))
    case "optional": return TerraformType(first)
    case "tuple":
      guard case .tuple(let types) = first.form else { return .any }
      return .tuple(types.map { TerraformType($0) })
    case "object":
      guard case .object(let items) = first.form else { return .any }
      return .object(items.compactMap(member))
    default: return .any
    }
  }

  private static func member(_ item: HCLObjectItem) -> Member? {
    guard let name = item.key.literalText else { return nil }
    if case .call("optional", let arguments, _) = item.value.form, let type = arguments.first {
      return Member(
        name: name, type: TerraformType(type), isOptional: true,
        standard: arguments.count > 1 ? arguments[1] : nil)
    }
    return Member(name: name, type: TerraformType(item.value), isOptional: false, standard: nil)
  }

  /// The value as the constraint has it; a value that does not fit is left as it is.
  ///
  /// The closure works out what stands for an optional member that is not given.
  func convert(_ value: TerraformValue, standard: (HCLExpression) -> TerraformValue)
    -> TerraformValue
  {
    switch (self, value) {
    case (.any, _), (_, .null), (_, .unknown): return value
    case (.string, _): return value.scalarText.map { .string($0) } ?? value
    case (.number, .string): return value.scalarNumber.map { .numeric($0) } ?? value
    case (.boolean, .string): return value.scalarBoolean.map { .boolean($0) } ?? value
    case (.list(let type), .list(let list)):
      return .list(list.elements.map { type.convert($0, standard: standard) })
    case (.set(let type), .list(let list)):
      return .set(list.elements.map { type.convert($0, standard: standard) })
    case (.map(let type), .object(let object)):
      return .object(
        object.entries.map { ($0.0, type.convert($0.1, standard: standard)) },
        openAddress: object.openAddress)
    case (.tuple(let types), .list(let list)) where types.count == list.elements.count:
      return .list(zip(types, list.elements).map { $0.convert($1, standard: standard) })
    case (.object(let members), .object(let object)):
      return .object(members.map { ($0.name, $0.value(in: object, standard: standard)) })
    default: return value
    }
  }
}

extension TerraformType.Member {
  fileprivate func value(in object: TerraformObject, standard: (HCLExpression) -> TerraformValue)
    -> TerraformValue
  {
    if let given = object[name], !(given.isNull && self.standard != nil) {
      return type.convert(given, standard: standard)
    }
    if let address = object.openAddress {
      return TerraformReference(address: address, attribute: name).value
    }
    if let expression = self.standard {
      return type.convert(standard(expression), standard: standard)
    }
    return isOptional ? .null : .unknown("the attribute `\(name)` is not given")
  }
}
