import Model

/// `Directory.Packages.props` and `Directory.Build.props`, which every project below them takes in.
///
/// A version in them is no dependency: only a reference makes it one.
package struct MSBuildProperties: ManifestFormat {
  package static let name = "Directory.*.props"
  package static let ecosystem = "NuGet"
  package static let fileNames = [
    "Directory.Packages.props", "Directory.Build.props", "Directory.Build.targets",
  ]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let project = try MSBuildReader(path: path).read(bytes)
    return ManifestContents(
      packages: try MSBuildModel(project).packages(path: path), document: .msbuild(project))
  }
}
