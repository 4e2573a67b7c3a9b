/// How the types of package URLs spell their names, by the type definitions of the specification.
///
/// Two are left as written, although the specification has them in lower case: npm, whose oldest
/// packages (`JSONStream`) have capitals, and golang, whose module paths tell the cases apart. Under
/// another spelling no registry and no advisory would find them.
struct PackageURLRules {
  private static let lowercased: Set<String> = [
    "alpm", "apk", "bitbucket", "composer", "deb", "github", "gitlab", "hex", "pub", "pypi",
  ]

  let type: String

  func spell(_ text: String, isName: Bool) -> String {
    guard Self.lowercased.contains(type) || (type == "rpm" && !isName) else { return text }
    let lower = text.lowercased()
    guard type == "pypi", isName else { return lower }
    return String(lower.map { $0 == "_" ? "-" : $0 })
  }
}
