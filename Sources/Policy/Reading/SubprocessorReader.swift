import Model
import StructuredData

/// Reads the companies that customers' data reaches.
enum SubprocessorReader {
  /// The declared list, or nil when the posture declares none; what is wrong is told to the decoder.
  static func list(
    _ top: Arguments, controls: [Control], decoder: inout FieldDecoder
  ) -> SubprocessorList? {
    guard let section = top.object("subprocessors") else { return nil }
    var lines: [String: Int] = [:]
    var entries: [SubprocessorList.Entry] = []
    for item in section.objects("list") {
      let name = item.text("name") ?? ""
      if let first = lines[name] {
        decoder.report(
          "the subprocessor \"\(name)\" is listed twice: first at line \(first)",
          at: item.node("name")?.span ?? item.span)
      }
      lines[name] = item.span.line
      entries.append(entry(item, name: name, controls: controls))
    }
    return SubprocessorList(
      notice: section.duration("notice"), announced: section.text("announced"), entries: entries)
  }

  private static func entry(
    _ item: Arguments, name: String, controls: [Control]
  ) -> SubprocessorList.Entry {
    let behind = item.texts("controls").map { ControlGlob($0) }
    return SubprocessorList.Entry(
      name: name, purpose: item.text("purpose") ?? "", data: item.texts("data"),
      countries: item.texts("country"), since: item.date("since"), transfer: item.text("transfer"),
      website: item.text("website"),
      audience: item.text("audience").flatMap { Control.Audience(rawValue: $0) } ?? .public,
      controls: controls.map(\.id).filter { id in behind.contains { $0.matches(id) } })
  }
}
