import Model

/// Builds the documents of a YAML stream from its events, with a stack of its own, so that no
/// nesting can exhaust the thread's.
struct YAMLTreeBuilder {
  private enum Anchor {
    /// Its list or mapping is still being read, so an alias to it would contain itself.
    case open
    case value(YAMLValue)
  }

  /// Above this number, looking for the nearest name would cost too much for a hint.
  private static let maximumSuggestedAnchors = 200

  private let limits: ParseLimits
  /// Whether a tag of an application becomes a mapping around its value.
  private let keepsTags: Bool
  /// Where a value that is left out may stand at the latest; nil when libyaml places it well.
  private let endOfText: TextSpan?
  private(set) var problems: ProblemList
  private(set) var documents: [Node] = []
  private var frames: [YAMLFrame] = []
  private var anchors: [String: Anchor] = [:]
  private var count = 0

  init(_ source: SourceText, limits: ParseLimits, keepsTags: Bool = false) {
    self.limits = limits
    self.keepsTags = keepsTags
    problems = ProblemList(path: source.path)
    endOfText = source.endOfOpenLine
  }

  mutating func handle(_ event: YAMLEvent) throws(Diagnostics) {
    switch event.kind {
    case .streamStart, .streamEnd, .documentEnd: break
    case .documentStart: anchors = [:]
    case .alias(let name): try expand(name, at: event.span)
    case .scalar(let text, let isPlain): try add(text, isPlain: isPlain, event)
    case .sequenceStart(let isFlow): try open(event, isMapping: false, isFlow: isFlow)
    case .mappingStart(let isFlow): try open(event, isMapping: true, isFlow: isFlow)
    case .sequenceEnd, .mappingEnd: try close(event)
    }
  }

  // MARK: Scalars and aliases

  private mutating func add(_ text: String, isPlain: Bool, _ event: YAMLEvent) throws(Diagnostics) {
    let cost = Self.cost(of: text)
    try charge(cost, at: event.span)
    guard frames.last?.awaitsKey == true else {
      let content = try content(of: text, isPlain: isPlain, event)
      let span = text.isEmpty ? endOfText.map { min(event.span, $0) } ?? event.span : event.span
      let value = YAMLValue(node: Node(content, at: span), count: cost, height: 0, text: text)
      return try finish(value, anchor: event.anchor)
    }
    if let anchor = event.anchor {
      let node = Node(.string(text), at: event.span)
      anchors[anchor] = .value(YAMLValue(node: node, count: cost, height: 0, text: text))
    }
    let isMerge = text == "<<" && (event.tag.map { $0 == YAMLTag.merge } ?? isPlain)
    setKey(YAMLFrame.Key(text: text, span: event.span, isMerge: isMerge), cost: cost)
  }

  private mutating func content(
    of text: String, isPlain: Bool, _ event: YAMLEvent
  ) throws(Diagnostics) -> Node.Content {
    guard let tag = event.tag else {
      return isPlain ? YAMLCoreSchema.content(ofPlain: text) : .string(text)
    }
    if keepsTags, YAMLTag.isLocal(tag) {
      try charge(1, at: event.span)
      let content = isPlain ? YAMLCoreSchema.content(ofPlain: text) : .string(text)
      return YAMLTag.wrapped(Node(content, at: event.span), in: tag)
    }
    if let content = YAMLTag.content(of: text, tag: tag) { return content }
    try problems.report(
      "the tag \(YAMLTag.written(tag)) does not fit the value `\(shortened(text))`", at: event.span)
    return .null
  }

  /// Puts the value of an anchor where the alias stands.
  ///
  /// The value takes the place of the alias, what is inside it keeps the place where it was written.
  private mutating func expand(_ name: String, at span: TextSpan) throws(Diagnostics) {
    guard let value = try value(ofAnchor: name, at: span) else {
      try charge(1, at: span)
      let placeholder = Node(.unknown(reason: "the alias cannot be resolved"), at: span)
      return try finish(
        YAMLValue(node: placeholder, count: 1, height: 0, text: name), anchor: nil)
    }
    try charge(value.count, at: span)
    guard frames.count + value.height <= limits.maximumDepth else { throw tooDeep(at: span) }
    if frames.last?.awaitsKey == true {
      if value.text == nil { try reportUnusableKey(at: span) }
      return setKey(
        YAMLFrame.Key(text: value.text, span: span, isMerge: false), cost: value.count)
    }
    let node = Node(value.node.content, at: span)
    try finish(
      YAMLValue(node: node, count: value.count, height: value.height, text: value.text),
      anchor: nil)
  }

