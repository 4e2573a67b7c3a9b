import Model
import StructuredData

/// Reads a target that is a live origin.
struct EndpointReader {
  typealias Resolved = (kind: Result<Target.Kind, Unavailable>, label: String)

  /// Headers that carry a credential whatever their value looks like.
  private static let credentials = [
    "authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token",
  ]

  let root: String
  let environment: [String: String]

  func endpoint(_ text: String, _ values: Arguments, _ decoder: inout FieldDecoder) -> Resolved {
    checkPaths(values, &decoder)
    checkResolve(values, &decoder)
    let headers = headers(values, &decoder)
    let proxy = proxy(values, &decoder)
    if case .failure(let reason) = proxy { return (.failure(reason), text) }
    if let name = EnvironmentText(text).onlyVariable {
      return (fromVariable(name, values, headers), text)
    }
    do throws(OriginText.Problem) {
      let origin = try OriginText(text)
      if !origin.isEncrypted, carriesCredential(values) {
        decoder.report(
          "\"headers\": a credential must not be sent over http",
          at: values.node("headers")?.span ?? values.span, suggestion: "use https")
      }
      return (headers.map { endpoint(origin, values, $0) }, origin.authority)
    } catch {
      decoder.report(
        "\"url\": \(error.message)", at: values.node("url")?.span ?? values.span,
        suggestion: error.suggestion)
      return (.failure(Unavailable(error.message)), "")
    }
  }

  private func fromVariable(
    _ name: String, _ values: Arguments, _ headers: Result<[HeaderLine], Unavailable>
  ) -> Result<Target.Kind, Unavailable> {
    Result { () throws(Unavailable) in
      let value = try EnvironmentText.value(of: name, in: environment)
      let origin: OriginText
      do throws(OriginText.Problem) {
        origin = try OriginText(value)
      } catch {
        throw Unavailable("environment variable \(name): \(error.message)")
      }
      guard origin.isEncrypted || !carriesCredential(values) else {
        throw Unavailable(
          "environment variable \(name): a credential must not be sent over http")
      }
      return endpoint(origin, values, try headers.get())
    }
  }

  private func endpoint(
    _ origin: OriginText, _ values: Arguments, _ headers: [HeaderLine]
  ) -> Target.Kind {
    let paths = values.texts("paths")
    return .endpoint(
      Endpoint(
        origin: origin.origin, paths: paths.isEmpty ? ["/"] : paths, requestHeaders: headers,
        certificateAuthority: values.text("certificate-authority").map {
          PathText.absolute($0, from: root)
        }, resolve: values.texts("resolve"),
        proxy: try? proxyOrigin(values).get()))
  }

  // MARK: Proxy

  private func proxy(
    _ values: Arguments, _ decoder: inout FieldDecoder
  ) -> Result<String?, Unavailable> {
    guard let text = values.text("proxy"), EnvironmentText(text).onlyVariable == nil else {
      return proxyOrigin(values)
    }
    do throws(OriginText.Problem) {
      _ = try OriginText(text)
    } catch {
      decoder.report(
        "\"proxy\": \(error.message)", at: values.node("proxy")?.span ?? values.span,
        suggestion: error.suggestion)
    }
    return proxyOrigin(values)
  }

  private func proxyOrigin(_ values: Arguments) -> Result<String?, Unavailable> {
    guard let text = values.text("proxy") else { return .success(nil) }
    return Result { () throws(Unavailable) in
      let name = EnvironmentText(text).onlyVariable
      let value =
        try name.map { name throws(Unavailable) in
          try EnvironmentText.value(of: name, in: environment)
        } ?? text
      do throws(OriginText.Problem) {
        return try OriginText(value).origin
      } catch {
        let place = name.map { "environment variable \($0)" } ?? "proxy"
        throw Unavailable("\(place): \(error.message)")
      }
    }
  }

  // MARK: Headers

  private func headers(
    _ values: Arguments, _ decoder: inout FieldDecoder
  ) -> Result<[HeaderLine], Unavailable> {
    var lines: [HeaderLine] = []
    var missing: Unavailable?
    for entry in values.node("headers")?.entries ?? [] {
      let text = entry.value.scalarText ?? ""
      checkHeader(entry, text, &decoder)
      do throws(Unavailable) {
        let value = try EnvironmentText(text).filled(from: environment)
        guard Self.isHeaderValue(value) else {
          throw Unavailable("the value of the header \(entry.key) holds a control character")
        }
        lines.append(HeaderLine(name: entry.key, value: value))
      } catch {
        missing = missing ?? error
      }
    }
    return missing.map { .failure($0) } ?? .success(lines)
  }

  private func checkHeader(_ entry: Node.Entry, _ text: String, _ decoder: inout FieldDecoder) {
    if !Self.isHeaderName(entry.key) {
      decoder.report("\"\(entry.key.shortened)\" is not a header's name", at: entry.keySpan)
    }
    if !Self.isHeaderValue(text) {
      decoder.report(
        "\"\(entry.key.shortened)\": a header's value must not hold control characters",
        at: entry.value.span)
    }
    if Self.isCredential(entry.key), !EnvironmentText(text).hasVariable {
      decoder.report(
        "\"\(entry.key)\": a credential must not stand in a posture file", at: entry.value.span,
        suggestion: "take it from the environment: $NAME")
    }
  }

  /// A value from the environment is taken for a credential too.
  private func carriesCredential(_ values: Arguments) -> Bool {
    (values.node("headers")?.entries ?? []).contains {
      Self.isCredential($0.key) || EnvironmentText($0.value.scalarText ?? "").hasVariable
    }
  }

  private static func isCredential(_ name: String) -> Bool {
    credentials.contains(name.lowercased())
  }

  /// A token as RFC 9110 section 5.6.2 has it.
  private static func isHeaderName(_ name: String) -> Bool {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    return !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || marks.contains($0)
      }
  }

  private static func isHeaderValue(_ value: String) -> Bool {
    value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
  }

  // MARK: Paths and overrides

  private func checkPaths(_ values: Arguments, _ decoder: inout FieldDecoder) {
    for node in values.nodes("paths") {
      let path = node.scalarText ?? ""
      let isPlain = path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 }
      guard !path.hasPrefix("/") || !isPlain else { continue }
      decoder.report(
        "\"paths\": expected a path that begins with / and holds no space or #, found \(node.seen)",
        at: node.span)
    }
  }

  private func checkResolve(_ values: Arguments, _ decoder: inout FieldDecoder) {
    for node in values.nodes("resolve") where !Self.isOverride(node.scalarText ?? "") {
      decoder.report(
        "\"resolve\": expected host:port:address or host:port:address:port, found \(node.seen)",
        at: node.span)
    }
  }

  private static func isOverride(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }), UInt16(parts[1]) != nil else {
      return false
    }
    let afterAddress = parts[2].lastIndex(of: "]") ?? parts[2].startIndex
    guard let colon = parts[2][afterAddress...].lastIndex(of: ":"),
      parts[2].contains("]") || parts[2].filter({ $0 == ":" }).count == 1
    else { return true }
    return UInt16(parts[2][colon...].dropFirst()) != nil
  }
}
