import Collectors
import FoundationEssentials
import Model
import Testing

@testable import Checks

/// The rows of the fixture: what a site answers, and what the Observatory's test must say.
struct ObservatoryRow: Sendable, CustomTestStringConvertible {
  let number: Int
  let test: String
  /// Nil where nothing may be told.
  let expected: String?
  /// The reference's result where it departs from the standard.
  let reference: String?
  let parts: [(key: String, value: String)]

  var testDescription: String { "\(number): \(test)" }

  static let all: [ObservatoryRow] = {
    let file = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
    let data = FileManager.default.contents(
      atPath: "/\(file)/Fixtures/Observatory/inputs.tsv")
    let text = String(decoding: data ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").enumerated().compactMap { number, line in
      line.hasPrefix("#") ? nil : ObservatoryRow(number: number + 1, String(line))
    }
  }()

  private init?(number: Int, _ line: String) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard columns.count == 4 else { return nil }
    self.number = number
    test = columns[0]
    expected = columns[1] == "?" ? nil : columns[1]
    reference = columns[2] == "-" ? nil : columns[2]
    parts = columns[3].replacing("\\t", with: "\t").replacing("\\\\", with: "\\")
      .split(separator: " | ", omittingEmptySubsequences: false).map { part in
        let key = part.prefix { $0 != ":" }
        return (String(key), String(part.dropFirst(key.count + 1).drop { $0 == " " }))
      }
  }

  // MARK: The answers

  private static let directions: Set<String> = [
    "page", "type", "html", "cut", "https", "http", "hop", "cors", "robots", "preload",
  ]

  private func value(_ key: String) -> String? { parts.first { $0.key == key }?.value }

  private func lines(_ key: String) -> [HeaderLine] {
    parts.filter { $0.key == key }.map { part in
      let name = part.value.prefix { $0 != ":" }
      return HeaderLine(
        name: String(name), value: String(part.value.dropFirst(name.count + 1).drop { $0 == " " }))
    }
  }

  private func failure(_ text: String?) -> Unavailable? {
    switch text {
    case "refused": Unavailable("connection refused", cause: .connectionRefused)
    case "untrusted": Unavailable("not trusted", cause: .untrustedCertificate)
    case "timeout": Unavailable("timed out")
    default: nil
    }
  }

  private func response(
    _ url: String, status: Int = 200, _ headers: [HeaderLine], body: String = ""
  ) -> Response {
    ResponseFacts().filled(
      Response(
        url: url, status: status, version: "2", headers: headers, bodySize: body.utf8.count,
        digest: "", body: Array(body.utf8), isBodyWhole: value("cut") == nil))
  }

  private var page: Response {
    let type = HeaderLine(name: "Content-Type", value: value("type") ?? "text/html; charset=utf-8")
    let headers = parts.filter { !Self.directions.contains($0.key) }
      .map { HeaderLine(name: $0.key, value: $0.value) }
    return response(
      value("page") ?? "https://example.com/", [type] + headers, body: value("html") ?? "")
  }

  private var http: Result<Exchange, Unavailable> {
    if let failure = failure(value("http")) { return .failure(failure) }
    let plain = value("page").map { $0.hasPrefix("http:") } ?? false
    if plain { return .success(Exchange(responses: [page])) }
    let written = value("http") ?? "http://example.com/ -> https://example.com/"
    var urls = written.split(separator: " ").map(String.init).filter { $0 != "->" }
    // The last address is only led to, as one on another host is never asked.
    let last = urls.count > 1 ? urls.removeLast() : nil
    let responses = urls.enumerated().map { index, url in
      let next = index + 1 < urls.count ? urls[index + 1] : last
      let location = next.map { [HeaderLine(name: "Location", value: $0)] } ?? []
      return response(
        url, status: next == nil ? 200 : 301, location + (index == 0 ? lines("hop") : []))
    }
    return .success(Exchange(responses: responses))
  }

  var input: ObservatoryInput {
    let https = failure(value("https")).map { Result<Exchange, Unavailable>.failure($0) }
    let cors = failure(value("cors")).map { Result<Exchange, Unavailable>.failure($0) }
    return ObservatoryInput(
      https: https ?? .success(Exchange(responses: [page])), http: http,
      preflight: cors
        ?? .success(Exchange(responses: [response("https://example.com/", lines("cors"))])),
      preflightOrigin: CORSProbe.foreignOrigin,
      robots: .success(
        Exchange(responses: [response("https://example.com/robots.txt", lines("robots"))])),
      preload: value("preload") == "yes" ? .listed : .unknown,
      now: Instant(seconds: 1_790_000_000))
  }
}
