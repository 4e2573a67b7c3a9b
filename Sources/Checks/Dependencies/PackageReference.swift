import Model

/// A package as a control names it.
struct PackageReference: Sendable {
  let name: String
  /// Nil stands for every ecosystem.
  let ecosystem: String?
  let atLeast: String?
  let reason: String?
  let instead: String?
  let span: TextSpan

  /// Reads a name, `ecosystem:name`, or a mapping that already fits its fields.
  ///
  /// - Throws: why it names no package.
  init(_ node: Node, path: String) throws(Diagnostic) {
    span = node.span
    let place = Location(path: path, span: node.span)
    if let text = node.scalarText {
      (ecosystem, name) = try Self.parts(of: text, at: place)
      (atLeast, reason, instead) = (nil, nil, nil)
    } else {
      (ecosystem, name) = (node["ecosystem"]?.scalarText, node["name"]?.scalarText ?? "")
      atLeast = node["at-least"]?.scalarText
      reason = node["reason"]?.scalarText
      instead = node["instead"]?.scalarText
    }
    guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
      throw Diagnostic("expected the name of a package", at: place)
    }
    if let atLeast, let ecosystem,
      PackageNaming.version(atLeast, precedes: atLeast, in: ecosystem) == nil
    {
      throw Diagnostic("\(atLeast) is not a version in \(ecosystem)", at: place)
    }
  }

  /// `PyPI:requests`, or the name alone where every ecosystem is meant.
  var label: String { ecosystem.map { "\($0):\(name)" } ?? name }

  func matches(_ package: Package) -> Bool {
    (ecosystem == nil || ecosystem == package.ecosystem)
      && PackageNaming.key(package.name, in: package.ecosystem)
        == PackageNaming.key(name, in: package.ecosystem)
  }

  /// Whether both could name the same package.
  func overlaps(_ other: PackageReference) -> Bool {
    if let ecosystem, let second = other.ecosystem, ecosystem != second { return false }
    let ecosystem = ecosystem ?? other.ecosystem ?? ""
    return PackageNaming.key(name, in: ecosystem) == PackageNaming.key(other.name, in: ecosystem)
  }

  private static func parts(
    of text: String, at place: Location
  ) throws(Diagnostic) -> (ecosystem: String?, name: String) {
    guard let colon = text.firstIndex(of: ":") else { return (nil, text) }
    let prefix = String(text[..<colon])
    guard let ecosystem = PackageNaming.ecosystem(called: prefix) else {
      let near = NearestName.find(prefix, among: PackageNaming.ecosystems)
      throw Diagnostic(
        "unknown ecosystem \(ValueText.quoted(prefix)); known are "
          + PackageNaming.ecosystems.joined(separator: ", "), at: place,
        suggestion: near.map { "did you mean \($0)?" })
    }
    return (ecosystem, String(text[text.index(after: colon)...]))
  }
}
