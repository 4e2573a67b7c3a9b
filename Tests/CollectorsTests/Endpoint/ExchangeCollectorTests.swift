import Collectors
import Model
import Systems
import TestSupport
import Testing

struct ExchangeCollectorTests {
  let fixture = CollectionFixture()
  let collector = ExchangeCollector(client: HTTPClient(version: "0.1"))

  @Test("an endpoint is asked as it is declared")
  func declared() throws {
    let certificates = try TestCertificates(names: ["DNS:invoices.test"])
    let server = try LocalServer(
      #"location / { return 200; add_header X-Seen "$http_x_token $request_uri"; }"#,
      certificates: certificates)
    let endpoint = Endpoint(
      origin: "https://invoices.test:\(server.port)", paths: ["/login"],
      requestHeaders: [HeaderLine(name: "X-Token", value: "t")],
      certificateAuthority: certificates.authority,
      resolve: ["invoices.test:\(server.port):127.0.0.1"])
    let request = ExchangeRequest(endpoint: endpoint, path: "/login")
    let exchange = try fixture.collect(collector, request).get()
    #expect(exchange.responses.first?.values(of: "x-seen") == ["t /login"])
  }

  @Test("what cannot be reached has its reason")
  func unreachable() throws {
    let request = ExchangeRequest(
      endpoint: Endpoint(origin: "http://127.0.0.1:1", paths: ["/"]), path: "/")
    #expect(fixture.collect(collector, request).whyUnavailable == "connection refused")
    fixture.context.cancellation.cancel()
    #expect(fixture.collect(collector, request).whyUnavailable == "the run was interrupted")
  }

  @Test("data of many values is not held in memory", arguments: [(1_000, true), (100_000, false)])
  func data(values: Int, isRead: Bool) throws {
    let body = "[" + String(repeating: "1,", count: values) + "1]"
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
          + body)
    }
    let request = ExchangeRequest(
      endpoint: Endpoint(origin: server.origin, paths: ["/"]), path: "/")
    let response = try fixture.collect(collector, request).get().responses.first
    #expect((response?.document != nil) == isRead)
    #expect(response?.bodySize == body.utf8.count)
  }
}
