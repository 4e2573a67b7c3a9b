import Foundation

extension TerraformFunctions {
  static let numbers: [String: Function] = [
    "abs": { (arguments) throws(TerraformFault) in .numeric(abs(try arguments.number(0))) },
    "ceil": { (arguments) throws(TerraformFault) in
      .numeric(try arguments.number(0).rounded(.up))
    },
    "floor": { (arguments) throws(TerraformFault) in
      .numeric(try arguments.number(0).rounded(.down))
    },
    "signum": { (arguments) throws(TerraformFault) in
      let number = try arguments.number(0)
      return .integer(number > 0 ? 1 : number < 0 ? -1 : 0)
    },
    "pow": { (arguments) throws(TerraformFault) in
      .numeric(pow(try arguments.number(0), try arguments.number(1)))
    },
    "log": { (arguments) throws(TerraformFault) in
      .numeric(log(try arguments.number(0)) / log(try arguments.number(1)))
    },
    "max": { (arguments) throws(TerraformFault) in
      guard let greatest = try allNumbers(arguments.values).max() else {
        throw .error("`max` takes at least one number")
      }
      return .numeric(greatest)
    },
    "min": { (arguments) throws(TerraformFault) in
      guard let least = try allNumbers(arguments.values).min() else {
        throw .error("`min` takes at least one number")
      }
      return .numeric(least)
    },
    "sum": { (arguments) throws(TerraformFault) in
      let numbers = try allNumbers(try arguments.list(0).elements)
      guard !numbers.isEmpty else { throw .error("`sum` takes at least one number") }
      return .numeric(numbers.reduce(0, +))
    },
    "parseint": { (arguments) throws(TerraformFault) in
      let base = try arguments.whole(1)
      guard (2...36).contains(base), let number = Int(try arguments.text(0), radix: base) else {
        throw .error("this is no number of that base")
      }
      return .integer(number)
    },
    "tonumber": { (arguments) throws(TerraformFault) in
      if try arguments.value(0).isNull { return .null }
      return .numeric(try arguments.number(0))
    },
    "tobool": { (arguments) throws(TerraformFault) in
      if try arguments.value(0).isNull { return .null }
      return .boolean(try arguments.boolean(0))
    },
  ]

  private static func allNumbers(_ values: [TerraformValue]) throws(TerraformFault) -> [Double] {
    var numbers: [Double] = []
    for value in values { numbers.append(try TerraformArguments.number(value)) }
    return numbers
  }
}
