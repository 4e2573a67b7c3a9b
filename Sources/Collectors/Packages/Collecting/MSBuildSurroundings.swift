import Model

/// Puts the versions and properties of the files above a project into it.
///
/// MSBuild takes the nearest file of each name above a project; those that name a further one above
/// them are rare and are taken as if they did, the nearest value first.
struct MSBuildSurroundings {
  private let files: [ManifestFile]
  private let properties: [String: [MSBuildProject]]

  init(_ files: [ManifestFile]) {
    self.files = files
    var properties: [String: [MSBuildProject]] = [:]
    for file in files {
      guard file.format == MSBuildProperties.name,
        case .msbuild(let project) = file.contents?.document
      else { continue }
      properties[file.folder, default: []].append(project)
    }
    self.properties = properties
  }

  func resolved() -> [ManifestFile] {
    guard !properties.isEmpty else { return files }
    return files.map { file in
      guard case .success(var contents) = file.outcome,
        case .msbuild(var project) = contents.document
      else { return file }
      let folders = [file.folder] + TreePath.parents(of: file.folder)
      let above = folders.flatMap { properties[$0] ?? [] }
      let model = MSBuildModel(project, surroundings: above)
      project.inherited = Set(
        above.flatMap { $0.references + $0.global }.map { $0.name.lowercased() })
      contents.document = .msbuild(project)
      var file = file
      do throws(Diagnostics) {
        contents.packages = try model.packages(path: file.path)
        file.outcome = .success(contents)
      } catch {
        let first = error.list.min()
        file.outcome = .failure(
          Unavailable(
            "\(first?.location.description ?? file.path): \(first?.message ?? "unreadable")"))
      }
      return file
    }
  }
}
