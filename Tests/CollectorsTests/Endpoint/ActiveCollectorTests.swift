import Collectors
import Model
import Synchronization
import Systems
import TestSupport
import Testing

/// Bursts and posts against real sockets.
struct ActiveCollectorTests {
  let fixture = CollectionFixture()
  let client = HTTPClient(version: "0.1")

  @Test func `a burst ends with the first refusal, over one connection after another`() throws {
    let server = try LocalServer(
      """
      limit_req zone=one burst=2 nodelay; limit_req_status 429;
      location / { try_files /none =204; }
      """, beside: "limit_req_zone $binary_remote_addr zone=one:1m rate=1r/m;")
    let exchange = ExchangeRequest(
      endpoint: Endpoint(origin: server.origin, paths: ["/"]), path: "/")
    let burst = try fixture.collect(
      RequestBurstCollector(client: client), RequestBurstRequest(exchange: exchange, count: 20)
    ).get()
    #expect(burst.responses.map(\.status) == [204, 204, 204, 429])
    let short = RequestBurstRequest(exchange: exchange, count: 10_000)
    #expect(short.count == ExchangeLimits.burst)
  }

  /// A receiver as Stripe's users write it: the signature and its age are looked at.
  private static func receiver(
    checksSignature: Bool = true, checksAge: Bool = true, now: Int
  ) throws -> RawServer {
    try RawServer { connection in
      let head = connection.readRequest()
      let signature = head.split(separator: "\r\n")
        .first { $0.lowercased().hasPrefix("stripe-signature:") }?.split(separator: " ").last
      let parts = (signature ?? "").split(separator: ",").map {
        $0.split(separator: "=", maxSplits: 1)
      }
      let moment = parts.first.flatMap { $0.last.flatMap { Int($0) } }
      let code = parts.last?.last.map(String.init) ?? ""
      let expected = Digest.hmacSHA256(
        key: Array("whsec".utf8), Array("\(moment ?? 0).{}".utf8))
      let isSigned = moment != nil && code == expected
      let isFresh = abs(now - (moment ?? 0)) < 300
      let isAccepted = (isSigned || !checksSignature) && (isFresh || !checksAge)
      connection.write(
        "HTTP/1.1 \(isAccepted ? "200 OK" : "400 Bad")\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
      )
    }
  }

  private func probe(_ server: RawServer, secret: String? = "whsec") throws -> [String: Int] {
    let request = WebhookProbeRequest(
      endpoint: Endpoint(origin: server.origin, paths: ["/"]), path: "/hooks", scheme: .stripe,
      signatureHeader: "X-Signature", secretVariable: "HOOK", body: "{}", age: 3_600,
      sendsGenuine: false, attempts: WebhookProbe.Attempt.allCases)
    let collector = WebhookProbeCollector(
      client: client, environment: secret.map { ["HOOK": $0] } ?? [:])
    let answers = try fixture.collect(collector, request).get().answers
    return Dictionary(
      uniqueKeysWithValues: answers.map { attempt, answer in
        (attempt.rawValue, (try? answer.get().status) ?? 0)
      })
  }

  @Test
  func
    `each post is what it says: the receiver that looks refuses, the one that does not is found`()
    throws
  {
    let now = fixture.context.now.seconds
    let careful = try Self.receiver(now: now)
    #expect(try probe(careful) == ["unsigned": 400, "badly signed": 400, "replayed": 400])
    #expect(careful.requests.allSatisfy { $0.hasPrefix("POST /hooks HTTP/1.1\r\n") })
    let trusting = try Self.receiver(checksSignature: false, checksAge: false, now: now)
    #expect(try probe(trusting) == ["unsigned": 200, "badly signed": 200, "replayed": 200])
    // Truly signed and old: only a receiver that looks at the time refuses it.
    let forgetful = try Self.receiver(checksAge: false, now: now)
    #expect(try probe(forgetful) == ["unsigned": 400, "badly signed": 400, "replayed": 200])
    #expect(try probe(careful, secret: nil)["replayed"] == 0)
  }

  @Test func `several requests to one host share their connections`() throws {
    let connections = Mutex(0)
    let server = try RawServer { connection in
      connections.withLock { $0 += 1 }
      while connection.readRequest().hasPrefix("GET") {
        connection.write("HTTP/1.1 204 No\r\n\r\n")
      }
    }
    for path in ["/a", "/b", "/c", "/d"] {
      let request = ExchangeRequest(
        endpoint: Endpoint(origin: server.origin, paths: [path]), path: path)
      let exchange = try fixture.collect(ExchangeCollector(client: client), request).get()
      #expect(exchange.responses.map(\.status) == [204])
    }
    #expect(connections.withLock { $0 } == 1)
  }
}
