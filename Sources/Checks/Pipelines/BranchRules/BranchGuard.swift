import Model

/// The status checks that a branch requires before it takes a change.
struct BranchGuard {
  private let checks: [String]
  /// Tools whose results it requires.
  let scanningTools: [String]

  init(_ files: StructuredFiles, branch: String) {
    var reader = BranchProtectionReader(branch: branch)
    reader.read(files)
    checks = reader.protection.checks.map(\.value)
    scanningTools = reader.protection.scanningTools.map(\.value)
  }

  init(_ protection: BranchProtection) {
    checks = protection.checks.map(\.value)
    scanningTools = protection.scanningTools.map(\.value)
  }

  /// Whether a job must succeed, by the name that its check has.
  func requires(check name: String) -> Bool {
    // A matrix adds its values in brackets; every leg must then be required.
    checks.contains { $0 == name } || checks.contains("pipeline")
  }
}
