/// Looks for ASCII texts in bytes, to leave files alone without parsing them.
enum ByteSearch {
  static func contains(_ bytes: [UInt8], _ text: StaticString) -> Bool {
    contains(bytes, Array(text.description.utf8))
  }

  static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    var position = 0
    let last = bytes.count - wanted.count
    while position <= last {
      if bytes[position] == first,
        bytes[position..<(position + wanted.count)].elementsEqual(wanted)
      {
        return true
      }
      position += 1
    }
    return false
  }

  /// Whether the marks of a template engine stand in it: `{{` of Go, Jinja and Handlebars, `{%` of
  /// Jinja, `<%` of ERB.
  static func hasTemplateMarks(_ bytes: [UInt8]) -> Bool {
    contains(bytes, "{{") || contains(bytes, "{%") || contains(bytes, "<%")
  }
}
