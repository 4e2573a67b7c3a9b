/// `[a, ?b]`.
struct BuildList: Operation {
  struct Element: Sendable {
    let operation: any Operation
    let isOptional: Bool
  }

  let elements: [Element]
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    var values: [ExpressionValue] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      guard frame.spend(1) else { return Frame.exhausted }
      let value = element.operation.run(&frame)
      guard element.isOptional, value.isKnown else {
        values.append(value)
        continue
      }
      guard case .optional(let inner) = value else {
        return .failure(Failure(.noSuchOverload, "expected an optional value after `?`", at: range))
      }
      if let inner { values.append(inner) }
    }
    return Strictness.combined(values) ?? .list(values)
  }
}

/// `{a: b, ?c: d}`.
struct BuildMap: Operation {
  struct Entry: Sendable {
    let key: any Operation
    let value: any Operation
    let isOptional: Bool
  }

  let entries: [Entry]
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    var pairs: [(key: ExpressionValue, value: ExpressionValue)] = []
    pairs.reserveCapacity(entries.count)
    for entry in entries {
      guard frame.spend(1) else { return Frame.exhausted }
      let key = entry.key.run(&frame)
      let value = entry.value.run(&frame)
      guard entry.isOptional, value.isKnown else {
        pairs.append((key, value))
        continue
      }
      guard case .optional(let inner) = value else {
        return .failure(Failure(.noSuchOverload, "expected an optional value after `?`", at: range))
      }
      if let inner { pairs.append((key, inner)) }
    }
    return Strictness.combined(pairs.flatMap { [$0.key, $0.value] })
      ?? Self.map(pairs, at: range)
  }

  static func map(
    _ pairs: [(key: ExpressionValue, value: ExpressionValue)], at range: Range<Int>
  ) -> ExpressionValue {
    do throws(Failure) {
      return .map(.built(try BuiltMap(pairs)))
    } catch {
      return .failure(error.placed(at: range))
    }
  }
}
