import Model

/// Goes through the instructions of a Dockerfile and keeps what holds at the end of each stage.
struct DockerfileBuild {
  private static let maximumStages = 500
  private static let maximumPairs = 2_000

  let file: String
  let escape: Character
  let comments: WaiverComments
  private var stages: [DockerfileStage] = []
  /// What is left out, because there is too much of it.
  private(set) var excess: Set<String> = []
  /// The arguments before the first FROM, which only FROM sees.
  private var global: [DockerfileStage.Pair] = []

  init(file: String, escape: Character, comments: WaiverComments) {
    self.file = file
    self.escape = escape
    self.comments = comments
  }

  var resources: [ConfiguredResource] {
    var first = 1
    return stages.enumerated().map { index, stage in
      let name = stage.name?.string ?? String(index)
      let lines = first...max(first, stage.lastLine)
      first = stage.lastLine + 1
      return ConfiguredResource(
        layer: .code, dialect: .dockerfile, kind: "stage", address: "\(file):\(name)", file: file,
        span: stage.span, attributes: stage.attributes(isFinal: index == stages.count - 1),
        waivers: comments.on(lines: lines))
    }
  }

  mutating func take(_ instruction: DockerfileInstruction) {
    if instruction.keyword == "FROM" { return from(instruction) }
    guard let index = stages.indices.last else {
      if instruction.keyword == "ARG" { global = argument(instruction, in: global, globals: []) }
      return
    }
    stages[index].lastLine = max(
      instruction.span.endLine, instruction.heredocs.last?.span.endLine ?? 0)
    var stage = stages[index]
    take(instruction, in: &stage)
    stages[index] = stage
    let pairs = [stage.environment, stage.arguments, stage.labels].map(\.count).max() ?? 0
    if pairs >= Self.maximumPairs {
      excess.insert("there are more than \(Self.maximumPairs) variables, arguments or labels")
    }
  }

  // MARK: FROM

  private mutating func from(_ instruction: DockerfileInstruction) {
    guard let word = instruction.words.first else { return }
    guard stages.count < Self.maximumStages else {
      excess.insert("there are more than \(Self.maximumStages) stages")
      return
    }
    let image = resolved(word, with: global)
    let isNamed =
      instruction.words.count > 2 && instruction.words[1].text.lowercased() == "as"
    let name = isNamed ? instruction.words[2] : nil
    let base = image.string.flatMap { wanted in
      stages.last { $0.name?.string?.lowercased() == wanted.lowercased() }
    }
    stages.append(
      DockerfileStage(
        span: instruction.span, image: base == nil ? image : base?.image,
        baseStage: base == nil ? nil : image,
        name: name.map { Node(.string($0.text), at: $0.span) },
        platform: instruction.flags["platform"].map { resolved($0, with: global) }, on: base))
  }

  private func argument(
    _ instruction: DockerfileInstruction, in pairs: [DockerfileStage.Pair],
    globals: [DockerfileStage.Pair]
  ) -> [DockerfileStage.Pair] {
    var pairs = pairs
    for (name, value) in instruction.pairs.prefix(Self.maximumPairs) {
      guard pairs.count < Self.maximumPairs else { break }
      let known = globals.first { $0.name == name.text }?.value
      let node =
        value.map { resolved($0, with: pairs) } ?? known
        ?? Node(
          .unknown(reason: "the build argument \(name.text) has no default"), at: name.span)
      DockerfileStage.set(
        DockerfileStage.Pair(name: name.text, nameSpan: name.span, value: node), in: &pairs)
    }
    return pairs
  }

  // MARK: The other instructions

