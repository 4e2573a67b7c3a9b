import Model

/// `*.csproj`, `*.fsproj` and `*.vbproj`.
package struct MSBuildManifest: ManifestFormat {
  package static let name = "csproj"
  package static let ecosystem = "NuGet"
  package static let fileNames = ["*.csproj", "*.fsproj", "*.vbproj"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let project = try MSBuildReader(path: path).read(bytes)
    return ManifestContents(
      packages: try MSBuildModel(project).packages(path: path), document: .msbuild(project))
  }
}
