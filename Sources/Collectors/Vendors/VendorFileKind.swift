import Model

/// What a file is for, from its path alone.
enum VendorFileKind {
  private static let testFolders: Set<String> = [
    "__tests__", "e2e", "fixtures", "spec", "specs", "test", "testdata", "tests",
  ]
  private static let documentFolders: Set<String> = [
    "doc", "docs", "example", "examples", "sample", "samples",
  ]
  private static let documentEndings = [
    ".adoc", ".md", ".mdx", ".rst", ".txt", ".html.markdown", "license", "notice",
  ]
  private static let buildFolders: Set<String> = [".circleci", ".github", ".buildkite", "ci"]
  private static let buildNames: Set<String> = [
    ".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml",
    "jenkinsfile",
  ]
  private static let settingsEndings = [
    ".yaml", ".yml", ".json", ".toml", ".ini", ".conf", ".properties", ".tf", ".tfvars", ".env",
    "dockerfile", "procfile",
  ]

  static func purpose(of path: String) -> VendorSighting.Purpose {
    let parts = path.lowercased().split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    let folders = parts.dropLast()
    if folders.contains(where: testFolders.contains) || isTest(name) { return .testing }
    if folders.contains(where: buildFolders.contains) || buildNames.contains(name) {
      return .building
    }
    if folders.contains(where: documentFolders.contains)
      || documentEndings.contains(where: name.hasSuffix)
    {
      return .documentation
    }
    return .production
  }

  /// A file of settings; one that shows them by example tells which ones the product reads.
  static func isSettings(_ path: String) -> Bool {
    let name = TreePath.name(of: path).lowercased()
    return name.hasPrefix(".env") || name.hasPrefix("env.") || name.hasPrefix("dockerfile")
      || settingsEndings.contains(where: name.hasSuffix)
  }

  private static func isTest(_ name: String) -> Bool {
    name.hasPrefix("test_") || name.contains(".test.") || name.contains(".spec.")
      || name.contains("_test.") || name.contains("_spec.")
  }
}
