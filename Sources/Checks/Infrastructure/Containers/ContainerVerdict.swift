import Model

/// What one requirement found in one container.
enum ContainerVerdict {
  /// What was seen, for the evidence.
  case holds(String, Location)
  case fails(ContainerFault)
  /// What is not known, and why.
  case unknown(String, Location)
}

/// One thing wrong with a container.
struct ContainerFault {
  let rule: String
  /// What was seen and what was expected.
  let message: String
  let fix: String
  /// The value, or the container where nothing is said.
  let location: Location
  /// What tells it from other faults of the rule in the same container.
  var subject = ""
}
