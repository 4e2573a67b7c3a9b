/// Writes nodes as HTML.
struct HTMLWriter {
  private var output = ""

  static func document(_ root: HTMLElement) -> String {
    var writer = HTMLWriter()
    writer.output = "<!doctype html>\n"
    writer.write(root)
    return writer.output + "\n"
  }

  private mutating func write(_ node: HTMLNode) {
    switch node {
    case .text(let text): output += Self.spaced(text)
    case .element(let element): write(element)
    case .styleSheet(let css): output += Self.inert(css)
    }
  }

  private mutating func write(_ element: HTMLElement) {
    output += "<\(element.name)"
    for attribute in element.attributes {
      output += " \(attribute.name)=\"\(HTMLText.escaped(attribute.value))\""
    }
    output += ">"
    guard !Self.void.contains(element.name) else { return breakLine(after: element.name) }
    if Self.blocks.contains(element.name) { output += "\n" }
    for child in element.children { write(child) }
    output += "</\(element.name)>"
    breakLine(after: element.name)
  }

  private mutating func breakLine(after name: String) {
    if Self.blocks.contains(name) || Self.lines.contains(name) { output += "\n" }
  }

  /// Escaped text that keeps one space at either end, where pieces of a sentence meet.
  private static func spaced(_ text: String) -> String {
    let escaped = HTMLText.escaped(text)
    guard !escaped.isEmpty else { return text.isEmpty ? "" : " " }
    return (text.first == " " ? " " : "") + escaped + (text.last == " " ? " " : "")
  }

  /// A stylesheet that cannot end its own element.
  private static func inert(_ css: String) -> String {
    css.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\3c ")
  }

  private static let void: Set<String> = ["meta", "link", "br", "hr", "img"]
  private static let blocks: Set<String> = [
    "html", "head", "body", "header", "main", "footer", "nav", "section", "article", "div", "ul",
    "ol", "dl", "table", "thead", "tbody", "tr", "svg", "style", "figure", "details", "defs",
  ]
  private static let lines: Set<String> = [
    "title", "meta", "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "caption", "desc",
    "rect", "summary", "figcaption", "symbol", "blockquote",
  ]
}
