import Model
import StructuredData

/// A table of when versions were released: `ecosystem,package,version,released` in CSV.
///
/// Advisories do not tell when the version that mends a hole came out; registries do.
package enum ReleaseDates {
  static let header = ["ecosystem", "package", "version", "released"]

  struct Entry: Sendable {
    let ecosystem: String
    let package: String
    let version: String
    let released: Instant
  }

  /// - Throws: `Diagnostics` with the place of the first row that cannot be read.
  static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> [Entry] {
    let rows = try CSVParser.parse(bytes, path: path)
    var entries: [Entry] = []
    for row in rows {
      guard let ecosystem = row["ecosystem"]?.string.flatMap(PackageNaming.ecosystem),
        let package = row["package"]?.string, let version = row["version"]?.string,
        let text = row["released"]?.string,
        let released = Instant(text) ?? CalendarDate(text).map({ Instant(startOf: $0) })
      else {
        throw Diagnostics([
          Diagnostic(
            "expected an ecosystem, a package, a version and a date in the columns "
              + header.joined(separator: ","), at: Location(path: path, span: row.span))
        ])
      }
      entries.append(
        Entry(ecosystem: ecosystem, package: package, version: version, released: released))
    }
    return entries
  }
}
