/// The math extension of CEL.
enum MathFunctions {
  static let all: [FunctionDefinition] = extremes + roundings + signs + bits

  private static let numbers: [ExpressionType] = [.integer, .unsigned, .double]

  static func isVariadic(_ name: String) -> Bool {
    name == "math.greatest" || name == "math.least"
  }

  /// `math.greatest` or `math.least` of so many numbers.
  static func variadic(_ name: String, arity: Int) -> FunctionDefinition {
    let takesGreatest = name == "math.greatest"
    return FunctionDefinition(
      name, isMember: false,
      [Signature(Array(repeating: .dynamic, count: arity), .dynamic)],
      .variadic { values, _ in extreme(values, takesGreatest: takesGreatest) })
  }

  private static let extremes: [FunctionDefinition] = [
    ("math.greatest", true), ("math.least", false),
  ].flatMap { name, takesGreatest -> [FunctionDefinition] in
    [
      .global(
        name,
        numbers.map { Signature([$0], $0) }
          + numbers.map { Signature([.list($0)], $0) } + [Signature([.list(.dynamic)], .dynamic)]
      ) { value, frame in
        guard case .list(let list) = value else {
          return extreme([value], takesGreatest: takesGreatest)
        }
        guard frame.spend(list.count) else { return Frame.exhausted }
        guard list.count > 0 else {
          return .failure(.invalidArgument, "\(name)(list) argument must not be empty")
        }
        return extreme(list.values, takesGreatest: takesGreatest)
      },
      .global(
        name,
        numbers.flatMap { left in
          numbers.map { Signature([left, $0], left == $0 ? left : .dynamic) }
        }
      ) { left, right, _ in extreme([left, right], takesGreatest: takesGreatest) },
    ]
  }

  private static func extreme(
    _ values: [ExpressionValue], takesGreatest: Bool
  ) -> ExpressionValue? {
    var best: ExpressionValue?
    for value in values {
      switch value {
      case .integer, .unsigned, .double: break
      case .unknown, .failure: return value
      default: return nil
      }
      guard let current = best else {
        best = value
        continue
      }
      let order = ValueOrder.compareNumbers(value, current)
      if order == .ordered(takesGreatest ? .greater : .less) { best = value }
    }
    return best
  }

  private static let roundings: [FunctionDefinition] =
    [
      rounding("math.ceil", .up), rounding("math.floor", .down),
      rounding("math.round", .toNearestOrAwayFromZero), rounding("math.trunc", .towardZero),
      .global("math.sqrt", numbers.map { Signature([$0], .double) }) { value, _ in
        switch value {
        case .integer(let whole): .double(Double(whole).squareRoot())
        case .unsigned(let whole): .double(Double(whole).squareRoot())
        case .double(let number): .double(number.squareRoot())
        default: nil
        }
      },
    ] + [
      test("math.isNaN") { $0.isNaN }, test("math.isInf") { $0.isInfinite },
      test("math.isFinite") { $0.isFinite },
    ]

  private static func rounding(
    _ name: String, _ rule: FloatingPointRoundingRule
  ) -> FunctionDefinition {
    .global(name, [Signature([.double], .double)]) { value, _ in
      guard case .double(let number) = value else { return nil }
      return .double(number.rounded(rule))
    }
  }

  private static func test(
    _ name: String, _ body: @escaping @Sendable (Double) -> Bool
  ) -> FunctionDefinition {
    .global(name, [Signature([.double], .boolean)]) { value, _ in
      guard case .double(let number) = value else { return nil }
      return .boolean(body(number))
    }
  }

  private static let signs: [FunctionDefinition] = [
    .global("math.abs", numbers.map { Signature([$0], $0) }) { value, _ in
      switch value {
      case .integer(let whole):
        whole == Int.min
          ? .failure(.range, "integer overflow: the result does not fit in 64 bits")
          : .integer(abs(whole))
      case .unsigned: value
      case .double(let number): .double(number.magnitude)
      default: nil
      }
    },
    .global("math.sign", numbers.map { Signature([$0], $0) }) { value, _ in
      switch value {
      case .integer(let whole): .integer(whole.signum())
      case .unsigned(let whole): .unsigned(whole == 0 ? 0 : 1)
      case .double(let number):
        .double(number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0)
      default: nil
      }
    },
  ]

  private static let bits: [FunctionDefinition] = [
    combination("math.bitAnd", { $0 & $1 }, { $0 & $1 }),
    combination("math.bitOr", { $0 | $1 }, { $0 | $1 }),
    combination("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
    .global(
      "math.bitNot", [Signature([.integer], .integer), Signature([.unsigned], .unsigned)]
    ) { value, _ in
      switch value {
      case .integer(let whole): .integer(~whole)
      case .unsigned(let whole): .unsigned(~whole)
      default: nil
      }
    },
    // A negative number is shifted as its bits, so that what comes in from the left is zero.
    shift("math.bitShiftLeft") { bits, count in bits << count },
    shift("math.bitShiftRight") { bits, count in bits >> count },
  ]

  private static func combination(
    _ name: String, _ signed: @escaping @Sendable (Int, Int) -> Int,
    _ unsigned: @escaping @Sendable (UInt, UInt) -> UInt
  ) -> FunctionDefinition {
    .global(
      name,
      [
        Signature([.integer, .integer], .integer), Signature([.unsigned, .unsigned], .unsigned),
      ]
    ) { left, right, _ in
      switch (left, right) {
      case (.integer(let left), .integer(let right)): .integer(signed(left, right))
      case (.unsigned(let left), .unsigned(let right)): .unsigned(unsigned(left, right))
      default: nil
      }
    }
  }

  private static func shift(
    _ name: String, _ body: @escaping @Sendable (UInt, Int) -> UInt
  ) -> FunctionDefinition {
    .global(
      name,
      [Signature([.integer, .integer], .integer), Signature([.unsigned, .integer], .unsigned)]
    ) { value, count, _ in
      guard case .integer(let count) = count else { return nil }
      guard count >= 0 else {
        return .failure(.invalidArgument, "\(name)() negative offset: \(count)")
      }
      switch value {
      case .integer(let whole):
        return .integer(Int(bitPattern: body(UInt(bitPattern: whole), min(count, 64))))
      case .unsigned(let whole): return .unsigned(body(whole, min(count, 64)))
      default: return nil
      }
    }
  }
}
