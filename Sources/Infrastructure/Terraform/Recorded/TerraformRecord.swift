import Model

/// A plan or a state that Terraform wrote as JSON, told by what stands in it.
///
/// `terraform show -json` of a plan has `planned_values` and `resource_changes`, of a state `values`
/// (JSON Output Format 1.x); `terraform.tfstate` has `version` 4 and `resources`.
struct TerraformRecord {
  let path: String
  private(set) var resources: [ConfiguredResource] = []
  private(set) var gaps: [ReadingGap] = []
  /// Where the planned values begin, for a plan without changes.
  private var plannedValues: TerraformRecordScanner?
  private var hasChanges = false
  private var version: Int?
  private var formatVersion: String?

  /// Whether the file was recognised.
  private(set) var isRecognized = false

  /// Nil for a file that is neither, which is told without parsing most of them.
  init?(_ bytes: [UInt8], path: String) {
    guard ByteSearch.contains(bytes, "\"terraform_version\"") else { return nil }
    self.path = path
    do throws(TerraformRecordProblem) {
      var scanner = TerraformRecordScanner(bytes)
      try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
        try self.member(key, &scanner)
      }
      if !hasChanges, var planned = plannedValues {
        try values(&planned, layer: .plan)
      }
    } catch {
      guard isRecognized else { return nil }
      gaps.append(ReadingGap(file: path, span: error.span, reason: error.message))
    }
    guard isRecognized else { return nil }
    if let version, version != 4 {
      gaps.append(
        ReadingGap(
          file: path, reason: "a state of version \(version) is not read; only version 4 is"))
    }
    if let formatVersion, !formatVersion.hasPrefix("1.") && !formatVersion.hasPrefix("0.") {
      gaps.append(
        ReadingGap(file: path, reason: "the format version \(formatVersion) is newer than 1"))
    }
  }

  private mutating func member(_ key: String, _ scanner: inout TerraformRecordScanner)
    throws(TerraformRecordProblem)
  {
    switch key {
    case "format_version": formatVersion = try scanner.text()
    case "version":
      if case .integer(let number) = try scanner.node().content { version = number }
    case "resource_changes":
      isRecognized = true
      hasChanges = true
      try scanner.array { (scanner) throws(TerraformRecordProblem) in try self.change(&scanner) }
    case "planned_values":
      isRecognized = true
      plannedValues = scanner
      try scanner.skip()
    case "values" where scanner.isObject:
      isRecognized = true
      try values(&scanner, layer: .state)
    case "configuration" where scanner.isObject:
      try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
        guard key == "provider_config", scanner.isObject else { return try scanner.skip() }
        try self.providers(&scanner)
      }
    case "resources":
      isRecognized = true
      try scanner.array { (scanner) throws(TerraformRecordProblem) in try self.stored(&scanner) }
    default: try scanner.skip()
    }
  }

  // MARK: Plans

  private mutating func change(_ scanner: inout TerraformRecordScanner)
    throws(TerraformRecordProblem)
  {
    var head = Head()
    var after: Node?
    var unknown: Node?
    var sensitive: Node?
    let start = scanner.span
    try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
      guard key == "change", scanner.isObject else { return try head.member(key, &scanner) }
      try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
        switch key {
        case "after": after = try scanner.node()
        case "after_unknown": unknown = try scanner.node()
        case "after_sensitive": sensitive = try scanner.node()
        default: try scanner.skip()
        }
      }
    }
    // What is destroyed has nothing after it.
    guard let after, after.entries != nil, !head.isDeposed else { return }
    let overlay = TerraformOverlay(address: head.address)
    append(
      head, overlay.applied(to: after, unknown: unknown, sensitive: sensitive), layer: .plan,
      at: start)
  }

  private mutating func providers(_ scanner: inout TerraformRecordScanner)
    throws(TerraformRecordProblem)
  {
    try scanner.object { (scanner, _) throws(TerraformRecordProblem) in
      let node = try scanner.node()
      guard let name = node["name"]?.string else { return }
      let alias = node["alias"]?.string.map { "." + $0 } ?? ""
      let module = node["module_address"]?.string.map { $0 + "." } ?? ""
      let entries = (node["expressions"]?.entries ?? []).map { entry in
        let constant = entry.value.entries == nil ? nil : entry.value["constant_value"]
        return Node.Entry(
          key: entry.key, keySpan: entry.keySpan,
          value: constant
            ?? Node(.unknown(reason: "the provider's setting is no constant"), at: entry.value.span)
        )
      }
      let start = TextSpan(line: node.span.line, column: node.span.column)
      self.resources.append(
        ConfiguredResource(
          layer: .plan, dialect: .terraform, kind: "provider." + name,
          address: "\(module)provider.\(name)\(alias)", file: self.path, span: start,
          attributes: Node(.mapping(entries), at: start)))
    }
  }

  // MARK: States

  private mutating func values(
    _ scanner: inout TerraformRecordScanner, layer: ConfiguredResource.Layer
  ) throws(TerraformRecordProblem) {
    try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
      guard key == "root_module", scanner.isObject else { return try scanner.skip() }
      try self.module(&scanner, layer: layer)
    }
  }

  private mutating func module(
    _ scanner: inout TerraformRecordScanner, layer: ConfiguredResource.Layer
  ) throws(TerraformRecordProblem) {
    try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
      switch key {
      case "resources":
        try scanner.array { (scanner) throws(TerraformRecordProblem) in
          try self.resource(&scanner, layer: layer)
        }
      case "child_modules":
        try scanner.array { (scanner) throws(TerraformRecordProblem) in
          try self.module(&scanner, layer: layer)
        }
      default: try scanner.skip()
      }
    }
  }

  private mutating func resource(
    _ scanner: inout TerraformRecordScanner, layer: ConfiguredResource.Layer
  ) throws(TerraformRecordProblem) {
    var head = Head()
    var values: Node?
    var sensitive: Node?
    let start = scanner.span
    try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
      switch key {
      case "values": values = try scanner.node()
      case "sensitive_values": sensitive = try scanner.node()
      default: try head.member(key, &scanner)
      }
    }
    guard let values, values.entries != nil, !head.isDeposed else { return }
    let overlay = TerraformOverlay(address: head.address)
    append(
      head, overlay.applied(to: values, unknown: nil, sensitive: sensitive), layer: layer, at: start
    )
  }

  /// A resource of `terraform.tfstate` with its instances.
  private mutating func stored(_ scanner: inout TerraformRecordScanner)
    throws(TerraformRecordProblem)
  {
    var head = Head()
    var instances: [Instance] = []
    try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
      guard key == "instances" else { return try head.member(key, &scanner) }
      try scanner.array { (scanner) throws(TerraformRecordProblem) in
        instances.append(try Instance(&scanner))
      }
    }
    for instance in instances where !instance.isDeposed {
      var own = head
      own.address = own.storedAddress + instance.suffix
      let overlay = TerraformOverlay(address: own.address)
      append(
        own,
        overlay.applied(
          to: instance.attributes, unknown: nil, sensitive: instance.sensitive), layer: .state,
        at: instance.span)
    }
  }

  private mutating func append(
    _ head: Head, _ attributes: Node, layer: ConfiguredResource.Layer, at start: TextSpan
  ) {
    guard !head.type.isEmpty, !head.address.isEmpty else { return }
    resources.append(
      ConfiguredResource(
        layer: layer, dialect: .terraform, kind: (head.isData ? "data." : "") + head.type,
        address: head.address, file: path, span: start, attributes: attributes))
  }

  /// What tells a resource from the others.
  private struct Head {
    var address = ""
    var type = ""
    var isData = false
    var isDeposed = false
    private var name = ""
    private var module = ""

    var storedAddress: String {
      "\(module.isEmpty ? "" : module + ".")\(isData ? "data." : "")\(type).\(name)"
    }

    mutating func member(_ key: String, _ scanner: inout TerraformRecordScanner)
      throws(TerraformRecordProblem)
    {
      switch key {
      case "address": address = try scanner.text() ?? ""
      case "type": type = try scanner.text() ?? ""
      case "name": name = try scanner.text() ?? ""
      case "module": module = try scanner.text() ?? ""
      case "mode": isData = try scanner.text() == "data"
      case "deposed", "deposed_key": isDeposed = try scanner.text() != nil
      default: try scanner.skip()
      }
    }
  }

  /// One instance of a resource of `terraform.tfstate`.
  private struct Instance {
    let span: TextSpan
    private(set) var suffix = ""
    private(set) var attributes = Node(.unknown(reason: "the state has no attributes"), at: .start)
    /// A mapping with `true` for each attribute that is sensitive.
    private(set) var sensitive: Node?
    private(set) var isDeposed = false

    init(_ scanner: inout TerraformRecordScanner) throws(TerraformRecordProblem) {
      span = scanner.span
      attributes = Node(attributes.content, at: span)
      try scanner.object { (scanner, key) throws(TerraformRecordProblem) in
        switch key {
        case "index_key":
          switch try scanner.node().content {
          case .integer(let index): self.suffix = TerraformKey.index(index).suffix
          case .string(let name): self.suffix = TerraformKey.name(name).suffix
          default: break
          }
        case "attributes":
          let node = try scanner.node()
          if node.entries != nil { self.attributes = node }
        case "sensitive_attributes": self.sensitive = Self.paths(try scanner.node())
        case "deposed": self.isDeposed = try scanner.text() != nil
        default: try scanner.skip()
        }
      }
    }

    /// The first step of each path, since what is within a sensitive attribute is hidden with it.
    private static func paths(_ node: Node) -> Node {
      let names = (node.elements ?? []).compactMap { path in
        (path.elements?.first ?? path)["value"]?.string
      }
      let entries = names.map {
        Node.Entry(key: $0, keySpan: node.span, value: Node(.boolean(true), at: node.span))
      }
      return Node(.mapping(entries), at: node.span)
    }
  }
}
