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
    let layout = Self.layouts[element.name] ?? Layout()
    output += "<"
    output += element.name
    for attribute in element.attributes {
      output += " "
      output += attribute.name
      output += "=\""
      output += HTMLText.escaped(attribute.value)
      output += "\""
    }
    output += layout.opensLine ? ">\n" : ">"
    guard !layout.isVoid else { return }
    for child in element.children { write(child) }
    output += "</"
    output += element.name
    output += layout.endsLine ? ">\n" : ">"
  }

  /// Escaped text that keeps one space at either end, where pieces of a sentence meet.
  private static func spaced(_ text: String) -> String {
    let escaped = HTMLText.escaped(text)
    guard !escaped.isEmpty else { return text.isEmpty ? "" : " " }
    guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return escaped }
    return (text.utf8.first == 0x20 ? " " : "") + escaped + (text.utf8.last == 0x20 ? " " : "")
  }

  /// A stylesheet that cannot end its own element.
  private static func inert(_ css: String) -> String {
    css.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\3c ")
  }

  /// How an element of some name is laid out; one look-up for each element.
  private struct Layout {
    var isVoid = false
    var opensLine = false
    var endsLine = false
  }

  private static let layouts: [String: Layout] = {
    let void = ["meta", "link", "br", "hr", "img"]
    let blocks = [
      "html", "head", "body", "header", "main", "footer", "nav", "section", "article", "div", "ul",
      "ol", "dl", "table", "thead", "tbody", "tr", "svg", "style", "figure", "details", "defs",
    ]
    let lines = [
      "title", "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "caption", "desc",
      "rect", "summary", "figcaption", "symbol", "blockquote",
    ]
    var layouts: [String: Layout] = [:]
    for name in void { layouts[name] = Layout(isVoid: true, opensLine: name == "meta") }
    for name in blocks { layouts[name] = Layout(opensLine: true, endsLine: true) }
    for name in lines { layouts[name] = Layout(endsLine: true) }
    return layouts
  }()
}
