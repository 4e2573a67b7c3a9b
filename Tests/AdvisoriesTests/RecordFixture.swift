import Advisories
import Foundation
import Model
import TestSupport

/// Records made for the tests, and what is done with them.
enum RecordFixture {
  static func record(
    _ id: String, package: String = "left", ecosystem: String = "npm", introduced: String = "0",
    fixed: String? = "1.2.3", modified: String = "2026-01-02T03:04:05Z", aliases: [String] = [],
    severity: String? = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    withdrawn: String? = nil, summary: String = "A hole."
  ) -> String {
    let end = fixed.map { ", {\"fixed\": \"\($0)\"}" } ?? ""
    let rating = severity.map { "\"severity\": [{\"type\": \"CVSS_V3\", \"score\": \"\($0)\"}]," }
    let taken = withdrawn.map { "\"withdrawn\": \"\($0)\"," } ?? ""
    let names = aliases.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {"schema_version": "1.7.0", "id": "\(id)", "modified": "\(modified)",
       "published": "2026-01-01T00:00:00Z", \(taken) \(rating ?? "") "aliases": [\(names)],
       "summary": "\(summary)",
       "affected": [{"package": {"ecosystem": "\(ecosystem)", "name": "\(package)"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "\(introduced)"}\(end)]}]}]}
      """
  }

  /// Takes what a path leads to into a database.
  @discardableResult
  static func take(_ path: String, into database: AdvisoryDatabase) throws
    -> AdvisoryImport.Summary
  {
    var summary = AdvisoryImport.Summary()
    try database.update { try AdvisoryImport().take(path, into: $0, summary: &summary) }
    return summary
  }

  /// `CVE-1 affected 1.2.3` for each record that speaks of a version.
  static func matches(
    _ name: String, _ version: String, ecosystem: String = "npm", in path: String
  ) throws -> [String] {
    let lookup = try AdvisoryLookup(try AdvisoryDatabase.read(path))
    let package = PackageIdentity(ecosystem: ecosystem, name: name, version: version)
    return try lookup.matches(for: [package]).map { "\($0.advisory.id) \($0.outcome)" }
  }

  /// Packs files with `zip`, as a publisher does.
  static func archive(_ files: [String: String], at path: String, in folder: TemporaryFolder) throws
  {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let source = try folder.makeFolder("packed-\(files.count)-\(path.hashValue)")
    for (name, text) in files {
      try text.write(toFile: source + "/" + name, atomically: true, encoding: .utf8)
    }
    process.currentDirectoryURL = URL(filePath: source)
    process.arguments = [
      "python3", "-c",
      "import sys, zipfile, os; z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED); "
        + "[z.write(n) for n in sorted(os.listdir('.'))]; z.close()", path,
    ]
    try process.run()
    process.waitUntilExit()
  }
}
