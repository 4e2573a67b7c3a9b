import Model

/// Where a check about a database's schema looks: migrations, a live database, or both.
struct SchemaSources {
  static let fields: [Field] = [
    Field(
      "files", .oneOrMany(.glob),
      "SQL migrations, from the target's folder; what an earlier pattern matches is run first."),
    Field(
      "target", .target, "A repository or folder of the files; the posture's own if left out."),
    Field("database", .target, "A live PostgreSQL database (`postgres:`)."),
    Field(
      "migration-role", .text,
      "The role that runs the files and so owns what they make; without it ownership is unknown."),
    Field(
      "platform", .choice(MigrationsRequest.Platform.allCases.map(\.rawValue)),
      "A host whose own roles, schemas and default rights are there before the first migration."),
    Field(
      "server-version", .integer(10...99), default: "15",
      "The server's major version, for rights that a new database has by itself."),
  ]

  let files: [String]
  let target: String?
  let database: String?
  private let migrationRole: String?
  private let platform: MigrationsRequest.Platform?
  private let serverVersion: Int

  init(_ arguments: Arguments) throws(Diagnostics) {
    files = arguments.texts("files")
    target = arguments.text("target")
    database = arguments.text("database")
    migrationRole = arguments.text("migration-role")
    platform = arguments.text("platform").flatMap(MigrationsRequest.Platform.init(rawValue:))
    serverVersion = arguments.integer("server-version") ?? 15
    guard !files.isEmpty || database != nil else {
      throw Diagnostics([
        Diagnostic("it needs `files`, `database` or both", at: arguments.location())
      ])
    }
  }

  func requests(in context: PlanContext) -> [any ObservationRequest] {
    var requests: [any ObservationRequest] = []
    if let request = try? migrations(in: context) { requests.append(request) }
    if let request = try? live(in: context) { requests.append(request) }
    return requests
  }

  private func migrations(in context: PlanContext) throws(Unavailable) -> MigrationsRequest? {
    guard !files.isEmpty else { return nil }
    return MigrationsRequest(
      folder: try context.folder(of: target), patterns: files, migrationRole: migrationRole,
      serverVersion: serverVersion, platform: platform)
  }

  private func live(in context: PlanContext) throws(Unavailable) -> LiveSchemaRequest? {
    guard let database else { return nil }
    return LiveSchemaRequest(database: try context.database(of: database))
  }

  /// What was read, and what could not be.
  func read(
    _ observations: Observations, in context: EvaluationContext
  ) -> (schemas: [ObservedSchema], reasons: [String]) {
    var schemas: [ObservedSchema] = []
    var reasons: [String] = []
    do throws(Unavailable) {
      if let request = try migrations(in: context.plan) {
        let observation = observations[request]
        let schema = try observation.outcome.get()
        if schema.digests.isEmpty {
          let shown = files.map { "`\($0)`" }.joined(separator: ", ")
          reasons.append("nothing to judge: no file matches \(shown)")
        } else {
          schemas.append(
            ObservedSchema(
              schema: schema, folder: request.folder, observedAt: observation.observedAt))
        }
      }
    } catch {
      reasons.append(error.reason)
    }
    do throws(Unavailable) {
      if let request = try live(in: context.plan) {
        let observation = observations[request]
        schemas.append(
          ObservedSchema(
            schema: try observation.outcome.get(), folder: nil,
            observedAt: observation.observedAt))
      }
    } catch {
      reasons.append(error.reason)
    }
    return (schemas, reasons)
  }
}

/// A schema with how its places are shown.
struct ObservedSchema {
  let schema: DatabaseSchema
  /// The folder that its paths start from; nil for a live database.
  let folder: String?
  let observedAt: Instant

  func place(_ location: Location, in context: PlanContext) -> Location {
    guard let folder, location.path != nil else { return location }
    return context.place(location, in: folder)
  }

  func digest(_ location: Location) -> String? { location.path.flatMap { schema.digests[$0] } }
}
