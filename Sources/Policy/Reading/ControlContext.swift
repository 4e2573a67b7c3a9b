import Model

/// What every control of a posture is read against.
struct ControlContext {
  let checks: [String: any Check.Type]
  let checkNames: [String]
  let validation: ValidationContext
  /// Nil when the declared targets could not be read.
  let targets: [String]?
  let frameworks: [String: FrameworkIndex]
  /// The frameworks of the posture in the order it names them.
  let declaredFrameworks: [String]
  /// Every framework that ships, declared or not.
  let library: FrameworkLibrary
  let topics: TopicLibrary

  init(
    checks: [any Check.Type], patterns: any PatternMatching, targets: [String]?,
    frameworks: [Framework], library: FrameworkLibrary, topics: TopicLibrary
  ) {
    let named = checks.map { ($0.definition.name, $0) }
    self.checks = Dictionary(named, uniquingKeysWith: { first, _ in first })
    checkNames = named.map(\.0).sorted()
    validation = ValidationContext(patterns: patterns)
    self.targets = targets
    let indexes = frameworks.map { ($0.id, FrameworkIndex($0)) }
    self.frameworks = Dictionary(indexes, uniquingKeysWith: { first, _ in first })
    declaredFrameworks = frameworks.map(\.id)
    self.library = library
    self.topics = topics
  }
}

/// A framework with its requirement identifiers ready to be looked up.
struct FrameworkIndex {
  let framework: Framework
  let requirements: Set<String>

  init(_ framework: Framework) {
    self.framework = framework
    requirements = Set(framework.requirements.map(\.id))
  }
}
