import Model

/// What the checks over the normal form have in common: where they look and at what.
struct InfrastructureScope: Sendable {
  let target: String?
  let files: [String]
  let variableFiles: [String]
  let roles: Set<InfrastructureRole>
  let exceptions: [ControlGlob]
  let minimumSubjects: Int
  let honorsWaivers: Bool

  init(_ arguments: Arguments, roles standard: [InfrastructureRole]) {
    target = arguments.text("target")
    let files = arguments.texts("files")
    self.files = files.isEmpty ? ["**"] : files
    variableFiles = arguments.texts("variable-files")
    let named = arguments.texts("roles").compactMap(InfrastructureRole.init(rawValue:))
    roles = Set(named.isEmpty ? standard : named)
    exceptions = arguments.texts("except").map { ControlGlob($0) }
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    honorsWaivers = arguments.boolean("honor-in-file-waivers") ?? false
  }

  /// The fields that every such check has, around its own.
  static func fields(roles: [InfrastructureRole], _ own: [Field]) -> [Field] {
    let some = roles.map(\.rawValue)
    return [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "files", .oneOrMany(.glob), default: "**",
        "Which files are read, from the target's folder."),
      Field(
        "variable-files", .oneOrMany(.glob),
        "Variables files of Terraform beside those that it loads by itself, in order."),
    ] + own + [
      Field(
        "roles", .oneOrMany(.choice(some)),
        "What is judged; everything that the check knows if left out."),
      Field(
        "except", .oneOrMany(.text),
        "Globs over addresses that are not judged, such as aws_s3_bucket.website*."),
      Field(
        "honor-in-file-waivers", .boolean, default: "false",
        "Whether a comment `avouch:allow RULE REASON` in a scanned file silences a finding; "
          + "if not, it is only shown."),
      Field(
        "minimum-subjects", .integer(0...1_000_000), default: "1",
        "How many things there must be to judge; with 0 the check is not applicable where there "
          + "are none."),
    ]
  }

  func request(in context: PlanContext) throws(Unavailable) -> InfrastructureRequest {
    InfrastructureRequest(
      folder: try context.folder(of: target), patterns: files, variableFiles: variableFiles)
  }

  func includes(_ object: InfrastructureObject) -> Bool {
    roles.contains(object.role) && !exceptions.contains { $0.matches(object.address) }
  }
}
