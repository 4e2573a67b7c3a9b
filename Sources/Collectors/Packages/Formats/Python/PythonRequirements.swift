import Model

/// `requirements.txt` as pip reads it, and the constraint files of the same form.
package struct PythonRequirements: ManifestFormat {
  package static let name = "requirements.txt"
  package static let ecosystem = "PyPI"
  package static let fileNames = [
    "requirements.txt", "requirements[-_.]*.txt", "*[-_.]requirements.txt",
    "requirements/*.txt",
  ]
  package static let isLockfile = false
  package static let carriesIntegrity = true

  /// Options that say where and how packages are fetched, not which.
  private static let otherOptions: Set<String> = [
    "-i", "--index-url", "--pypi-url", "--extra-index-url", "--no-index", "-f", "--find-links",
    "--no-binary", "--only-binary", "--prefer-binary", "--require-hashes", "--pre",
    "--trusted-host", "--use-feature", "--all-releases", "--only-final",
  ]

  private static let developmentWords: Set<String> = [
    "dev", "develop", "development", "test", "tests", "testing",
  ]

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let text = try LogicalLines.textBytes(of: bytes, path: path)
    var contents = ManifestContents(packages: [])
    let isDevelopment = Self.isForDevelopment(path)
    for line in try LogicalLines.continued(text, path: path) {
      guard line.bytes.first != UInt8(ascii: "-") else {
        try readOption(line, path: path, isDevelopment: isDevelopment, into: &contents)
        continue
      }
      let written = PythonRequirementLine(line, path: path)
      guard let requirement = try written.requirement() else { continue }
      var package = try requirement.package(
        path: path, span: line.span, isDevelopment: isDevelopment)
      package.integrity = try written.digest.map { digest throws(Diagnostics) in
        try PackageText(path: path).integrity(digest, at: line.span)
      }
      contents.packages.append(package)
    }
    return contents
  }

  /// `requirements-dev.txt` and `dev-requirements.txt` say in their names what they are for.
  private static func isForDevelopment(_ path: String) -> Bool {
    let file = path.split(separator: "/").last?.lowercased() ?? ""
    let words = file.split { !$0.isLetter }
    return words.contains { developmentWords.contains(String($0)) }
  }

  private func readOption(
    _ line: LogicalLine, path: String, isDevelopment: Bool, into contents: inout ManifestContents
  ) throws(Diagnostics) {
    let (option, value) = Self.split(line.text)
    let location = Location(path: path, span: line.span)
    switch option {
    case "-r", "--requirement":
      contents.includes.append(
        ManifestInclude(kind: .requirements, path: value, location: location))
    case "-c", "--constraint":
      contents.includes.append(
        ManifestInclude(kind: .constraints, path: value, location: location))
    case "-e", "--editable":
      let place = PythonRequirementLine(
        LogicalLine(bytes: Array(value.utf8)[...], span: line.span), path: path)
      guard let requirement = try place.requirement() else { return }
      contents.packages.append(
        try requirement.package(path: path, span: line.span, isDevelopment: isDevelopment))
    case _ where Self.otherOptions.contains(option): return
    default:
      throw Diagnostics(
        "the option \(PackageText.shown(option)) is not known", path: path, at: line.span,
        suggestion: NearestName.find(option, among: Self.otherOptions.sorted())
          .map { "did you mean \($0)?" })
    }
  }

  /// Parts `-r file`, `-rfile`, `--requirement file` and `--requirement=file`.
  private static func split(_ text: String) -> (option: String, value: String) {
    let isLong = text.hasPrefix("--")
    let option = isLong ? text.prefix { !$0.isWhitespace && $0 != "=" } : text.prefix(2)
    var value = text[option.endIndex...]
    if value.first == "=" { value.removeFirst() }
    return (String(option), NodeSpecifier.trimmed(String(value)))
  }
}
