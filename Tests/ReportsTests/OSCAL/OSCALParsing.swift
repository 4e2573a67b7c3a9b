import Foundation
import Model
import Reports
import Testing

/// OSCAL documents read back as other programs read them.
enum OSCALParsing {
  static let formats = ReportCatalog.oscal.map(\.format)

  static func text(
    _ format: String, of assessment: Assessment = SampleAssessment.full,
    audience: Control.Audience = .internal
  ) throws -> String {
    let report = try #require(ReportCatalog.oscal.first { $0.format == format })
    return report.render(assessment, options: ReportOptions(audience: audience))
  }

  /// The one model that the document holds.
  static func model(
    _ format: String, of assessment: Assessment = SampleAssessment.full,
    audience: Control.Audience = .internal
  ) throws -> [String: Any] {
    let data = Data(try text(format, of: assessment, audience: audience).utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(root.values.first as? [String: Any])
  }

  static func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  /// The value of one of our own properties.
  static func property(_ name: String, of object: [String: Any]) -> String? {
    list(object["props"]).first { $0["name"] as? String == name }?["value"] as? String
  }

  /// Every value under a key, anywhere in a document.
  static func values(of key: String, in value: Any) -> [Any] {
    if let list = value as? [Any] { return list.flatMap { values(of: key, in: $0) } }
    guard let object = value as? [String: Any] else { return [] }
    return (object[key].map { [$0] } ?? []) + object.values.flatMap { values(of: key, in: $0) }
  }

  /// Every list and every object of a document.
  static func containers(in value: Any) -> [Any] {
    if let list = value as? [Any] { return [list] + list.flatMap(containers) }
    guard let object = value as? [String: Any] else { return value is NSNull ? [value] : [] }
    return [object] + object.values.flatMap(containers)
  }
}
