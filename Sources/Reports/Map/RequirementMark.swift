import Model

/// The signs of the states of requirements: a shape of its own for each, never without the word.
enum RequirementMark {
  static func badge(_ state: RequirementState, forLaw isLaw: Bool = false) -> HTMLElement {
    HTMLElement("span", ["class": "state tone-\(state.tone.rawValue)"]) {
      HTMLElement("svg", ["class": "mark", "viewBox": "0 0 16 16", "aria-hidden": "true"]) {
        HTMLElement("use", ["href": "#\(symbol(of: state))"])
      }
      state.word(forLaw: isLaw)
    }
  }

  /// The shapes that controls do not have already, drawn once for the whole document.
  static var definitions: HTMLElement {
    HTMLElement(
      "svg", ["class": "definitions", "aria-hidden": "true", "width": "0", "height": "0"]
    ) {
      for (state, nodes) in shapes {
        HTMLElement("symbol", ["id": symbol(of: state), "viewBox": "0 0 16 16"]) { nodes }
      }
    }
  }

  /// A state that means the same of a control and of a requirement has one shape.
  private static func symbol(of state: RequirementState) -> String {
    switch state {
    case .covered: "mark-verified"
    case .excepted: "mark-waived"
    case .unproven, .violated, .planned: "mark-\(state.rawValue)"
    case .partly, .gap, .withheld, .notApplicable: "requirement-\(state.rawValue)"
    }
  }

  private static var shapes: [(RequirementState, [HTMLNode])] {
    [
      (.partly, [path("outline", StateMark.disc), path("solid", "M8 1a7 7 0 0 0 0 14z")]),
      (.gap, [path("line", StateMark.brokenDisc)]),
      (.withheld, StateMark.drawn(StateMark.square, isFilled: true, sign: StateMark.bar)),
      (
        .notApplicable,
        StateMark.drawn(StateMark.square, isFilled: false, sign: "M5 11l6-6")
      ),
    ]
  }

  private static func path(_ kind: String, _ data: String) -> HTMLNode {
    .element(HTMLElement("path", ["class": kind, "d": data]))
  }
}
