import Model
import StructuredData

/// The posture as it grows while one file after another is read, with everything wrong so far.
struct PostureAssembly {
  /// Marks the paths of shipped files in messages: they are not below the posture's folder.
  static let shippedFolder = "Policies/packs/"

  /// Controls of one posture; far above any real one, so that a hostile one costs bounded time.
  private static let mostControls = 20_000

  let reader: PostureReader
  let root: String
  let fileName: String
  private(set) var problems: [Diagnostic] = []
  private(set) var controls: [Control] = []
  /// Where each identifier was first given.
  private var places: [String: Location] = [:]
  private var usedTargets: Set<String> = []
  private var references: [ControlReference] = []
  /// Whether there are controls that could not be read, so that an unknown one may be among them.
  var lacksControls = false
  /// The parameters that each pack was used with, and where.
  var usedPacks: [String: PackUse] = [:]
  var readFiles: Set<String> = []

  init(_ reader: PostureReader, root: String, fileName: String) {
    self.reader = reader
    self.root = root
    self.fileName = fileName
  }

  mutating func posture(
    shownAs shown: String, below prefix: String
  ) throws(Diagnostics) -> Posture {
    let file = PolicyFile(path: fileName)
    let node = try file.document(in: root, expecting: "a mapping with `avouch: 1`")
    var decoder = FieldDecoder(path: fileName, patterns: reader.patterns)
    guard
      let top = decoder.decodeValid(
        node, fields: PostureDefinitions.posture, as: "a posture file",
        leaving: ["targets", "controls", "use"])
    else { throw Diagnostics(decoder.diagnostics) }
    let targets = TargetReader.targets(
      top.node("targets"), root: root, environment: reader.environment, decoder: &decoder)
    let frameworks = frameworks(top, &decoder)
    let context = ControlContext(
      checks: reader.checks, patterns: reader.patterns, targets: targets.names,
      frameworks: frameworks, library: FrameworkLibrary(reader.library),
      topics: TopicLibrary(reader.library, patterns: reader.patterns))
    use(top.node("use"), in: context, &decoder)
    addControls(top.node("controls"), in: context)
    let waivers = waivers(top, in: context, &decoder)
    let subprocessors = SubprocessorReader.list(top, controls: controls, decoder: &decoder)
    decoder.requireLength(of: "proof-valid-for", in: top)
    take(decoder)
    ControlReferences.check(
      lacksControls ? [] : references, among: controls, problems: &problems)
    if !problems.isEmpty { throw Diagnostics(problems) }
    let parts = PostureParts(top: top, root: root)
    let warnings = PostureWarnings.find(
      targets: targets.targets, used: usedTargets, controls: controls, frameworks: frameworks)
    return Posture(
      organization: parts.organization, path: shown, root: root, targets: targets.targets,
      controls: controls, frameworks: frameworks, waivers: waivers, records: parts.records,
      answers: parts.answers,
      ledger: parts.ledger, holidays: parts.holidays, gate: parts.gate,
      proofValidity: parts.proofValidity, subprocessors: subprocessors,
      warnings: warnings.map { $0.moved(below: prefix) })
  }

  // MARK: Collecting

  /// Keeps what a decoder found out about its file.
  mutating func take(_ decoder: FieldDecoder, note: String? = nil) {
    usedTargets.formUnion(decoder.usedTargets)
    references += decoder.controlReferences.map { ControlReference(node: $0, path: decoder.path) }
    take(Diagnostics(decoder.diagnostics), note: note)
  }

  mutating func take(_ diagnostics: Diagnostics, note: String? = nil) {
    for diagnostic in diagnostics.list {
      let hints = [diagnostic.suggestion, note].compactMap(\.self)
      problems.append(
        Diagnostic(
          diagnostic.message, at: diagnostic.location,
          suggestion: hints.isEmpty ? nil : hints.joined(separator: "; "), level: diagnostic.level))
    }
  }

  /// Adds a control under its identifier, which no other may have.
  private mutating func add(_ control: Control, _ decoder: inout FieldDecoder, at span: TextSpan) {
    if let first = places[control.id] {
      decoder.report(
        "the control id \"\(control.id)\" is used twice: first at \(first.description)", at: span)
      return
    }
    guard controls.count < Self.mostControls else {
      if controls.count == Self.mostControls {
        decoder.report("the posture has more than \(Self.mostControls) controls", at: span)
      }
      return
    }
    places[control.id] = Location(path: decoder.path, span: span)
    controls.append(control)
  }

  /// Reads the controls of a list; gives the names of the pack's parameters that they use.
  @discardableResult
  mutating func addControls(
    _ node: Node?, in context: ControlContext, path: String? = nil,
    pack: ControlReader.Pack? = nil, note: String? = nil
  ) -> Set<String> {
    guard let node else { return [] }
    var reader = ControlReader(path: path ?? fileName, context: context, pack: pack)
    guard let elements = node.elements else {
      lacksControls = true
      reader.decoder.report("\"controls\": expected a list, found \(node.seen)", at: node.span)
      take(reader.decoder, note: note)
      return []
    }
    for element in elements {
      guard let control = reader.read(element) else {
        lacksControls = true
        continue
      }
      add(control, &reader.decoder, at: element["id"]?.span ?? element.span)
    }
    take(reader.decoder, note: note)
    return reader.usedPackParameters
  }

  // MARK: Waivers

  private mutating func waivers(
    _ top: Arguments, in context: ControlContext, _ decoder: inout FieldDecoder
  ) -> [Waiver] {
    var waivers: [Waiver] = []
    for node in top.nodes("waivers") {
      for file in files(matching: node, named: "waivers", &decoder) {
        guard let root = document(file, expecting: "a mapping with `waivers:`") else { continue }
        var reader = WaiverReader(path: file.path, context: context)
        waivers += reader.read(root)
        take(reader.decoder)
      }
    }
    return waivers
  }

  // MARK: Files

  /// The document of a file, or nil after its errors were kept.
  mutating func document(_ file: PolicyFile, expecting expected: String) -> Node? {
    do {
      return try file.document(in: root, expecting: expected)
    } catch {
      take(error)
      return nil
    }
  }

  /// The files of a path or glob, each only once over the whole posture.
  mutating func files(
    matching node: Node, named name: String, _ decoder: inout FieldDecoder
  ) -> [PolicyFile] {
    let glob = node.scalarText ?? ""
    let found = FileFinder.files(matching: glob, in: root)
    if found.isEmpty {
      let problem = FileFinder.reason(nothingMatches: glob, in: root)
      decoder.report("\"\(name)\": \(problem)", at: node.span)
    }
    return found.filter { $0.path != fileName && readFiles.insert($0.path).inserted }
  }
}
