/// Where the database of advisories of a machine is.
package enum AdvisoryLocation {
  package static let variable = "AVOUCH_ADVISORIES"

  /// The path in `AVOUCH_ADVISORIES`, else `avouch/advisories.sqlite` in the folder for caches (XDG
  /// Base Directory Specification 0.8).
  package static func standard(in environment: [String: String]) -> String {
    if let path = environment[variable], !path.isEmpty { return path }
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (cache ?? (environment["HOME"] ?? "") + "/.cache") + "/avouch/advisories.sqlite"
  }
}
