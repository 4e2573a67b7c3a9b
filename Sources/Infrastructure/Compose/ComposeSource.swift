import Model
import StructuredData

/// Services of compose files, with their overrides, includes and extensions.
///
/// The base file of a folder takes in its override; any other overlay (`compose.prod.yaml`) is laid
/// over the base, and tells of the services that it names. What a variable of the environment gives
/// is unknown unless it has a default or stands in the `.env` beside the file.
package struct ComposeSource: ConfigurationSource {
  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var project = ComposeProject(files)
    for path in files.paths {
      guard let role = ComposeFile.role(of: path), role == .base else { continue }
      project.readBase(path)
    }
    for path in files.paths {
      guard let role = ComposeFile.role(of: path), role != .base else { continue }
      project.readOverlay(path, role: role)
    }
    return project.found
  }
}

/// The compose files of one tree.
struct ComposeProject<Files: SourceFiles> {
  private static var maximumDepth: Int { 16 }
  private static var maximumVariables: Int { 1_000 }
  /// Variables of files in all services.
  private static var maximumGiven: Int { 200_000 }

  private let files: Files
  private let paths: Set<String>
  private var reading = DocumentReading()
  private var loaded: [String: ComposeFile?] = [:]
  private var emitted: Set<String> = []
  private var environments: [String: [Node.Entry]] = [:]
  private var given = 0

  init(_ files: Files) {
    self.files = files
    paths = Set(files.paths)
  }

  var found: ConfiguredResources { reading.found }

  mutating func readBase(_ path: String) {
    guard emitted.insert(path).inserted, let file = load(path) else { return }
    include(of: file, depth: 0)
    let override = override(of: path).flatMap { load($0) }
    if let override { emitted.insert(override.path) }
    for entry in file.services {
      var service = extended(entry.value, in: file, depth: 0)
      if let other = override?.service(named: entry.key) {
        service = ComposeMerge.merged(
          service, with: extended(other, in: override ?? file, depth: 0))
      }
      emit(service, named: entry.key, at: entry.keySpan, of: file)
    }
    for entry in override?.services ?? [] where file.service(named: entry.key) == nil {
      guard let override else { continue }
      emit(
        extended(entry.value, in: override, depth: 0), named: entry.key, at: entry.keySpan,
        of: override)
    }
  }

  mutating func readOverlay(_ path: String, role: ComposeFile.Role) {
    guard emitted.insert(path).inserted, let file = load(path) else { return }
    include(of: file, depth: 0)
    let folder = TreePath.folder(of: path)
    let base = Self.baseNames.lazy.map { TreePath.join(folder, $0) }
      .first { paths.contains($0) }.flatMap { load($0) }
    for entry in file.services {
      var service = extended(entry.value, in: file, depth: 0)
      let isWhole = entry.value["image"] != nil || entry.value["build"] != nil
      if let base, !isWhole, entry.value["extends"] == nil,
        let under = base.service(named: entry.key)
      {
        service = ComposeMerge.merged(extended(under, in: base, depth: 0), with: service)
      }
      emit(service, named: entry.key, at: entry.keySpan, of: file)
    }
  }

  // MARK: Files

  private static var baseNames: [String] {
    ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
  }

  private func override(of path: String) -> String? {
    let folder = TreePath.folder(of: path)
    let name = TreePath.name(of: path)
    let stem = name.prefix { $0 != "." }
    return [".override.yaml", ".override.yml"].map { TreePath.join(folder, stem + $0) }
      .first { paths.contains($0) }
  }

  private mutating func load(_ path: String) -> ComposeFile? {
    if let known = loaded[path] { return known }
    let file = parsed(path)
    loaded[path] = .some(file)
    return file
  }

  private mutating func parsed(_ path: String) -> ComposeFile? {
    guard let bytes = reading.bytes(of: path, in: files),
      let node = reading.documents(bytes, as: .yaml, path: path)?.first
    else { return nil }
    guard node["services"]?.entries != nil || node["include"] != nil else {
      // Version 1 had the services at the top; other files of that name say nothing of services.
      if node.entries?.contains(where: { $0.value["image"] != nil }) == true {
        reading.note("a compose file without `services` is not read", in: path, at: node.span)
      }
      return nil
    }
    let interpolation = ComposeInterpolation(variables: variables(beside: path))
    return ComposeFile(
      path: path,
      value: LayeredValue(TemplateMarking.marking(interpolation.applied(to: node)), file: path),
      waivers: WaiverComments(bytes))
  }

  private mutating func variables(beside path: String) -> [String: VariableText.Value] {
    let file = TreePath.join(TreePath.folder(of: path), ".env")
    guard paths.contains(file), let entries = environmentFile(file) else { return [:] }
    return Dictionary(
      entries.map { entry -> (String, VariableText.Value) in
        (
          entry.key,
          entry.value.scalarText.map { .text($0) }
            ?? .unknown(reason: "the variable \(entry.key) is put together elsewhere")
        )
      }, uniquingKeysWith: { $1 })
  }

