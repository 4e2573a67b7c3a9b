/// A response as a recording keeps it: all of it but the data in its body, which is read from the body
/// again.
extension Response: Codable {
  private enum CodingKeys: CodingKey {
    case url
    case status
    case version
    case headers
    case bodySize
    case digest
    case body
    case isBodyWhole
    case page
    case site
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      url: try container.decode(String.self, forKey: .url),
      status: try container.decode(Int.self, forKey: .status),
      version: try container.decode(String.self, forKey: .version),
      headers: try container.decode([HeaderLine].self, forKey: .headers),
      bodySize: try container.decode(Int.self, forKey: .bodySize),
      digest: try container.decode(String.self, forKey: .digest),
      body: try container.decode(RecordedBytes.self, forKey: .body).bytes,
      isBodyWhole: try container.decode(Bool.self, forKey: .isBodyWhole),
      page: try container.decodeIfPresent(Page.self, forKey: .page),
      site: try container.decodeIfPresent(String.self, forKey: .site))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(url, forKey: .url)
    try container.encode(status, forKey: .status)
    try container.encode(version, forKey: .version)
    try container.encode(headers, forKey: .headers)
    try container.encode(bodySize, forKey: .bodySize)
    try container.encode(digest, forKey: .digest)
    try container.encode(RecordedBytes(body), forKey: .body)
    try container.encode(isBodyWhole, forKey: .isBodyWhole)
    try container.encodeIfPresent(page, forKey: .page)
    try container.encodeIfPresent(site, forKey: .site)
  }
}
