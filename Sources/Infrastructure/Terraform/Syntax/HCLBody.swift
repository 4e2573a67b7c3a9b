/// What stands between the braces of a block, or in a file.
package struct HCLBody: Sendable {
  package var attributes: [HCLAttribute] = []
  package var blocks: [HCLBlock] = []

  package func attribute(_ name: String) -> HCLAttribute? { attributes.first { $0.name == name } }

  package func blocks(_ type: String) -> [HCLBlock] { blocks.filter { $0.type == type } }
}

package struct HCLAttribute: Sendable {
  package let name: String
  package let nameRange: HCLRange
  package let value: HCLExpression
  /// Where all of the value is said to stand, when it comes from another file.
  package let place: HCLRange?

  init(name: String, nameRange: HCLRange, value: HCLExpression, place: HCLRange? = nil) {
    self.name = name
    self.nameRange = nameRange
    self.value = value
    self.place = place
  }
}

package struct HCLBlock: Sendable {
  package let type: String
  package let labels: [String]
  /// From the type to the last label.
  package let header: HCLRange
  /// From the type to the closing brace.
  package let range: HCLRange
  package var body: HCLBody
}

/// A file that was read: what it says, and the parts of it that could not be understood.
package struct HCLFile: Sendable {
  package let text: HCLText
  package var body = HCLBody()
  package var problems: [HCLProblem] = []
  /// The comments, in order, without what starts and ends them.
  package var comments: [HCLRange] = []
}

package struct HCLProblem: Hashable, Sendable {
  package let message: String
  package let range: HCLRange
}
