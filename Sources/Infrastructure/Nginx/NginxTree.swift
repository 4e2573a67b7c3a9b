import Model

/// The nginx configurations of one tree, with what they include.
struct NginxTree<Files: SourceFiles> {
  private static var maximumServers: Int { 5_000 }
  private static var maximumDirectives: Int { 50_000 }
  private static var maximumDepth: Int { 16 }
  /// Paths that are held against the patterns of includes, over all includes.
  private static var maximumComparisons: Int { 20_000_000 }
  /// Directives in all servers, with those that they have from `http`.
  private static var maximumEffective: Int { 200_000 }

  private let files: Files
  private let paths: Set<String>
  private var reading = DocumentReading()
  private var parsed: [String: [NginxDirective]] = [:]
  private var included: Set<String> = []
  private var waivers: [String: WaiverComments] = [:]
  private var expandedCount = 0
  private var targets: [String: [String]] = [:]
  private var comparisons = 0
  private var emittedCount = 0
  /// Files that include themselves by others; one for each circle.
  private var circles: Set<String> = []

  init(_ files: Files) {
    self.files = files
    paths = Set(files.paths)
  }

  var found: ConfiguredResources { reading.found }

  mutating func readAll() {
    for path in files.paths where NginxSource.isCandidate(path) { parse(path) }
    let roots = parsed.keys.sorted()
    var trees: [(String, [NginxDirective])] = []
    for path in roots {
      trees.append((path, expanded(parsed[path] ?? [], from: path, under: [path])))
    }
    // What another file includes is told of there, in its place.
    for (path, directives) in trees where !included.contains(path) {
      emit(directives, from: path)
    }
    // Two files that include each other would else be told of nowhere.
    for (path, directives) in trees where included.contains(path) && circles.contains(path) {
      emit(directives, from: path)
    }
  }

  private mutating func parse(_ path: String) {
    guard let bytes = reading.bytes(of: path, in: files) else { return }
    let isNamed = NginxSource.isNamed(path)
    guard isNamed || Self.speaksOfServers(bytes) else { return }
    if ByteSearch.contains(bytes, "{{") || ByteSearch.contains(bytes, "{%") {
      reading.note(TemplateMarking.reason, in: path)
      return
    }
    var parser = NginxParser(bytes, file: path)
    do throws(NginxProblem) {
      let directives = try parser.directives()
      guard isNamed || Self.hasServer(directives) else { return }
      parsed[path] = directives
      waivers[path] = WaiverComments(bytes)
    } catch {
      reading.note(error.message, in: path, at: error.span)
    }
  }

  /// Whether the words of a server block are there, for files with names that others have too.
  private static func speaksOfServers(_ bytes: [UInt8]) -> Bool {
    ByteSearch.contains(bytes, "server")
      && (ByteSearch.contains(bytes, "listen") || ByteSearch.contains(bytes, "location "))
      && ByteSearch.contains(bytes, "{")
  }

  private static func hasServer(_ directives: [NginxDirective]) -> Bool {
    directives.contains { directive in
      guard let block = directive.block else { return false }
      return directive.name == "server" || (directive.name == "http" && hasServer(block))
    }
  }

  // MARK: Includes

  /// The directives with those of included files in the place of `include`.
  private mutating func expanded(
    _ directives: [NginxDirective], from path: String, under parents: [String]
  ) -> [NginxDirective] {
    var result: [NginxDirective] = []
    for directive in directives {
      expandedCount += 1
      guard expandedCount <= Self.maximumDirectives else {
        if expandedCount == Self.maximumDirectives + 1 {
          reading.note(
            "with its includes there are more than \(Self.maximumDirectives) directives", in: path)
        }
        return result
      }
      if directive.name == "include", directive.block == nil {
        result += including(directive, from: path, under: parents)
      } else if let block = directive.block {
        result.append(
          NginxDirective(
            name: directive.name, arguments: directive.arguments,
            block: expanded(block, from: path, under: parents), span: directive.span,
            file: directive.file))
      } else {
        result.append(directive)
      }
    }
    return result
  }

  private mutating func including(
    _ directive: NginxDirective, from path: String, under parents: [String]
  ) -> [NginxDirective] {
    guard let written = directive.texts.first else { return [] }
    guard let targets = targets(of: written, from: path) else {
      reading.note("there are too many different includes", in: path, at: directive.span)
      return []
    }
    if targets.isEmpty, !NginxInclude.isStandard(written), !NginxInclude.mayBeEmpty(written) {
      reading.note(
        "the included file \(written) is not in the tree", in: path, at: directive.span)
    }
    var result: [NginxDirective] = []
    for target in targets {
      guard !parents.contains(target), parents.count < Self.maximumDepth else {
        reading.note("\(written) includes this file again", in: path, at: directive.span)
        circles.formUnion(parents.drop { $0 != target }.prefix(1))
        continue
      }
      if parsed[target] == nil { parseIncluded(target) }
      guard let directives = parsed[target] else { continue }
      included.insert(target)
      result += expanded(directives, from: target, under: parents + [target])
    }
    return result
  }

