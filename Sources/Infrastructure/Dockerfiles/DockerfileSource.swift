import Model

/// Dockerfiles and Containerfiles: one resource for each stage, with what holds at its end.
///
/// A stage's attributes are `image` or `base-stage`, `name`, `platform`, `final`, `user`,
/// `healthcheck`, `env`, `args`, `labels`, `expose`, `workdir`, `entrypoint`, `cmd`, and the lists
/// `run`, `copy`, `add`, `volume`, `onbuild`; what a stage has from another one has the place where
/// that one says it.
package struct DockerfileSource: ConfigurationSource {
  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var reading = DocumentReading()
    for path in files.paths where Self.isCandidate(path) {
      guard let bytes = reading.bytes(of: path, in: files) else { continue }
      var parser = DockerfileParser(bytes)
      do throws(DockerfileProblem) {
        let instructions = try parser.instructions()
        var build = DockerfileBuild(
          file: path, escape: Character(Unicode.Scalar(parser.escape)),
          comments: WaiverComments(bytes))
        for instruction in instructions { build.take(instruction) }
        reading.found.resources += build.resources
        for reason in build.excess.sorted() { reading.note(reason, in: path) }
        if build.resources.isEmpty { reading.note("the Dockerfile has no FROM", in: path) }
      } catch {
        let reason =
          ByteSearch.hasTemplateMarks(bytes) ? TemplateMarking.reason : error.message
        reading.note(reason, in: path, at: error.span)
      }
    }
    return reading.found
  }

  /// `Dockerfile`, `Dockerfile.dev`, `web.Dockerfile`, and the same of `Containerfile`.
  package static func isCandidate(_ path: String) -> Bool {
    guard !TreePath.isForeign(path) else { return false }
    let name = TreePath.name(of: path).lowercased()
    guard !name.hasSuffix(".dockerignore") else { return false }
    let endings = [".swift", ".md", ".go", ".py", ".js", ".ts", ".rb", ".json", ".yml", ".yaml"]
    guard !endings.contains(where: name.hasSuffix) else { return false }
    return ["dockerfile", "containerfile"].contains { word in
      name == word || name.hasPrefix(word + ".") || name.hasSuffix("." + word)
    }
  }
}
