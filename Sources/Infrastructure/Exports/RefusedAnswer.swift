import Model

/// An error that a provider answered instead of what was asked for.
struct RefusedAnswer {
  /// Codes that say that a setting is not there, which is an answer.
  private static let answers: [String: String] = [
    "ServerSideEncryptionConfigurationNotFoundError": "export:aws:bucket-encryption",
    "NoSuchPublicAccessBlockConfiguration": "export:aws:public-access-block",
  ]

  let code: String
  let span: TextSpan

  /// Reads what Amazon's command prints: `An error occurred (AccessDenied) when calling …`.
  init?(text bytes: [UInt8]) {
    let start = String(decoding: bytes.prefix(400), as: UTF8.self)
    guard let open = start.firstRange(of: "An error occurred ("),
      start[..<open.lowerBound].allSatisfy(\.isWhitespace),
      let close = start[open.upperBound...].firstIndex(of: ")")
    else { return nil }
    code = String(start[open.upperBound..<close])
    let line = start[..<open.lowerBound].count { $0 == "\n" } + 1
    span = TextSpan(line: line, column: 1)
  }

  static func couldBe(_ bytes: [UInt8]) -> Bool {
    let start = Array(bytes.prefix(2_000))
    return ByteSearch.contains(start, "\"Error\"") || ByteSearch.contains(start, "\"error\"")
  }

  /// Reads `{"Error": {"Code": "AccessDenied"}}` and `{"error": {"code": 403, "status": …}}`.
  init?(_ root: Node) {
    guard let error = root["Error"] ?? root["error"],
      let code = (error["Code"] ?? error["status"] ?? error["code"])?.scalarText
    else { return nil }
    self.code = code
    span = error.span
  }

  var reason: String { "the provider answered \(code) instead of what was asked for" }

  /// The kind of thing that the answer speaks of after all.
  var answeredKind: String? { Self.answers[code] }

  /// What it says of it.
  var attributes: Node? {
    func entry(_ key: String, _ content: Node.Content) -> Node.Entry {
      Node.Entry(key: key, keySpan: span, value: Node(content, at: span))
    }
    switch answeredKind {
    case "export:aws:bucket-encryption":
      // Every object is encrypted since 2023 whether this is there or not.
      return Node(.mapping([]), at: span)
    case "export:aws:public-access-block":
      return Node(
        .mapping([
          entry(
            "PublicAccessBlockConfiguration", .mapping([entry("BlockPublicAcls", .boolean(false))]))
        ]), at: span)
    default: return nil
    }
  }
}
