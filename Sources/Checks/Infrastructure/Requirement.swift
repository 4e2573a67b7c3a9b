import Model

/// One thing that a check asks of every object that has the setting.
struct Requirement: Sendable {
  /// The rule of a finding: `not-encrypted`.
  let rule: String
  let setting: SettingName
  let expectation: Expectation
  /// What is wrong where it does not hold: `is not encrypted at rest`.
  let problem: String
  /// What to do about it.
  let fix: String
  /// Another setting that makes up for it, with what it must be.
  let alternative: (setting: SettingName, expectation: Expectation)?
  /// Whether something must have been judged by it, because the posture asks for it in so many words.
  let isNamed: Bool
  /// The objects it is for.
  let applies: @Sendable (InfrastructureObject) -> Bool

  init(
    _ rule: String, _ setting: SettingName, _ expectation: Expectation, problem: String,
    fix: String, or alternative: (setting: SettingName, expectation: Expectation)? = nil,
    isNamed: Bool = false,
    for applies: @escaping @Sendable (InfrastructureObject) -> Bool = { _ in true }
  ) {
    self.rule = rule
    self.setting = setting
    self.expectation = expectation
    self.problem = problem
    self.fix = fix
    self.alternative = alternative
    self.isNamed = isNamed
    self.applies = applies
  }
}
