import Model
import StructuredData

/// A pack with the parameters that it was used with.
struct PackUse {
  let values: [String: Node]
  let location: Location
}

extension PostureAssembly {
  static let packFolder = "Policies/packs"

  /// Reads everything under `use`: packs and files of controls.
  mutating func use(
    _ node: Node?, in context: ControlContext, _ decoder: inout FieldDecoder
  ) {
    guard let node else { return }
    let before = decoder.errorCount
    // What is wrong with an entry may have kept its controls from being read.
    defer { if decoder.errorCount > before { lacksControls = true } }
    guard let elements = node.elements else {
      decoder.report(
        "\"use\": expected a list of packs and files, found \(node.seen)", at: node.span)
      return
    }
    for element in elements {
      if element.entries != nil {
        guard
          let use = decoder.decode(
            element, fields: PostureDefinitions.packUse, as: "the use of a pack")
        else { continue }
        usePack(use, in: context, inside: [], &decoder)
      } else {
        useFiles(element, in: context, &decoder)
      }
    }
  }

  private mutating func useFiles(
    _ node: Node, in context: ControlContext, _ decoder: inout FieldDecoder
  ) {
    guard let glob = node.scalarText else {
      decoder.report(
        "\"use\": expected a pack as { pack: name } or a file, found \(node.seen)", at: node.span)
      return
    }
    if let problem = RelativePath.problem(with: glob) {
      decoder.report("\"use\": \(problem)", at: node.span)
      return
    }
    if !glob.contains("/"), packNames.contains(glob) {
      decoder.report(
        "\"use\": \"\(glob)\" is the name of a pack", at: node.span,
        suggestion: "write it as { pack: \(glob) }")
      return
    }
    for file in files(matching: node, named: "use", &decoder) {
      useFile(file, in: context)
    }
  }

  private mutating func useFile(_ file: PolicyFile, in context: ControlContext) {
    guard let root = document(file, expecting: "a mapping with `controls:`") else {
      lacksControls = true
      return
    }
    var decoder = FieldDecoder(path: file.path, patterns: reader.patterns)
    let values = decoder.decodeValid(
      root, fields: PostureDefinitions.controlFile, as: "a control file", leaving: ["controls"])
    take(decoder)
    guard let controls = values?.node("controls") else {
      lacksControls = true
      return
    }
    addControls(controls, in: context, path: file.path)
  }

  // MARK: Packs

  private var packNames: [String] {
    FrameworkLibrary.names(in: Self.packFolder, of: reader.library)
  }

  /// Reads a pack and those that it uses; `inside` are the packs on the way to this one.
  private mutating func usePack(
    _ use: Arguments, in context: ControlContext, inside: [String],
    _ decoder: inout FieldDecoder
  ) {
    guard let node = use.node("pack"), let name = node.scalarText else { return }
    if inside.contains(name) {
      let circle = (inside.drop { $0 != name } + [name]).joined(separator: " → ")
      decoder.report("circular packs: \(circle)", at: node.span)
      return
    }
    guard let root = packDocument(name, at: node, &decoder) else { return }
    let path = "\(Self.packFolder)/\(name).yaml"
    let note = "the pack is used at \(use.location().description)"
    var inner = FieldDecoder(path: path, patterns: reader.patterns)
    guard
      let file = inner.decodeValid(
        root, fields: PostureDefinitions.packFile, as: "a pack", leaving: ["controls"])
    else { return take(inner, note: note) }
    checkName(of: file, against: name, &inner)
    let values = PackParameters.values(file, use, named: name, &inner, &decoder)
    if isRepeated(name, values, use, &decoder) { return }
    var used = usePacks(of: file, values, in: context, inside: inside + [name], &inner)
    let pack = ControlReader.Pack(name: name, parameters: values)
    used.formUnion(
      addControls(file.node("controls"), in: context, path: path, pack: pack, note: note))
    PackParameters.reportUnused(file, used: used, &inner)
    take(inner, note: note)
  }

  private func checkName(
    of file: Arguments, against name: String, _ decoder: inout FieldDecoder
  ) {
    guard let own = file.text("pack"), own != name else { return }
    decoder.report(
      "the pack is called \"\(own)\" and its file \"\(name)\"",
      at: file.node("pack")?.span ?? file.span)
  }

  private mutating func packDocument(
    _ name: String, at node: Node, _ decoder: inout FieldDecoder
  ) -> Node? {
    let file = PolicyFile(path: "\(Self.packFolder)/\(name).yaml")
    guard Identifier.isValid(name), let bytes = reader.library.bytes(file.path) else {
      decoder.report(
        "unknown pack \"\(name.shortened)\"", at: node.span,
        suggestion: Suggestion.nearest(name, among: packNames, called: "known packs"))
      return nil
    }
    do {
      return try file.document(of: bytes, expecting: "a pack")
    } catch {
      lacksControls = true
      take(error)
      return nil
    }
  }

  /// Whether a pack was read before with the same parameters; with others is an error.
  private mutating func isRepeated(
    _ name: String, _ values: [String: Node], _ use: Arguments, _ decoder: inout FieldDecoder
  ) -> Bool {
    guard let first = usedPacks[name] else {
      usedPacks[name] = PackUse(values: values, location: use.location())
      return false
    }
    if first.values.mapValues(\.comparable) != values.mapValues(\.comparable) {
      decoder.report(
        "the pack \"\(name)\" is used twice with different parameters: first at "
          + first.location.description, at: use.span)
    }
    return true
  }

  /// Reads the packs that a pack uses; gives the names of its own parameters that it hands on.
  private mutating func usePacks(
    of file: Arguments, _ values: [String: Node], in context: ControlContext, inside: [String],
    _ decoder: inout FieldDecoder
  ) -> Set<String> {
    var scope = ParameterScope(outer: values)
    for node in file.nodes("use") {
      let expanded = ParameterExpansion.value(node, in: &scope, decoder: &decoder)
      guard
        let use = decoder.decode(
          expanded, fields: PostureDefinitions.packUse, as: "the use of a pack")
      else { continue }
      usePack(use, in: context, inside: inside, &decoder)
    }
    return scope.used
  }
}

extension Node {
  /// The value without its places, for comparison.
  fileprivate var comparable: Node {
    switch content {
    case .sequence(let elements):
      return Node(.sequence(elements.map(\.comparable)), at: .start)
    case .mapping(let entries):
      let plain = entries.map {
        Entry(key: $0.key, keySpan: .start, value: $0.value.comparable)
      }
      return Node(.mapping(plain.sorted { $0.key < $1.key }), at: .start)
    default: return Node(content, at: .start)
    }
  }
}
