import Glibc
import Model
import Systems
import TestSupport
import Testing

/// Each way in which an answer can be wrong ends in its own reason, within bounded time.
struct HTTPFaultTests {
  private static let head = "HTTP/1.1 200 OK\r\n"

  private func ask(
    _ origin: String, timeout: Duration = .seconds(8), isCancelled: () -> Bool = { false }
  ) -> Result<Exchange, Unavailable> {
    Result { () throws(Unavailable) in
      try HTTPClient(version: "0.1").send(
        HTTPRequest(url: origin + "/", connectTimeout: timeout, totalTimeout: timeout),
        isCancelled: isCancelled)
    }
  }

  private func reason(_ result: Result<Exchange, Unavailable>) -> String {
    switch result {
    case .success(let exchange): "answered \(exchange.responses.map(\.status))"
    case .failure(let error): error.reason
    }
  }

  @Test(
    "a malformed answer is refused",
    arguments: [
      ("hello\n", "the answer is not HTTP/1.0 or later"),
      ("", "the server closed the connection without an answer"),
      (head + "A: b\0c\r\n\r\n", "malformed answer: Nul byte in header"),
      (
        head + "A: b\rSet-Cookie: c\r\n\r\n", "malformed answer: a header line holds a control byte"
      ),
      (head + "no colon here\r\nA: b\r\n\r\n", "malformed answer: Header without colon"),
      (head + ": no name\r\n\r\n", "malformed answer: a header line has no name"),
      (
        head + "Content-Length: 10\r\n\r\nabc",
        "the connection closed before the answer was complete"
      ),
      (head + "A: b\r\n", "malformed answer: its header is not complete"),
      ("HTTP/1.1 xyz\r\n\r\n", "the answer is not HTTP/1.0 or later"),
    ])
  func malformed(answer: String, expected: String) throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write(answer)
    }
    #expect(reason(ask(server.origin)) == expected)
  }

  @Test(
    "duplicates, folded lines, odd bytes and interim answers are kept or read as they should be")
  func oddButFine() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write("HTTP/1.1 103 Early Hints\r\nLink: early\r\n\r\n" + Self.head)
      connection.write("X-a:1\r\nx-A:\t 2 \r\nFold: one\r\n  two\r\n")
      connection.write(Array("Latin: ".utf8) + [0xE9] + Array("\r\nContent-Length: 0\r\n\r\n".utf8))
    }
    let response = try #require(try ask(server.origin).get().responses.first)
    #expect(
      response.headers == [
        HeaderLine(name: "X-a", value: "1"), HeaderLine(name: "x-A", value: "2"),
        HeaderLine(name: "Fold", value: "one two"), HeaderLine(name: "Latin", value: "é"),
        HeaderLine(name: "Content-Length", value: "0"),
      ])
    #expect(response.status == 200)
  }

  @Test("the digest is of the header lines and the body")
  func digest() throws {
    let answer = Self.head + "A: b\r\nContent-Length: 2\r\n\r\nhi"
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write(answer)
    }
    #expect(try ask(server.origin).get().responses.first?.digest == Digest.sha256(answer))
  }

  @Test("an endless header is cut off, be it in lines, in bytes or in one line")
  func endlessHeader() throws {
    for line in ["A: b\r\n", "A: " + String(repeating: "x", count: 5_000) + "\r\n", "AAAAAAAA"] {
      let server = try RawServer { connection in
        connection.readRequest()
        guard connection.write(Self.head) else { return }
        while connection.write(line) {}
      }
      let start = ContinuousClock.now
      #expect(reason(ask(server.origin)).hasPrefix("endless header: "))
      #expect(ContinuousClock.now - start < .seconds(3))
    }
  }

  @Test("of an endless body the first MiB is read")
  func endlessBody() throws {
    let chunk = [UInt8](repeating: 0x61, count: 60_000)
    let server = try RawServer { connection in
      connection.readRequest()
      guard connection.write(Self.head + "X: y\r\n\r\n") else { return }
      while connection.write(chunk) {}
    }
    let response = try #require(try ask(server.origin).get().responses.first)
    #expect(response.bodySize == 1 << 20)
    #expect(response.values(of: "X") == ["y"])
  }

  @Test("packed bodies are not unpacked")
  func packed() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write(Self.head + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope")
    }
    #expect(try ask(server.origin).get().responses.first?.bodySize == 4)
  }

  @Test("silence and slow drips end with the timeout", arguments: ["", head, head + "\r\n"])
  func slow(beginning: String) throws {
    let server = try RawServer { connection in
      connection.readRequest()
      guard connection.write(beginning) else { return }
      if beginning.isEmpty { return connection.waitUntilClosed() }
      while connection.write("a") { connection.pause(milliseconds: 20) }
    }
    let start = ContinuousClock.now
    #expect(reason(ask(server.origin, timeout: .milliseconds(400))) == "timed out after 0.4 s")
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test("a reset and a refusal say so")
  func broken() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.reset()
    }
    #expect(reason(ask(server.origin)) == "connection reset")
    let closed = try LocalServer("return 200;").origin
    #expect(reason(ask(closed)) == "connection refused")
  }

  @Test("a space before a header's colon leaves it unknown what was sent")
  func spaceBeforeColon() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nX-Frame-Options : DENY\r\nContent-Length: 0\r\n\r\n")
    }
    let answer = reason(ask(server.origin))
    #expect(answer == "malformed answer: a space stands between a header's name and its colon")
  }

  @Test("a redirect loop ends")
  func loop() throws {
    let server = try LocalServer("return 302 /again;")
    #expect(reason(ask(server.origin)) == "it redirects more than 10 times")
  }

  @Test("a slow chain of redirects shares one timeout")
  func slowChain() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.pause(milliseconds: 100)
      // Said, so that the next request does not meet a connection that is being closed.
      connection.write(
        "HTTP/1.1 302 F\r\nLocation: /x?token=s3cret\r\nConnection: close\r\n"
          + "Content-Length: 0\r\n\r\n")
    }
    let answer = reason(ask(server.origin, timeout: .milliseconds(800)))
    #expect(answer == "timed out after 0.8 s, after a redirect to \(server.origin)/x")
  }

  @Test("cancelling ends a request that hangs")
  func cancelling() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.waitUntilClosed()
    }
    let start = ContinuousClock.now
    let result = ask(server.origin) { ContinuousClock.now - start > .milliseconds(100) }
    #expect(reason(result) == "the request was interrupted")
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test("proxies in the environment are not asked")
  func proxy() async {
    // In a process of its own, since the environment belongs to all threads.
    await #expect(processExitsWith: .success) {
      unsafe setenv("http_proxy", "http://127.0.0.1:1", 1)
      let server = try LocalServer("return 200;")
      let exchange = try HTTPClient(version: "0.1").send(HTTPRequest(url: server.origin))
      #expect(exchange.responses.map(\.status) == [200])
    }
  }

  @Test("a given proxy is asked")
  func givenProxy() throws {
    let proxy = try RawServer { connection in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nX-Proxy: 1\r\nContent-Length: 0\r\n\r\n")
    }
    let client = HTTPClient(version: "0.1", proxy: proxy.origin)
    let exchange = try client.send(HTTPRequest(url: "http://away.test/"))
    #expect(exchange.responses.first?.values(of: "X-Proxy") == ["1"])
  }
}
