import Model
import StructuredData

/// What a control says to people, with its parameters put in.
struct ControlSentences {
  let title: String
  /// The statement as written.
  let template: String
  let statement: String
  let span: TextSpan?
  let rationale: String?
  let fix: String?

  init(
    _ arguments: Arguments, _ kind: Control.Kind, in scope: inout ParameterScope,
    decoder: inout FieldDecoder
  ) {
    func sentence(_ name: String) -> String? {
      arguments.node(name).flatMap {
        ParameterExpansion.sentence($0, in: &scope, decoder: &decoder)
      }
    }
    let title = sentence("title")
    let statement = sentence("statement")
    // A planned control may have nothing but a title, any other nothing but a statement.
    let stated = arguments.node("statement") ?? arguments.node("title")
    self.title = title ?? statement ?? arguments.text("id") ?? ""
    self.statement = statement ?? title ?? ""
    template = stated?.scalarText ?? ""
    span = stated?.span
    rationale = sentence("rationale")
    fix = sentence("fix")
  }
}
