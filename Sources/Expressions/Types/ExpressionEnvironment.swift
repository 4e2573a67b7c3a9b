/// The names that an expression may use beside its own functions.
package struct ExpressionEnvironment: Sendable {
  package struct Variable: Sendable {
    package let name: String
    package let type: ExpressionType

    package init(_ name: String, _ type: ExpressionType = .dynamic) {
      self.name = name
      self.type = type
    }
  }

  /// A named expression, which may use the variables and what was defined before it.
  package struct Definition: Sendable {
    package let name: String
    package let text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// In the order in which their values are given.
  package let variables: [Variable]
  package let definitions: [Definition]
  /// The namespace in which names are looked up first.
  package let container: String
  /// Whether types are checked; without that an expression that cannot work fails when it runs.
  package let isChecked: Bool
  package let limits: ExpressionLimits

  package init(
    _ variables: [Variable], definitions: [Definition] = [], container: String = "",
    isChecked: Bool = true, limits: ExpressionLimits = .standard
  ) {
    self.variables = variables
    self.definitions = definitions
    self.container = container
    self.isChecked = isChecked
    self.limits = limits
  }
}
