import Model

/// What a written tag makes of a scalar.
enum YAMLTag {
  private static let prefix = "tag:yaml.org,2002:"

  static let merge = prefix + "merge"

  /// The scalar's value; nil when the text is no such value.
  static func content(of text: String, tag: String) -> Node.Content? {
    switch tag {
    case "!", prefix + "str": .string(text)
    case prefix + "null": YAMLCoreSchema.isNull(text) ? .null : nil
    case prefix + "bool": YAMLCoreSchema.boolean(text).map { .boolean($0) }
    case prefix + "int": YAMLCoreSchema.integer(text).map { .integer($0) }
    case prefix + "float": YAMLCoreSchema.number(text).map { .number($0) }
    default: .unknown(reason: "tag \(written(tag)) is not resolved")
    }
  }

  /// Whether a tag is an application's own: `!Ref`, not `!!int` and not `!` alone.
  static func isLocal(_ tag: String) -> Bool {
    tag.hasPrefix("!") && tag != "!" && !tag.hasPrefix("!!")
  }

  /// A mapping from the tag to its value: `{"!Ref": Bucket}`.
  static func wrapped(_ node: Node, in tag: String) -> Node.Content {
    .mapping([Node.Entry(key: tag, keySpan: node.span, value: node)])
  }

  /// The tag as a person would write it.
  static func written(_ tag: String) -> String {
    if tag.hasPrefix(prefix) { return "!!" + shortened(String(tag.dropFirst(prefix.count))) }
    return tag.hasPrefix("!") ? shortened(tag) : "!<\(shortened(tag))>"
  }
}