  private func take(
    _ instruction: DockerfileInstruction, in stage: inout DockerfileStage
  ) {
    let text = Node(.string(instruction.rest.text), at: instruction.rest.span)
    switch instruction.keyword {
    case "ARG":
      stage.arguments = argument(instruction, in: stage.arguments, globals: global)
    case "ENV": stage.environment = setting(instruction, in: stage.environment, of: stage)
    case "LABEL": stage.labels = setting(instruction, in: stage.labels, of: stage)
    case "USER":
      stage.user = resolved(instruction.rest, with: variables(of: stage))
    case "WORKDIR": stage.workdir = resolved(instruction.rest, with: variables(of: stage))
    case "HEALTHCHECK": stage.healthcheck = text
    case "ENTRYPOINT": stage.entrypoint = Self.command(instruction)
    case "CMD": stage.command = Self.command(instruction)
    case "EXPOSE":
      stage.expose += instruction.words.map { resolved($0, with: variables(of: stage)) }
    case "VOLUME":
      let names = instruction.list?.map { Node(.string($0), at: instruction.rest.span) }
      stage.volumes += names ?? instruction.words.map { Node(.string($0.text), at: $0.span) }
    case "RUN": stage.runs.append(Self.run(instruction))
    case "COPY": stage.copies.append(transfer(instruction, in: stage))
    case "ADD": stage.additions.append(transfer(instruction, in: stage))
    case "ONBUILD": stage.triggers.append(text)
    default: return
    }
  }

  private func setting(
    _ instruction: DockerfileInstruction, in pairs: [DockerfileStage.Pair],
    of stage: DockerfileStage
  ) -> [DockerfileStage.Pair] {
    var pairs = pairs
    let variables = variables(of: stage)
    for (name, value) in instruction.pairs.prefix(Self.maximumPairs) {
      guard let value, pairs.count < Self.maximumPairs else { continue }
      DockerfileStage.set(
        DockerfileStage.Pair(
          name: Self.unquoted(name.text), nameSpan: name.span,
          value: resolved(value, with: variables)), in: &pairs)
    }
    return pairs
  }

  /// What variables a stage's instructions see; ENV goes before ARG.
  private func variables(of stage: DockerfileStage) -> [DockerfileStage.Pair] {
    stage.environment + stage.arguments
  }

  private static func command(_ instruction: DockerfileInstruction) -> Node {
    let span = instruction.rest.span
    guard let list = instruction.list else { return Node(.string(instruction.rest.text), at: span) }
    return Node(.sequence(list.map { Node(.string($0), at: span) }), at: span)
  }

  /// The command with the bodies of its heredocs behind it.
  private static func run(_ instruction: DockerfileInstruction) -> Node {
    let bodies = instruction.heredocs.map(\.text)
    let text = ([instruction.rest.text] + bodies).joined(separator: "\n")
    return Node(.string(text), at: instruction.span)
  }

  private func transfer(
    _ instruction: DockerfileInstruction, in stage: DockerfileStage
  ) -> Node {
    let variables = variables(of: stage)
    let places =
      instruction.list?.map { Node(.string($0), at: instruction.rest.span) }
      ?? instruction.words.map { resolved($0, with: variables) }
    var entries = [
      Node.Entry(
        key: "sources", keySpan: instruction.span,
        value: Node(.sequence(Array(places.dropLast())), at: instruction.rest.span))
    ]
    if let last = places.last {
      entries.append(Node.Entry(key: "destination", keySpan: instruction.span, value: last))
    }
    for (name, value) in instruction.flags.sorted(by: { $0.key < $1.key }) {
      entries.append(
        Node.Entry(
          key: name, keySpan: value.span, value: Node(.string(value.text), at: value.span)))
    }
    return Node(.mapping(entries), at: instruction.span)
  }

  // MARK: Variables

  private func resolved(_ text: PlacedText, with pairs: [DockerfileStage.Pair]) -> Node {
    if TemplateMarking.isTemplate(text.text) {
      return Node(.unknown(reason: TemplateMarking.reason), at: text.span)
    }
    let variables = VariableText(escape: escape, unsetIsEmpty: false) { name in
      guard let pair = pairs.first(where: { $0.name == name }) else { return .unset }
      if case .unknown(let reason) = pair.value.content { return .unknown(reason: reason) }
      return pair.value.scalarText.map { .text($0) } ?? .unset
    }
    switch variables.resolved(Self.unquoted(text.text)) {
    case .text(let value): return Node(.string(value), at: text.span)
    case .unknown(let reason): return Node(.unknown(reason: reason), at: text.span)
    case .unset: return Node(.string(""), at: text.span)
    }
  }

  /// A word without the quotes around it or around its parts.
  private static func unquoted(_ text: String) -> String {
    guard text.contains("\"") || text.contains("'") else { return text }
    var result = ""
    var quote: Character?
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      } else {
        result.append(character)
      }
    }
    return result
  }
}
