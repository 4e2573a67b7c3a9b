import Expressions
import Model

/// Reads expressions of control files, and gives everything wrong with them a place.
struct ExpressionReader {
  /// The names under which a subject and its document are known.
  static let resource = "resource"
  static let document = "document"

  private static let mostDefinitions = 100
  private static let taken: Set<String> = [
    resource, document, "math", "strings", "base64", "optional", "sets", "lists", "ip", "cel",
    "true", "false", "null", "in",
  ]

  private let file: String
  private let variables: [ExpressionEnvironment.Variable]
  private var definitions: [ExpressionEnvironment.Definition] = []

  init(file: String, resource: ExpressionType) {
    self.file = file
    variables = [.init(Self.resource, resource), .init(Self.document)]
  }

  private var environment: ExpressionEnvironment {
    ExpressionEnvironment(variables, definitions: definitions)
  }

  /// Takes a mapping of names to expressions, in their order.
  ///
  /// - Returns: What is wrong with them; what is right can be used.
  mutating func define(_ node: Node?) -> [Diagnostic] {
    guard let entries = node?.entries else { return [] }
    guard entries.count <= Self.mostDefinitions else {
      return [
        Diagnostic(
          "`let` has more than \(Self.mostDefinitions) names",
          at: Location(path: file, span: node?.span ?? .start))
      ]
    }
    var diagnostics: [Diagnostic] = []
    for entry in entries {
      guard Self.isName(entry.key) else {
        diagnostics.append(
          Diagnostic(
            "`let`: \(ValueText.quoted(entry.key)) cannot be a name of an expression",
            at: Location(path: file, span: entry.keySpan),
            suggestion: "use letters, digits and `_`, and no word of the language"))
        continue
      }
      let (compiled, problems) = compile(entry.value)
      diagnostics += problems
      guard compiled != nil, let text = entry.value.scalarText else { continue }
      definitions.append(.init(entry.key, text))
    }
    return diagnostics
  }

  /// An expression that is true or false, or what is wrong with it.
  func assertion(_ node: Node) -> (AssertedExpression?, [Diagnostic]) {
    let (compiled, problems) = compile(node)
    guard let compiled else { return (nil, problems) }
    guard compiled.type == .boolean || compiled.type == .dynamic else {
      return (
        nil,
        [
          Diagnostic(
            "`cel`: expected true or false, found an expression of type \(compiled.type.name)",
            at: Location(path: file, span: node.span))
        ]
      )
    }
    return (AssertedExpression(text: compiled.text, compiled: compiled), problems)
  }

  private func compile(_ node: Node) -> (CompiledExpression?, [Diagnostic]) {
    guard let text = node.scalarText else {
      return (
        nil,
        [
          Diagnostic(
            "expected an expression, found \(node.kindName)",
            at: Location(path: file, span: node.span))
        ]
      )
    }
    do throws(ExpressionProblems) {
      return (try CompiledExpression(text, in: environment), [])
    } catch {
      return (nil, error.list.map { diagnostic($0, in: node) })
    }
  }

  private func diagnostic(_ problem: ExpressionProblem, in node: Node) -> Diagnostic {
    let place = node.place(of: problem.offset)
    // Where the text on the page is not the text that is read, the place is said in words.
    let words = place == node.span ? " at character \(problem.offset + 1)" : ""
    let advice =
      problem.message == "unknown name `parameters`"
      ? "write {name}: the control's parameters are put into the text" : problem.suggestion
    return Diagnostic(
      "`cel`\(words): \(problem.message)", at: Location(path: file, span: place),
      suggestion: advice)
  }

  private static func isName(_ text: String) -> Bool {
    let isWord = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || $0 == 0x5F
    }
    guard isWord, let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.count <= 60 && !taken.contains(text)
      && !CompiledExpression.reservedWords.contains(text)
  }
}
