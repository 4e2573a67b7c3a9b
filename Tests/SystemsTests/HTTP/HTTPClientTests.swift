import Model
import Systems
import TestSupport
import Testing

struct HTTPClientTests {
  let client = HTTPClient(version: "0.1")

  private func get(
    _ url: String, headers: [HeaderLine] = [], authority: String? = nil, resolve: [String] = []
  ) throws -> Exchange {
    try client.send(
      HTTPRequest(
        url: url, headers: headers, certificateAuthority: authority, resolve: resolve,
        totalTimeout: .seconds(8)))
  }

  private func reason(_ body: () throws -> Exchange) -> String {
    do {
      return "answered \(try body().responses.map(\.status))"
    } catch let error as Unavailable {
      return error.reason
    } catch {
      return "another error: \(error)"
    }
  }

  @Test("every header line is kept as it came, with real nginx")
  func headers() throws {
    let server = try LocalServer(
      """
      add_header X-Frame-Options DENY; add_header Set-Cookie "a=1; Secure";
      add_header Set-Cookie "b=2, c"; add_header content-security-policy "default-src 'none'";
      add_header Content-Security-Policy "script-src 'self'";
      location / { return 200 "hello"; }
      """)
    let response = try #require(try get(server.origin + "/x?y=1#z").responses.first)
    #expect(response.status == 200)
    #expect(response.version == "1.1")
    #expect(response.url == server.origin + "/x?y=1")
    #expect(response.bodySize == 5)
    #expect(response.values(of: "set-cookie") == ["a=1; Secure", "b=2, c"])
    #expect(
      response.headers.filter { $0.name.lowercased() == "content-security-policy" } == [
        HeaderLine(name: "content-security-policy", value: "default-src 'none'"),
        HeaderLine(name: "Content-Security-Policy", value: "script-src 'self'"),
      ])
  }

  @Test("TLS with a named authority: trusted only by it and only for its names, over HTTP/2")
  func tls() throws {
    let certificates = try TestCertificates()
    let server = try LocalServer(
      "location / { return 200; add_header X-One 1; }", certificates: certificates)
    let authority = certificates.authority
    let response = try #require(try get(server.origin + "/", authority: authority).responses.first)
    #expect(response.version == "2")
    #expect(response.values(of: "X-One") == ["1"])

    #expect(
      reason { try get(server.origin + "/") }
        == "certificate not trusted: unable to get local issuer certificate")
    let named = "https://other.test:\(server.port)/"
    let override = ["other.test:\(server.port):127.0.0.1"]
    #expect(
      reason { try get(named, authority: authority, resolve: override) }.hasPrefix(
        "certificate not trusted: no alternative certificate subject name matches"))
    #expect(
      reason { try get(server.origin + "/", authority: "/does/not/exist") }
        == "the certificate authority's file could not be read as PEM")
    #expect(
      reason { try get("https://127.0.0.1:\(server.port)/", authority: authority) }
        == "answered [200]")
    #expect(
      reason { try get("http://localhost:\(server.port)/") } == "answered [400]")
  }

  @Test("a name is resolved as the override says")
  func resolve() throws {
    let server = try LocalServer("location / { return 204; }")
    let url = "http://invoices.test:\(server.port)/"
    let override = "invoices.test:\(server.port):127.0.0.1"
    #expect(reason { try get(url, resolve: [override]) } == "answered [204]")
    #expect(reason { try get(url) } == "could not resolve host invoices.test")
    #expect(
      reason { try get(url, resolve: ["nonsense"]) }
        == "a resolve entry is not host:port:address")
  }

  @Test("redirects on the host are followed, each hop kept; credentials stay with the origin")
  func redirects() throws {
    let certificates = try TestCertificates()
    let echo = #"location /end { return 200 "end"; add_header X-Seen "<$http_x_api_key>"; }"#
    let other = try LocalServer(echo, certificates: certificates)
    let server = try LocalServer(
      """
      location = / { return 301 /relative; }
      location /relative { return 307 https://LOCALHOST:$PORT/end; }
      location /port { return 302 \(other.origin)/end; }
      \(echo)
      """, certificates: certificates)
    let key = HeaderLine(name: "X-Api-Key", value: "s3cret")
    let same = try get(server.origin + "/", headers: [key], authority: certificates.authority)
    #expect(same.responses.map(\.status) == [301, 307, 200])
    #expect(same.responses.last?.values(of: "X-Seen") == ["<s3cret>"])
    #expect(same.responses.last?.url == server.origin + "/end")
    let moved = try get(server.origin + "/port", headers: [key], authority: certificates.authority)
    #expect(moved.responses.map(\.status) == [302, 200])
    #expect(moved.responses.last?.values(of: "X-Seen") == ["<>"])
  }

  @Test("http may lead to https on the same host")
  func upgrade() throws {
    let certificates = try TestCertificates()
    let secure = try LocalServer("location / { return 200; }", certificates: certificates)
    let plain = try LocalServer("return 301 https://localhost:\(secure.port)$request_uri;")
    let exchange = try get(plain.origin + "/a?b", authority: certificates.authority)
    #expect(exchange.responses.map(\.url) == [plain.origin + "/a?b", secure.origin + "/a?b"])
  }

  @Test(
    "a redirect that may not be followed is the last response",
    arguments: [
      "https://example.com/", "//example.com/", "file:///etc/passwd", "gopher://127.0.0.1/",
      "http://127.0.0.2:$PORT/", "http://localhost:$PORT/", "http://", "", "javascript:alert(1)",
    ])
  func foreignRedirect(location: String) throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
    }
    let exchange = try get(server.origin + "/")
    #expect(exchange.responses.map(\.status) == [302])
    #expect(exchange.responses.first?.values(of: "location") == [location])
    #expect(server.requests.count == 1)
  }

  @Test("https never leads to http")
  func downgrade() throws {
    let certificates = try TestCertificates()
    let plain = try LocalServer("return 200;")
    let secure = try LocalServer("return 301 \(plain.origin)/;", certificates: certificates)
    let exchange = try get(secure.origin + "/", authority: certificates.authority)
    #expect(exchange.responses.map(\.status) == [301])
  }

  @Test("credentials are refused over http, before anything is sent")
  func credentials() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    }
    for name in ["Authorization", "cookie", "X-Api-Key", "X-Auth-Token"] {
      let header = HeaderLine(name: name, value: "s3cret")
      #expect(
        reason { try get(server.origin, headers: [header]) }
          == "credentials are never sent over http")
    }
    let user = "http://user:pa55@127.0.0.1:\(server.port)/"
    #expect(reason { try get(user) } == "credentials are never sent over http")
    #expect(server.requests.isEmpty)

    let plain = HeaderLine(name: "X-Forwarded-Proto", value: "https")
    let empty = HeaderLine(name: "X-Empty", value: "")
    #expect(reason { try get(server.origin, headers: [plain, empty]) } == "answered [200]")
    #expect(server.requests.first?.contains("\r\nX-Forwarded-Proto: https\r\n") == true)
    #expect(server.requests.first?.contains("\r\nX-Empty:\r\n") == true)
    let away = "http://away.test:\(server.port)/"
    let override = ["away.test:\(server.port):127.0.0.1"]
    #expect(
      reason { try get(away, headers: [plain], resolve: override) }
        == "request headers are only sent over https")
  }

  @Test("user information goes over https, and into no message or response")
  func userInformation() throws {
    let certificates = try TestCertificates()
    let server = try LocalServer(
      #"location / { return 200; add_header X-Seen "$http_authorization"; }"#,
      certificates: certificates)
    let url = "https://user:p%4055@localhost:\(server.port)/"
    let response = try #require(try get(url, authority: certificates.authority).responses.first)
    #expect(response.values(of: "X-Seen") == ["Basic dXNlcjpwQDU1"])
    #expect(response.url == server.origin + "/")
    #expect(!reason { try get(url) }.contains("p%4055"))
  }

  @Test(
    "a header that would break the request is refused",
    arguments: [("X-A", "b\r\nX-C: d"), ("X-A\r\nB", "c"), ("", "c"), ("X A", "c")])
  func injection(name: String, value: String) throws {
    let header = HeaderLine(name: name, value: value)
    #expect(
      reason { try get("https://localhost:1/", headers: [header]) }.contains("request header"))
  }

  @Test(
    "what is no web address is refused",
    arguments: [
      "file:///etc/passwd", "ftp://localhost/", "https://", "nonsense", "http://a b/", "",
    ])
  func addresses(url: String) {
    let reason = reason { try get(url) }
    #expect(
      ["only http and https addresses can be asked", "its address is not a URL"].contains(reason),
      "\(reason)")
  }

  @Test("the request names the tool and asks for nothing packed")
  func request() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    }
    _ = try get(server.origin + "/a/../b")
    let sent = try #require(server.requests.first)
    #expect(sent.hasPrefix("GET /b HTTP/1.1\r\n"))
    #expect(sent.contains("\r\nUser-Agent: avouch/0.1\r\n"))
    #expect(sent.contains("\r\nAccept-Encoding: identity\r\n"))
  }
}
