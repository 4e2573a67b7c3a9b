/// A text of a pipeline file with the expressions that are put into it when it runs.
package struct PipelineText: Hashable, Sendable {
  /// One `${{ … }}` of a text.
  package struct Insertion: Hashable, Sendable {
    package let expression: PipelineExpression
    package let span: TextSpan

    package init(_ expression: PipelineExpression, at span: TextSpan) {
      self.expression = expression
      self.span = span
    }
  }

  /// As written, the expressions included.
  package let text: String
  package let span: TextSpan
  package let insertions: [Insertion]

  package init(_ text: String, at span: TextSpan, insertions: [Insertion] = []) {
    self.text = text
    self.span = span
    self.insertions = insertions
  }

  /// The text where nothing is put into it.
  package var literal: String? { insertions.isEmpty ? text : nil }
}

/// A named text: a variable of the environment, an input of an action, a column of a matrix.
package struct PipelineVariable: Hashable, Sendable {
  package let name: Placed<String>
  /// One, or those that a list holds; empty where the value is no text.
  package let values: [PipelineText]

  package init(_ name: Placed<String>, _ values: [PipelineText]) {
    self.name = name
    self.values = values
  }
}

extension [PipelineVariable] {
  /// The variable of a name, which GitHub compares without regard to case.
  package subscript(named name: String) -> PipelineVariable? {
    let wanted = name.lowercased()
    return first { $0.name.value.lowercased() == wanted }
  }
}
