import FoundationEssentials
import Model
import Systems

/// What `avouch init` finds in a folder: enough to write a first posture that says only what it saw.
struct FolderSurvey: Sendable {
  /// A live address named in a file, with the place it was read from.
  struct NamedEndpoint: Hashable, Sendable {
    let origin: String
    let source: String
  }

  let name: String
  let isRepository: Bool
  let securityPolicy: String?
  let licence: String?
  let changeLog: String?
  let manifests: [String]
  let lockfiles: [String]
  let workflows: [String]
  let terraform: [String]
  let containers: [String]
  let databaseMigrations: [String]
  let endpoints: [NamedEndpoint]
  let registers: [String]

  /// Looks at the names of all files, and into the few that name endpoints.
  ///
  /// - Throws: `Unavailable` when the folder cannot be listed.
  init(folder: String, tree: FileTree) throws(Unavailable) {
    func files(_ globs: [String]) throws(Unavailable) -> [String] {
      let patterns = globs.compactMap { try? GlobPattern($0) }
      return try tree.files(matching: patterns).filter { path in
        !path.split(separator: "/").contains { Self.skippedFolders.contains(String($0)) }
      }
    }
    name = folder.split(separator: "/").last.map(String.init) ?? "project"
    isRepository = FileManager.default.fileExists(atPath: folder + "/.git")
    securityPolicy = try files(["SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md"]).first
    licence = try files(["LICENSE*", "LICENCE*", "COPYING*"]).first
    changeLog = try files(["CHANGELOG*", "CHANGES*", "HISTORY*"]).first
    manifests = try files(Self.manifestNames.flatMap { [$0, "**/\($0)"] }).uniqued()
    lockfiles = try files(Self.lockfileNames.flatMap { [$0, "**/\($0)"] }).uniqued()
    workflows = try files([".github/workflows/*.yml", ".github/workflows/*.yaml"])
    terraform = try files(["*.tf", "**/*.tf"]).uniqued()
    containers = try files(["Dockerfile*", "**/Dockerfile*", "*compose*.y*ml", "**/*compose*.y*ml"])
      .uniqued()
    databaseMigrations = try files(["**/migrations/*.sql", "migrations/*.sql"]).uniqued()
    registers = try files(["records/*.yaml", "records/*.yml", "records/*.csv"])
    endpoints = try EndpointNames.find(in: files(EndpointNames.globs), tree: tree)
  }

  private static let skippedFolders: Set<String> = [
    "node_modules", "vendor", ".build", "target", "dist", ".venv", "venv", "testdata", "fixtures",
  ]

  private static let manifestNames = [
    "package.json", "pyproject.toml", "requirements.txt", "Cargo.toml", "go.mod",
  ]

  private static let lockfileNames = [
    "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "uv.lock", "poetry.lock",
    "Cargo.lock",
    "go.sum",
  ]
}

extension Array where Element: Hashable {
  /// The elements in their order, each once.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