  private mutating func targets(of written: String, from path: String) -> [String]? {
    let key = TreePath.folder(of: path) + "\0" + written
    if let known = targets[key] { return known.filter { $0 != path } }
    let depth = path.count { $0 == "/" } + 1
    comparisons += files.paths.count * depth
    guard comparisons <= Self.maximumComparisons else { return nil }
    let found = NginxInclude.targets(of: written, from: path, among: files.paths)
    targets[key] = found
    return found.filter { $0 != path }
  }

  /// A file whose name tells nothing is nginx's when it is included.
  private mutating func parseIncluded(_ path: String) {
    guard !reading.found.gaps.contains(where: { $0.file == path }),
      let bytes = reading.bytes(of: path, in: files)
    else { return }
    var parser = NginxParser(bytes, file: path)
    do throws(NginxProblem) {
      parsed[path] = try parser.directives()
      waivers[path] = WaiverComments(bytes)
    } catch {
      reading.note(error.message, in: path, at: error.span)
    }
  }

  // MARK: Servers

  private mutating func emit(_ directives: [NginxDirective], from path: String) {
    emit(
      directives.filter { $0.name == "server" }, inheriting: [],
      constants: NginxConstants(maps: directives))
    for http in directives where http.name == "http" {
      let block = http.block ?? []
      emit(
        block.filter { $0.name == "server" },
        inheriting: block.filter { $0.block == nil }, constants: NginxConstants(maps: block))
    }
  }

  private mutating func emit(
    _ servers: [NginxDirective], inheriting http: [NginxDirective], constants: NginxConstants
  ) {
    for server in servers {
      guard let block = server.block else { continue }
      emittedCount += block.count + http.count
      guard reading.found.resources.count < Self.maximumServers,
        emittedCount <= Self.maximumEffective
      else {
        reading.note(
          "there are more than \(Self.maximumServers) servers, or too much in them", in: server.file
        )
        return
      }
      let effective = NginxServer(block: block, http: http, constants: constants)
      let value = effective.value(at: server.span, file: server.file)
      let (attributes, elsewhere) = value.flattened(in: server.file)
      let last = block.map(\.span.endLine).max() ?? server.span.line
      let lines = max(1, server.span.line - 1)...max(last, server.span.line)
      reading.found.resources.append(
        ConfiguredResource(
          layer: .code, dialect: .nginx, kind: "server",
          address: "\(server.file):\(effective.name)", file: server.file, span: server.span,
          attributes: attributes, elsewhere: elsewhere,
          waivers: waivers[server.file]?.on(lines: lines) ?? []))
    }
  }
}

/// Finds what `include` means in a tree that is not the server's own file system.
enum NginxInclude {
  private static let standard: Set<String> = [
    "mime.types", "fastcgi_params", "fastcgi.conf", "uwsgi_params", "scgi_params", "proxy_params",
    "fastcgi-php.conf", "koi-utf", "koi-win", "win-utf",
  ]

  /// Files that come with nginx and set nothing that a check asks for.
  static func isStandard(_ written: String) -> Bool {
    standard.contains(TreePath.name(of: written)) || written.contains("modules-enabled/")
      || written.contains("/usr/share/nginx/modules")
  }

  /// A glob below the folder of the file itself, which may match nothing; what lies elsewhere on the
  /// server is not known.
  static func mayBeEmpty(_ written: String) -> Bool {
    !written.hasPrefix("/") && written.contains("*")
  }

  /// Files of the tree that a path or glob means: below the including file's folder, below the folder
  /// above it, or below a folder that has `/etc/nginx`'s place.
  static func targets(of written: String, from path: String, among paths: [String]) -> [String] {
    var wanted = written
    for prefix in ["/etc/nginx/", "/usr/local/openresty/nginx/conf/", "/etc/"]
    where wanted.hasPrefix(prefix) {
      wanted = String(wanted.dropFirst(prefix.count))
      break
    }
    while wanted.hasPrefix("/") { wanted.removeFirst() }
    var folder: String? = TreePath.folder(of: path)
    while let current = folder {
      if let resolved = TreePath.resolve(wanted, from: current),
        let pattern = try? GlobPattern(resolved)
      {
        let found = paths.filter { $0 != path && pattern.matches($0) }
        if !found.isEmpty { return found }
      }
      folder = current.isEmpty ? nil : TreePath.folder(of: current)
    }
    return []
  }
}
