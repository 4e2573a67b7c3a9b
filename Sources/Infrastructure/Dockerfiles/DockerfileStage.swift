import Model

/// What a stage of a Dockerfile says up to some line.
struct DockerfileStage {
  /// A name with its value, both with their places.
  struct Pair {
    let name: String
    let nameSpan: TextSpan
    let value: Node
  }

  let span: TextSpan
  let image: Node?
  let baseStage: Node?
  let name: Node?
  let platform: Node?
  var lastLine: Int
  var user: Node?
  var healthcheck: Node?
  var workdir: Node?
  var entrypoint: Node?
  var command: Node?
  var environment: [Pair] = []
  var arguments: [Pair] = []
  var labels: [Pair] = []
  var expose: [Node] = []
  var runs: [Node] = []
  var copies: [Node] = []
  var additions: [Node] = []
  var volumes: [Node] = []
  var triggers: [Node] = []

  /// A stage, with what it has from the one that it stands on.
  init(
    span: TextSpan, image: Node?, baseStage: Node?, name: Node?, platform: Node?,
    on base: DockerfileStage?
  ) {
    self.span = span
    self.image = image
    self.baseStage = baseStage
    self.name = name
    self.platform = platform
    lastLine = span.endLine
    guard let base else { return }
    user = base.user
    healthcheck = base.healthcheck
    workdir = base.workdir
    entrypoint = base.entrypoint
    command = base.command
    environment = base.environment
    labels = base.labels
    expose = base.expose
    volumes = base.volumes
  }

  func attributes(isFinal: Bool) -> Node {
    var entries: [Node.Entry] = []
    func add(_ key: String, _ value: Node?) {
      guard let value else { return }
      entries.append(Node.Entry(key: key, keySpan: value.span, value: value))
    }
    func list(_ values: [Node]) -> Node? {
      values.first.map { Node(.sequence(values), at: $0.span) }
    }
    add("image", image)
    add("base-stage", baseStage)
    add("name", name)
    add("platform", platform)
    add("final", Node(.boolean(isFinal), at: span))
    add("user", user)
    add("healthcheck", healthcheck)
    add("workdir", workdir)
    add("entrypoint", entrypoint)
    add("cmd", command)
    add("env", Self.mapping(environment))
    add("args", Self.mapping(arguments))
    add("labels", Self.mapping(labels))
    add("expose", list(expose))
    add("run", list(runs))
    add("copy", list(copies))
    add("add", list(additions))
    add("volume", list(volumes))
    add("onbuild", list(triggers))
    return Node(.mapping(entries), at: span)
  }

  private static func mapping(_ pairs: [Pair]) -> Node? {
    guard let first = pairs.first else { return nil }
    let entries = pairs.map { Node.Entry(key: $0.name, keySpan: $0.nameSpan, value: $0.value) }
    return Node(.mapping(entries), at: first.nameSpan)
  }

  /// Sets a name, in its old place if it was set before.
  static func set(_ pair: Pair, in pairs: inout [Pair]) {
    if let index = pairs.firstIndex(where: { $0.name == pair.name }) {
      pairs[index] = pair
    } else {
      pairs.append(pair)
    }
  }
}
