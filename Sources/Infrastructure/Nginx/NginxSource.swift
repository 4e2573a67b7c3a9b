import Model

/// nginx configurations: one resource for each `server` block, with what it has from the blocks
/// around it.
///
/// Its attributes are the directives by name: one argument is a text, several are a list; what may
/// stand several times (`listen`, `add_header`, `location`) is a list of such lines. A `location` is a
/// mapping with `path`, its own directives, and those of locations in it. What the server does not say
/// itself it has from `http`, as nginx inherits directives.
package struct NginxSource: ConfigurationSource {
  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var tree = NginxTree(files)
    tree.readAll()
    return tree.found
  }

  /// Whether a file is nginx's by its name or folder; others of that ending are when they say so.
  static func isNamed(_ path: String) -> Bool {
    let name = TreePath.name(of: path).lowercased()
    let folders = TreePath.folder(of: path).lowercased().split(separator: "/")
    if name.hasPrefix("nginx"), name.contains(".conf") { return true }
    if name.hasSuffix(".nginx") || name.hasSuffix(".nginxconf") { return true }
    if folders.contains(where: { $0 == "sites-enabled" || $0 == "sites-available" }) {
      return !name.contains(".") || name.hasSuffix(".conf") || name.hasPrefix("default")
    }
    return name.hasSuffix(".conf") && folders.contains { $0.contains("nginx") }
  }

  static func isCandidate(_ path: String) -> Bool {
    guard !TreePath.isForeign(path) else { return false }
    let name = TreePath.name(of: path).lowercased()
    return isNamed(path) || name.hasSuffix(".conf") || name.hasSuffix(".conf.template")
      || name.hasSuffix(".conf.j2") || name.hasSuffix(".conf.tmpl")
  }
}