  private mutating func environmentFile(_ path: String) -> [Node.Entry]? {
    if let known = environments[path] { return known }
    guard let bytes = reading.bytes(of: path, in: files) else { return nil }
    var entries = reading.documents(bytes, as: .env, path: path)?.first?.entries ?? []
    if entries.count > Self.maximumVariables {
      reading.note("there are more than \(Self.maximumVariables) variables", in: path)
      entries = Array(entries.prefix(Self.maximumVariables))
    }
    environments[path] = entries
    return entries
  }

  private mutating func include(of file: ComposeFile, depth: Int) {
    for element in file.value["include"]?.elements ?? [] {
      let written = element["path"] ?? element
      for text in written.elements?.compactMap(\.string) ?? [written.string].compactMap({ $0 }) {
        guard let path = TreePath.resolve(text, from: TreePath.folder(of: file.path)),
          paths.contains(path)
        else {
          reading.note(
            "the included file \(text) is not in the tree", in: file.path, at: element.span)
          continue
        }
        guard depth < Self.maximumDepth else {
          reading.note("files include each other too deeply", in: file.path, at: element.span)
          continue
        }
        // A file of such a name is read in any case.
        guard ComposeFile.role(of: path) == nil, emitted.insert(path).inserted,
          let included = load(path)
        else { continue }
        include(of: included, depth: depth + 1)
        for entry in included.services {
          emit(
            extended(entry.value, in: included, depth: 0), named: entry.key, at: entry.keySpan,
            of: included)
        }
      }
    }
  }

  // MARK: Services

  /// A service with what `extends` gives it.
  private mutating func extended(
    _ service: LayeredValue, in file: ComposeFile, depth: Int
  ) -> LayeredValue {
    guard let extends = service["extends"] else { return service }
    let name = extends["service"]?.string ?? extends.string
    var source: ComposeFile? = file
    if let text = extends["file"]?.string {
      let path = TreePath.resolve(text, from: TreePath.folder(of: file.path))
      source = path.flatMap { paths.contains($0) ? load($0) : nil }
    }
    guard depth < Self.maximumDepth else {
      reading.note("services extend each other without end", in: file.path, at: extends.span)
      return service
    }
    guard let source, let name, let base = source.service(named: name) else {
      reading.note("the extended service cannot be read", in: file.path, at: extends.span)
      return service
    }
    return ComposeMerge.merged(
      extended(base, in: source, depth: depth + 1), with: service)
  }

  private mutating func emit(
    _ service: LayeredValue, named name: String, at keySpan: TextSpan, of file: ComposeFile
  ) {
    guard service.entries != nil else { return }
    guard reading.found.resources.count < ComposeFile.maximumServices else {
      reading.note("there are more than \(ComposeFile.maximumServices) services", in: file.path)
      return
    }
    var service = service
    addEnvironmentFiles(to: &service)
    let (attributes, elsewhere) = service.flattened(in: file.path)
    let end = service.file == file.path ? service.span.endLine : keySpan.line
    reading.found.resources.append(
      ConfiguredResource(
        layer: .code, dialect: .compose, kind: "service", address: "\(file.path):\(name)",
        file: file.path, span: keySpan, attributes: attributes, elsewhere: elsewhere,
        waivers: file.waivers.on(lines: max(1, keySpan.line - 1)...max(keySpan.line, end))))
  }

  /// Adds the variables that files of the tree give; what looks like a secret by its name is not
  /// taken over, since such a file is the scan for secrets' business.
  private mutating func addEnvironmentFiles(to service: inout LayeredValue) {
    guard let written = service["env_file"] else { return }
    let members = written.elements ?? [written]
    var environment = LayeredValue(.mapping([]), span: written.span, file: written.file)
    for member in members {
      guard let text = member.string ?? member["path"]?.string else { continue }
      let folder = TreePath.folder(of: member.file)
      guard let path = TreePath.resolve(text, from: folder), paths.contains(path) else { continue }
      let entries = environmentFile(path) ?? []
      given += entries.count
      guard given <= Self.maximumGiven else {
        reading.note("there are too many variables of files", in: path)
        continue
      }
      for entry in entries {
        let node =
          SecretName.isSecret(entry.key)
          ? Node(.unknown(reason: "given by \(path)"), at: entry.value.span) : entry.value
        environment[entry.key] = LayeredValue(node, file: path)
      }
    }
    guard environment.entries?.isEmpty == false else { return }
    let own = service["environment"].map { ComposeMerge.mapping($0, named: "environment") }
    service["environment"] =
      own.map { ComposeMerge.merged(environment, with: $0, named: "environment") } ?? environment
  }
}
