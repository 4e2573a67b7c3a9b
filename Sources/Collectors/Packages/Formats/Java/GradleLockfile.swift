import Model

/// `gradle.lockfile`, `buildscript-gradle.lockfile` and the files of `gradle/dependency-locks`.
package struct GradleLockfile: ManifestFormat {
  package static let name = "gradle.lockfile"
  package static let ecosystem = "Maven"
  package static let fileNames = [
    "gradle.lockfile", "buildscript-gradle.lockfile", "gradle/dependency-locks/*.lockfile",
  ]
  package static let isLockfile = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let text = try LogicalLines.text(of: bytes, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    let file = TreePath.name(of: path)
    // Each file of the older form locks one configuration, which is its name.
    let whole = path.contains("dependency-locks/") ? String(file.dropLast(".lockfile".count)) : nil
    let isBuild = file == "buildscript-gradle.lockfile"
    var packages: [Package] = []
    for (index, line) in try LogicalLines.physical(text, path: path).enumerated() {
      let content = NodeSpecifier.trimmed(String(line))
      guard !content.isEmpty, content.first != "#", !content.hasPrefix("empty=") else { continue }
      let parts = content.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let words = (parts.first ?? "").split(separator: ":", omittingEmptySubsequences: false)
      let span = TextSpan(
        line: index + 1, column: 1, endLine: index + 1,
        endColumn: content.unicodeScalars.count + 1)
      guard words.count == 3, words.allSatisfy({ !$0.isEmpty }), whole != nil || parts.count == 2
      else {
        throw Diagnostics("expected group:artifact:version=configurations", path: path, at: span)
      }
      let configurations =
        whole.map { [$0[...]] } ?? parts[1].split(separator: ",")
      packages.append(
        try maker.locked(
          "\(words[0]):\(words[1])", String(words[2]), at: span,
          isDevelopment: isBuild || configurations.allSatisfy(Self.isForTests)))
    }
    return ManifestContents(packages: packages)
  }

  /// `testRuntimeClasspath`, `androidTestCompileClasspath`, `integrationTestRuntimeClasspath`.
  private static func isForTests(_ configuration: Substring) -> Bool {
    configuration.hasPrefix("test") || configuration.contains("Test")
  }
}