  private mutating func value(
    ofAnchor name: String, at span: TextSpan
  ) throws(Diagnostics) -> YAMLValue? {
    switch anchors[name] {
    case .value(let value): return value
    case .open:
      try problems.report("the alias *\(shortened(name)) stands inside its own value", at: span)
    case nil:
      let isFew = anchors.count <= Self.maximumSuggestedAnchors
      let nearest = isFew ? NearestName.find(name, among: anchors.keys.sorted()) : nil
      try problems.report(
        "no anchor &\(shortened(name)) is set before this alias", at: span,
        suggestion: nearest.map { "did you mean *\($0)?" })
    }
    return nil
  }

  // MARK: Lists and mappings

  private mutating func open(
    _ event: YAMLEvent, isMapping: Bool, isFlow: Bool
  ) throws(Diagnostics) {
    try charge(1, at: event.span)
    guard frames.count < limits.maximumDepth else { throw tooDeep(at: event.span) }
    let isKey = frames.last?.awaitsKey == true
    if isKey { try reportUnusableKey(at: event.span) }
    if let anchor = event.anchor { anchors[anchor] = .open }
    frames.append(YAMLFrame(isMapping: isMapping, isFlow: isFlow, isKey: isKey, event: event))
  }

  private mutating func close(_ event: YAMLEvent) throws(Diagnostics) {
    guard let frame = frames.popLast() else { return }
    var value = frame.value(endingAt: event)
    if keepsTags, let tag = frame.tag, YAMLTag.isLocal(tag) {
      try charge(1, at: frame.span)
      let content = YAMLTag.wrapped(value.node, in: tag)
      value = YAMLValue(
        node: Node(content, at: value.node.span), count: value.count + 1, height: value.height + 1,
        text: nil)
    }
    guard frame.isKey else { return try finish(value, anchor: frame.anchor) }
    if let anchor = frame.anchor { anchors[anchor] = .value(value) }
    setKey(
      YAMLFrame.Key(text: nil, span: value.node.span, isMerge: false), cost: value.count)
  }

  /// Hands a finished value to the list or mapping around it, or to the documents.
  private mutating func finish(_ value: YAMLValue, anchor: String?) throws(Diagnostics) {
    if let anchor { anchors[anchor] = .value(value) }
    guard let last = frames.indices.last else {
      documents.append(value.node)
      return
    }
    frames[last].count += value.count
    frames[last].height = max(frames[last].height, value.height)
    frames[last].end = value.node.span
    guard frames[last].isMapping else { return frames[last].elements.append(value.node) }
    guard let key = frames[last].key else { return }
    frames[last].key = nil
    guard let text = key.text else { return }
    if key.isMerge { try merge(value.node) }
    let entry = Node.Entry(key: text, keySpan: key.span, value: value.node)
    try add(entry, isMerge: key.isMerge)
  }

  private mutating func add(_ entry: Node.Entry, isMerge: Bool) throws(Diagnostics) {
    guard let last = frames.indices.last else { return }
    if isMerge {
      if let first = frames[last].mergeSpan {
        try problems.reportRepeatedKey(entry.key, at: entry.keySpan, first: first)
      }
      frames[last].mergeSpan = entry.keySpan
    } else if let first = frames[last].mapping.append(entry) {
      try problems.reportRepeatedKey(entry.key, at: entry.keySpan, first: first.keySpan)
    }
  }

  /// Notes what a `<<` key merges: a mapping, or a list of mappings of which the first wins.
  private mutating func merge(_ node: Node) throws(Diagnostics) {
    guard let last = frames.indices.last else { return }
    for source in node.elements ?? [node] {
      switch source.content {
      case .mapping(let entries):
        // The entries are copied, where an alias shares them.
        try charge(entries.count, at: source.span)
        frames[last].merged.append(source)
      // Reported where the alias stands.
      case .unknown: break
      default:
        try problems.report(
          "`<<` takes a mapping or a list of mappings, not \(source.kindName)", at: source.span)
      }
    }
  }

  private mutating func setKey(_ key: YAMLFrame.Key, cost: Int) {
    guard let last = frames.indices.last else { return }
    frames[last].count += cost
    frames[last].key = key
    frames[last].end = key.span
  }

  // MARK: Limits

  /// What a text counts for: one value, or more when it is long, since aliases repeat it.
  private static func cost(of text: String) -> Int { 1 + text.utf8.count / 64 }

  private mutating func charge(_ cost: Int, at span: TextSpan) throws(Diagnostics) {
    count += cost
    guard count > limits.maximumNodes else { return }
    throw problems.failure(
      "the file holds more than \(limits.maximumNodes) keys and values, aliases expanded", at: span)
  }

  private func tooDeep(at span: TextSpan) -> Diagnostics {
    problems.failure(
      "lists and mappings are nested deeper than \(limits.maximumDepth) levels", at: span)
  }

  private mutating func reportUnusableKey(at span: TextSpan) throws(Diagnostics) {
    try problems.report("a key must be text, not a list or a mapping", at: span)
  }
}
