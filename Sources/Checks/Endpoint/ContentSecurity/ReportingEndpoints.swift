import Model

/// The names that reports can be sent to (Reporting API, Reporting-Endpoints and the older
/// Report-To).
enum ReportingEndpoints {
  static func names(in response: Response) -> Set<String> {
    var names: Set<String> = []
    if let dictionary = try? StructuredField.dictionary(
      response.values(of: "reporting-endpoints"))
    {
      names.formUnion(dictionary.keys)
    }
    // Report-To is JSON: one object for each group, of which the group's name is all that counts.
    for value in response.values(of: "report-to") {
      names.formUnion(groups(in: value))
    }
    return names
  }

  private static func groups(in json: String) -> [String] {
    let marker = "\"group\""
    var groups: [String] = []
    if json.hasPrefix("{"), !json.contains(marker) { groups.append("default") }
    var rest = json[...]
    while let found = rest.ranges(of: marker).first {
      rest = rest[found.upperBound...].drop { $0 == " " || $0 == ":" }
      guard rest.first == "\"" else { continue }
      groups.append(String(rest.dropFirst().prefix { $0 != "\"" }))
    }
    return groups
  }
}
