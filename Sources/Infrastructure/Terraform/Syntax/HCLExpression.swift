/// An expression of HashiCorp's configuration language (HCL native syntax specification, "Expressions").
package struct HCLExpression: Sendable {
  package enum Form: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    /// Text with values in it.
    case template([HCLTemplatePart])
    /// `"${value}"`, which gives the value itself.
    indirect case wrapped(HCLExpression)
    /// The first word of a reference.
    case name(String)
    indirect case access(HCLExpression, [HCLStep])
    case call(name: String, arguments: [HCLExpression], expandsLast: Bool)
    case tuple([HCLExpression])
    case object([HCLObjectItem])
    indirect case comprehension(HCLComprehension)
    indirect case conditional(HCLExpression, HCLExpression, HCLExpression)
    indirect case negation(HCLExpression)
    indirect case minus(HCLExpression)
    indirect case binary(HCLOperator, HCLExpression, HCLExpression)
    indirect case parenthesized(HCLExpression)
  }

  package let form: Form
  package let range: HCLRange

  init(_ form: Form, _ range: HCLRange) {
    self.form = form
    self.range = range
  }

  /// The text of a string without values in it.
  package var literalText: String? {
    guard case .string(let text) = form else { return nil }
    return text
  }
}

/// A step from a value to a part of it.
package enum HCLStep: Sendable {
  case attribute(String)
  case index(HCLExpression)
  /// The steps are taken from each element.
  indirect case splat([HCLStep])
}

package struct HCLObjectItem: Sendable {
  /// A bare word is a string already.
  let key: HCLExpression
  let value: HCLExpression
}

/// `[for key, value in collection : result if condition]`, and with `{` and `=>` for an object.
package struct HCLComprehension: Sendable {
  let keyName: String?
  let valueName: String
  let collection: HCLExpression
  /// Only that of an object.
  let key: HCLExpression?
  let value: HCLExpression
  /// Whether values of the same key are collected in a list.
  let groups: Bool
  let condition: HCLExpression?
}

package enum HCLTemplatePart: Sendable {
  case text(String)
  case value(HCLExpression)
  indirect case conditional(HCLExpression, then: [HCLTemplatePart], otherwise: [HCLTemplatePart])
  indirect case loop(
    keyName: String?, valueName: String, collection: HCLExpression, body: [HCLTemplatePart])
}

package enum HCLOperator: Sendable {
  case or
  case and
  case equal
  case notEqual
  case greater
  case greaterOrEqual
  case less
  case lessOrEqual
  case add
  case subtract
  case multiply
  case divide
  case remainder

  /// Higher binds tighter (HCL native syntax specification, "Operations").
  var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual: 3
    case .greater, .greaterOrEqual, .less, .lessOrEqual: 4
    case .add, .subtract: 5
    case .multiply, .divide, .remainder: 6
    }
  }
}
