import Model

/// `example.com`, or `*.example.com` for it and all names below.
struct HostPattern: Sendable {
  private let name: String
  private let coversBelow: Bool

  init?(_ text: String) {
    let lowered = text.lowercased()
    coversBelow = lowered.hasPrefix("*.")
    name = coversBelow ? String(lowered.dropFirst(2)) : lowered
    let isName = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
        || [
          0x2D, 0x2E, 0x5F, 0x5B, 0x5D,
          0x3A,
        ].contains($0)
    }
    guard !name.isEmpty, isName, !name.hasPrefix(".") else { return nil }
  }

  func covers(_ host: String) -> Bool {
    host == name || coversBelow && host.hasSuffix("." + name)
  }

  /// The patterns of a field.
  ///
  /// - Throws: `Diagnostics` for each that is none.
  static func all(in arguments: Arguments, _ field: String) throws(Diagnostics) -> [HostPattern] {
    let nodes = arguments.nodes(field)
    let wrong = nodes.filter { HostPattern($0.scalarText ?? "") == nil }
    guard wrong.isEmpty else {
      throw Diagnostics(
        wrong.map {
          Diagnostic(
            "`\(field)`: expected a host such as example.com or *.example.com, found "
              + ValueText.shown($0), at: Location(path: arguments.path, span: $0.span))
        })
    }
    return nodes.compactMap { $0.scalarText.flatMap(HostPattern.init) }
  }
}
