import Model

/// What a pipeline's file may be forbidden to hold.
enum HygieneRule: String, CaseIterable {
  case unpinnedAction = "unpinned-action"
  case unpinnedImage = "unpinned-image"
  case tokenPermissions = "token-permissions"
  case templateInjection = "template-injection"
  case templateExpansion = "template-expansion"
  case dangerousTrigger = "dangerous-trigger"
  case privilegedTrigger = "privileged-trigger"
  case inheritedSecrets = "inherited-secrets"
  case persistedCredentials = "persisted-credentials"
  case selfHostedRunner = "self-hosted-runner"
  case hardcodedCredentials = "hardcoded-credentials"
  case unsoundCondition = "unsound-condition"

  var fix: String {
    switch self {
    case .unpinnedAction: "Name the action by the whole name of the commit that its tag stands for."
    case .unpinnedImage: "Name the image by its digest, as image@sha256:…"
    case .tokenPermissions:
      "Set `permissions: {}` or `contents: read` for the workflow, and what a job needs on the job."
    case .templateInjection, .templateExpansion:
      "Put the value into `env` of the step and use the variable, in quotes, in the script."
    case .dangerousTrigger:
      "Use pull_request, or do not run what the pull request brings with the rights of this workflow."
    case .privilegedTrigger:
      "Use pull_request unless the workflow needs the secrets of the repository."
    case .inheritedSecrets: "Pass the secrets that the workflow needs by name."
    case .persistedCredentials: "Set `persist-credentials: false` on the checkout."
    case .selfHostedRunner: "Run what pull requests bring on runners that are thrown away."
    case .hardcodedCredentials: "Take it from `secrets`, and revoke what stood here."
    case .unsoundCondition: "Write the whole condition as one expression, without text around it."
    }
  }
}

/// One place of a pipeline's file that breaks a rule.
struct HygieneFault {
  enum Kind {
    case fault
    /// Whether it breaks the rule is not known.
    case unknown
  }

  let rule: HygieneRule
  var kind = Kind.fault
  let message: String
  let location: Location
  let identity: String
}
