import Model

/// How one setting is read from the attributes of a kind of resource.
///
/// A rule never knows of providers' defaults: it says absent, and the table of defaults is asked.
struct SettingRule: Sendable {
  /// The setting; nil where it has no meaning for this resource.
  let read: @Sendable (Reading) -> Setting?

  init(_ read: @escaping @Sendable (Reading) -> Setting?) { self.read = read }

  /// True or false; of several values the worst decides, then what is unknown.
  static func flag(_ paths: String..., worst: Bool = false) -> SettingRule {
    combining(paths, worst: worst, expected: "true or false", ScalarReading.boolean)
  }

  /// The opposite of what stands there.
  static func notFlag(_ paths: String..., worst: Bool = false) -> SettingRule {
    combining(paths, worst: worst, expected: "true or false") { node in
      ScalarReading.boolean(node).map { !$0 }
    }
  }

  /// Whether a text is one of some words, letter case aside.
  static func words(_ words: Set<String>, _ paths: String..., worst: Bool = false) -> SettingRule {
    combining(paths, worst: worst, expected: "text") { node in
      node.scalarText.map { words.contains($0.lowercased()) }
    }
  }

  /// Whether anything is set: a reference to a resource counts though its value is only known later.
  static func isSet(_ paths: String...) -> SettingRule {
    SettingRule { reading in
      let (attribute, lookup) = reading.find(paths)
      guard let node = lookup.nodes.first else {
        return reading.absent(attribute, at: lookup.anchor)
      }
      switch node.content {
      case .unknown(let reason):
        return reading.index.namesResource(reason, for: reading.resource)
          ? reading.setting(.known(.boolean(true)), attribute, at: node.span)
          : reading.unknown(reason, attribute, at: node.span)
      case .string(""), .sequence([]), .mapping([]):
        return reading.setting(.known(.boolean(false)), attribute, at: node.span)
      default: return reading.setting(.known(.boolean(true)), attribute, at: node.span)
      }
    }
  }

  /// A whole number, multiplied; of several the smallest counts.
  static func count(_ paths: String..., times factor: Int = 1) -> SettingRule {
    SettingRule { reading in
      let (attribute, lookup) = reading.find(paths)
      let nodes = lookup.flattened
      guard !nodes.isEmpty else { return reading.absent(attribute, at: lookup.anchor) }
      var least: (value: Int, span: TextSpan)?
      for node in nodes {
        guard let number = ScalarReading.integer(node) else {
          return reading.unknown(
            ScalarReading.reason(node, expected: "a whole number"), attribute, at: node.span)
        }
        let (value, overflow) = number.multipliedReportingOverflow(by: factor)
        let held = overflow ? Int.max : value
        if least.map({ held < $0.value }) ?? true { least = (held, node.span) }
      }
      guard let least else { return nil }
      return reading.setting(.known(.integer(least.value)), attribute, at: least.span)
    }
  }

  /// The text of a scalar, through a table where one is given; what the table lacks stays as it is.
  static func text(_ paths: String..., as table: [String: String] = [:]) -> SettingRule {
    SettingRule { reading in
      let (attribute, lookup) = reading.find(paths)
      guard let node = lookup.flattened.first else {
        return reading.absent(attribute, at: lookup.anchor)
      }
      guard let text = node.scalarText else {
        return reading.unknown(
          ScalarReading.reason(node, expected: "text"), attribute, at: node.span)
      }
      return reading.setting(
        .known(.text(table[text] ?? text)), attribute, at: node.span, written: text)
    }
  }

  /// What the provider does whatever is written; the table of defaults has the value.
  static var always: SettingRule { SettingRule { reading in reading.absent("") } }

  /// The first rule whose value is not absent.
  static func first(_ rules: SettingRule...) -> SettingRule {
    SettingRule { reading in
      var absence: Setting?
      for rule in rules {
        guard let setting = rule.read(reading) else { continue }
        guard setting.isAbsent else { return setting }
        absence = absence ?? setting
      }
      return absence
    }
  }

  /// A rule only for what another setting or attribute lets through.
  static func when(_ test: @escaping @Sendable (Reading) -> Bool, _ rule: SettingRule)
    -> SettingRule
  {
    SettingRule { reading in test(reading) ? rule.read(reading) : nil }
  }

  /// What the resource says itself, else what resources of some kinds say that name it by one of some
  /// attributes.
  static func joined(
    _ own: SettingRule? = nil, from kinds: [String], by paths: [String], _ other: SettingRule
  ) -> SettingRule {
    SettingRule { reading in
      let mine = own?.read(reading)
      if let mine, !mine.isAbsent { return mine }
      let relation = reading.index.resources(of: kinds, naming: reading.resource, by: paths)
      var absence = mine
      for resource in relation.related {
        guard let setting = other.read(reading.reading(resource)) else { continue }
        guard setting.isAbsent else { return setting }
        // What is missing is missing in the resource that is there for it.
        absence = setting
      }
      if relation.related.isEmpty, let unclear = relation.unclear {
        return reading.unknown(
          "it cannot be told which \(reading.resource.kind) \(unclear.address) is for",
          absence?.attribute ?? unclear.kind)
      }
      return absence ?? reading.absent(kinds.first ?? "")
    }
  }

  private static func combining(
    _ paths: [String], worst: Bool, expected: String,
    _ convert: @escaping @Sendable (Node) -> Bool?
  ) -> SettingRule {
    SettingRule { reading in
      let (attribute, lookup) = reading.find(paths)
      let nodes = lookup.flattened
      var best: Setting?
      var unclear: Setting?
      for node in nodes {
        guard let value = convert(node) else {
          unclear =
            unclear
            ?? reading.unknown(
              ScalarReading.reason(node, expected: expected), attribute, at: node.span)
          continue
        }
        let setting = reading.setting(
          .known(.boolean(value)), attribute, at: node.span, written: node.scalarText)
        if value == worst { return setting }
        best = best ?? setting
      }
      return unclear ?? best ?? reading.absent(attribute, at: lookup.anchor)
    }
  }
}
