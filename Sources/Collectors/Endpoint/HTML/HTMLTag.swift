/// One start tag of an HTML page.
struct HTMLTag: Equatable {
  /// In lower case.
  let name: String
  /// By name in lower case; of a repeated attribute the first counts (HTML Standard section
  /// 13.2.5.33).
  let attributes: [String: String]
}
