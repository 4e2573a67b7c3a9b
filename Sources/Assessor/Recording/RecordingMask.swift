import Checks
import Collectors
import Model

/// Takes secrets out of what a recording keeps, and leaves everything that verdicts rest on: a cookie's
/// name and flags, a token's length, the rest of a page.
package struct RecordingMask {
  /// Headers whose value is an address.
  private static let addresses: Set<String> = ["location", "content-location", "refresh"]

  private let scanner: SecretScanner

  package init(_ scanner: SecretScanner) { self.scanner = scanner }

  package func exchange(_ exchange: Exchange) -> Exchange {
    Exchange(responses: exchange.responses.map(response))
  }

  package func response(_ response: Response) -> Response {
    Response(
      url: text(Self.address(response.url)), status: response.status, version: response.version,
      headers: response.headers.map(header), bodySize: response.bodySize, digest: response.digest,
      body: NamedValues.veiled(in: bytes(response.body)), isBodyWhole: response.isBodyWhole,
      page: response.page.map(page), document: nil, site: response.site)
  }

  package func text(_ text: String) -> String {
    String(decoding: bytes(Array(text.utf8)), as: UTF8.self)
  }

  /// An address without the values of what its query and fragment call secrets.
  package static func address(_ address: String) -> String {
    guard let start = address.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return address }
    return String(address[..<start]) + NamedValues.veiled(in: String(address[start...]))
  }

  private func header(_ line: HeaderLine) -> HeaderLine {
    let name = line.name.lowercased()
    let value: String
    if name == "set-cookie" {
      value = Self.cookie(line.value)
    } else if ShownHeaders.isSecret(name) {
      value = Veil.veiled(line.value)
    } else {
      value = text(Self.addresses.contains(name) ? Self.address(line.value) : line.value)
    }
    return HeaderLine(name: line.name, value: value)
  }

  /// A cookie's line with its value veiled; its attributes stay (RFC 6265 section 5.2).
  private static func cookie(_ line: String) -> String {
    let pair = line.prefix { $0 != ";" }
    guard let equals = pair.firstIndex(of: "=") else {
      return Veil.veiled(pair) + line.dropFirst(pair.count)
    }
    return String(pair[...equals]) + Veil.veiled(pair[pair.index(after: equals)...])
      + line.dropFirst(pair.count)
  }

  private func page(_ page: Page) -> Page {
    Page(
      metas: page.metas.map { meta in
        Page.Meta(
          name: meta.name, isHTTPEquivalent: meta.isHTTPEquivalent,
          content: NamedValues.isSecret(name: meta.name)
            ? Veil.veiled(meta.content) : text(meta.content))
      },
      references: page.references.map { reference in
        Page.Reference(
          use: reference.use, written: text(Self.address(reference.written)),
          url: reference.url.map { text(Self.address($0)) }, site: reference.site,
          integrity: reference.integrity, crossOrigin: reference.crossOrigin)
      }, inlineScripts: page.inlineScripts, isWhole: page.isWhole)
  }

  /// Without what the rules for secrets find.
  ///
  /// What cannot be searched is hidden whole.
  private func bytes(_ bytes: [UInt8]) -> [UInt8] {
    do throws(Unavailable) {
      var result = bytes
      for range in try scanner.secrets(in: bytes) { Veil.veil(range, of: &result) }
      return result
    } catch {
      var result = bytes
      Veil.veil(result.indices, of: &result)
      return result
    }
  }
}

extension Response {
  /// The same response with another body, which nothing is read from.
  func replacing(body: [UInt8]) -> Response {
    Response(
      url: url, status: status, version: version, headers: headers, bodySize: bodySize,
      digest: digest, body: body, isBodyWhole: false, site: site)
  }
}
