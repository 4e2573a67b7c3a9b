import Advisories
import Model
import TestSupport
import Testing

/// A database of advisories made by hand.
enum AdvisoryBench {
  /// Makes a database of OSV records in JSON and of further files by name: a catalogue, dates of
  /// releases.
  static func database(
    _ records: [String], others: [String: String] = [:], asOf: Instant, in folder: TemporaryFolder
  ) throws -> String {
    let path = folder.path + "/advisories.sqlite"
    for (number, record) in records.enumerated() {
      try folder.write("advisories/\(number).json", record)
    }
    for (name, text) in others { try folder.write("more/" + name, text) }
    let database = try AdvisoryDatabase.write(path)
    try database.update { writer in
      var summary = AdvisoryImport.Summary()
      try AdvisoryImport().take(folder.path + "/advisories", into: writer, summary: &summary)
      #expect(summary.problems.isEmpty, "\(summary.problems)")
      for name in others.keys {
        try AdvisoryImport().take(folder.path + "/more/" + name, into: writer, summary: &summary)
      }
      for ecosystem in summary.ecosystems {
        try writer.describe(ecosystem, origin: "test", asOf: asOf)
      }
    }
    return path
  }

  static func record(
    _ id: String, _ package: String, ecosystem: String = "npm", introduced: String = "0",
    fixed: String? = nil, published: String = "2026-01-10T00:00:00Z", aliases: [String] = [],
    severity: String? = nil, word: String? = nil, informational: String? = nil
  ) -> String {
    let end = fixed.map { ", {\"fixed\": \"\($0)\"}" } ?? ""
    let names = aliases.map { "\"\($0)\"" }.joined(separator: ", ")
    let rating = severity.map { "\"severity\": [{\"type\": \"CVSS_V3\", \"score\": \"\($0)\"}]," }
    let said = word.map { "\"database_specific\": {\"severity\": \"\($0)\"}," }
    let notice = informational.map {
      ", \"database_specific\": {\"informational\": \"\($0)\"}"
    }
    return """
      {"id": "\(id)", "modified": "2026-01-11T00:00:00Z", "published": "\(published)",
       \(rating ?? "") \(said ?? "") "aliases": [\(names)], "summary": "A hole in \(package)",
       "affected": [{"package": {"ecosystem": "\(ecosystem)", "name": "\(package)"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "\(introduced)"}\(end)]}]
       \(notice ?? "")}]}
      """
  }

  static let critical = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
  static let low = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"
}
