import Model

/// Where in a document a value stands: the variable that holds the document, and the way from there.
package struct Origin: Hashable, Sendable {
  package let variable: String
  package let steps: [DataPath.Step]

  package init(variable: String, steps: [DataPath.Step] = []) {
    self.variable = variable
    self.steps = steps
  }

  func field(_ name: String) -> Origin { Origin(variable: variable, steps: steps + [.key(name)]) }

  func element(_ index: Int) -> Origin {
    Origin(variable: variable, steps: steps + [.index(index)])
  }
}
