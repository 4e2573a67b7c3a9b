import Model

extension Exchange {
  /// The same exchange without what the server repeated of the headers that it was sent.
  func hiding(_ sent: [HeaderLine]) -> Exchange {
    Exchange(responses: responses.map { $0.hiding(sent) })
  }
}

extension Response {
  /// A shorter value is found everywhere, and is no credential.
  private static let shortest = 6

  /// The same response without the values of headers that were sent, should the server repeat them:
  /// they may be credentials, and every header may be shown.
  func hiding(_ sent: [HeaderLine]) -> Response {
    let secrets = sent.flatMap { line in
      // `Bearer abc` is repeated in parts too.
      [line.value] + line.value.split(separator: " ").map(String.init)
    }.filter { $0.utf8.count >= Self.shortest }
    guard headers.contains(where: { line in secrets.contains { line.value.contains($0) } }) else {
      return self
    }
    let hidden = headers.map { line in
      HeaderLine(
        name: line.name, value: secrets.reduce(line.value) { $0.replacing($1, with: "***") })
    }
    return Response(
      url: url, status: status, version: version, headers: hidden, bodySize: bodySize,
      digest: digest, body: body, isBodyWhole: isBodyWhole, page: page, document: document,
      site: site)
  }
}
