import Model

/// How parts of requests are told apart in recordings.
enum RecordedForm {
  /// A path as seen from the posture's folder, so that the recording fits another copy of it.
  static func path(_ path: String, in root: String) -> JSONValue {
    if path == root { return .string(".") }
    return .string(path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path)
  }

  static func path(_ path: String?, in root: String) -> JSONValue {
    path.map { Self.path($0, in: root) } ?? .null
  }

  /// How an origin is asked; the values of request headers may be credentials and are left out.
  static func endpoint(_ endpoint: Endpoint, in root: String) -> JSONValue {
    .object([
      "origin": .string(endpoint.origin),
      "headers": .strings(endpoint.requestHeaders.map(\.name)),
      "certificateAuthority": path(endpoint.certificateAuthority, in: root),
      "resolve": .strings(endpoint.resolve), "proxy": .optional(endpoint.proxy),
    ])
  }

  static func exchange(_ request: ExchangeRequest, in root: String) -> JSONValue {
    .object([
      "endpoint": endpoint(request.endpoint, in: root),
      "path": .string(RecordingMask.address(request.path)), "method": .string(request.method),
      "headers": .array(
        request.headers.map { .object(["name": .string($0.name), "value": .string($0.value)]) }),
      "body": .optional(request.body.map { NamedValues.veiled(in: $0) }),
      "followsRedirects": .boolean(request.followsRedirects),
    ])
  }
}
