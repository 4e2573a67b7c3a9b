/// The requirement of a framework that a question names by its identifier.
struct RequirementReference: Hashable, Sendable {
  let framework: String
  let requirement: String
}
