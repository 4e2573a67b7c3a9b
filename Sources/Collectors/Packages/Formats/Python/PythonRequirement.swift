import Model

/// One dependency specifier as PEP 508 has it: `name[extra] >=1,<2 ; marker` or `name @ url`.
struct PythonRequirement {
  /// Normalised (PEP 503).
  let name: String
  let extras: [String]
  /// `>=1`, `<2`, without spaces, in the order written.
  let clauses: [String]
  let url: String?
  /// What follows the name and its extras, marker left out.
  let requirement: String
  /// A digest or commit fixes the content, though no version does.
  let isFixed: Bool

  /// The version, when one clause allows no other.
  var exactVersion: String? {
    for clause in clauses where clause.utf8.starts(with: "==".utf8) {
      let version = clause.utf8.dropFirst(2)
      if version.first == UInt8(ascii: "=") { return String(Substring(version.dropFirst())) }
      if !clause.hasSuffix(".*") { return String(Substring(version)) }
    }
    return nil
  }

  /// A package from its parts, for sources that write them apart.
  init(
    name: String, extras: [String] = [], clauses: [String] = [], url: String? = nil,
    requirement: String, isFixed: Bool = false
  ) {
    self.name = PackageNaming.normalizedPython(name)
    self.extras = extras
    self.clauses = clauses
    self.url = url
    self.requirement = requirement
    self.isFixed = isFixed
  }

  init(_ text: String) throws(PatternProblem) { try self.init(Array(text.utf8)[...]) }

  /// Reads UTF-8.
  init(_ bytes: ArraySlice<UInt8>) throws(PatternProblem) {
    var reader = PythonRequirementReader(bytes)
    self = try reader.read()
  }

  func package(
    path: String, span: TextSpan, isDevelopment: Bool
  ) throws(Diagnostics) -> Package {
    let text = PackageText(path: path)
    let version = try exactVersion.map { value throws(Diagnostics) in
      try text.version(value, at: span)
    }
    return Package(
      ecosystem: "PyPI", name: try text.name(name, at: span), version: version,
      requirement: try text.requirement(requirement, at: span), isDirect: true,
      isDevelopment: isDevelopment, isPinned: version != nil || isFixed,
      location: Location(path: path, span: span))
  }
}
