import Model
import TestSupport
import Testing

@testable import Systems

@Suite("TLS survey", .timeLimit(.minutes(10)))
struct TLSSurveyTests {
  private func survey(
    port: Int, name: String? = "localhost", timeout: Duration = .seconds(5)
  ) throws -> TransportSecurity {
    TLSSurvey(
      TLSProbe(
        addresses: try NetworkAddress.find(host: "127.0.0.1", port: port), serverName: name,
        timeout: timeout, deadline: .now + .seconds(30), random: Array(repeating: 7, count: 32))
    ).run()
  }

  private func offers(_ seen: TransportSecurity) -> [TransportSecurity.Offer?] {
    TLSVersion.allCases.map { seen.versions[$0] }
  }

  @Test("a server of today takes 1.2 and 1.3 and refuses the rest")
  func today() throws {
    let server = try LocalServer(
      """
      ssl_protocols TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;
      ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256;
      """, certificates: try TestCertificates())
    let seen = try survey(port: server.port)
    #expect(offers(seen) == [.refused, .refused, .refused, .offered, .offered])
    let old = try #require(seen.suites.first { $0.version == .tls12 })
    #expect(
      old.accepted.map(\.name) == [
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      ])
    #expect(old.serverDecides == true)
    #expect(old.gap == nil)
    let new = try #require(seen.suites.first { $0.version == .tls13 })
    #expect(Set(new.accepted.map(\.code)) == [0x1301, 0x1302, 0x1303])
    #expect(seen.applicationProtocol == "h2")
    let groups = try #require(seen.groups.first { $0.version == .tls13 })
    #expect(groups.accepted.map(\.name).contains("x25519"))
    #expect(groups.gap == nil)
  }

  @Test("a server that follows the client is told from one that decides")
  func order() throws {
    let server = try LocalServer(
      """
      ssl_protocols TLSv1.2; ssl_prefer_server_ciphers off; ssl_ecdh_curve secp384r1;
      ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256;
      """, certificates: try TestCertificates())
    let seen = try survey(port: server.port)
    #expect(offers(seen) == [.refused, .refused, .refused, .offered, .refused])
    #expect(seen.suites.map(\.serverDecides) == [false])
    #expect(seen.groups.flatMap(\.accepted).map(\.name) == ["secp384r1"])
  }

  @Test("an old version is seen although OpenSSL would not speak it")
  func oldVersions() throws {
    let server = try LocalServer(
      """
      ssl_protocols TLSv1 TLSv1.1 TLSv1.2; ssl_ciphers "ALL:@SECLEVEL=0";
      """, certificates: try TestCertificates())
    let seen = try survey(port: server.port)
    #expect(offers(seen) == [.refused, .offered, .offered, .offered, .refused])
    let oldest = try #require(seen.suites.first { $0.version == .tls10 })
    #expect(!oldest.accepted.isEmpty)
    #expect(oldest.accepted.allSatisfy { !$0.isAuthenticatedEncryption })
  }

  @Test("versions that a security level leaves nothing are refused, with what alert ever")
  func securityLevel() throws {
    // Debian's OpenSSL answers TLS 1.0 and 1.1 with internal_error here.
    let server = try LocalServer(
      "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;", certificates: try TestCertificates())
    let seen = try survey(port: server.port)
    #expect(offers(seen) == [.refused, .refused, .refused, .offered, .offered])
  }

  @Test(
    "an override leads to an address, on another port where it names one",
    arguments: ["127.0.0.1", "127.0.0.1:$PORT", "[127.0.0.1]:$PORT", "127.0.0.1,127.0.0.2"])
  func overrides(text: String) throws {
    let address = text.replacing("$PORT", with: "8443")
    let expected = try NetworkAddress.find(
      host: "127.0.0.1", port: text.contains("$PORT") ? 8_443 : 443)
    #expect(
      try NetworkAddress.find(
        host: "A.example", port: 443, overrides: ["a.example:443:\(address)"]) == expected)
    #expect(throws: ConnectionFailure.self) {
      try NetworkAddress.find(
        host: "nowhere.invalid", port: 444, overrides: ["nowhere.invalid:443:\(address)"])
    }
  }

  @Test("TLS 1.3 alone")
  func newOnly() throws {
    let server = try LocalServer("ssl_protocols TLSv1.3;", certificates: try TestCertificates())
    let seen = try survey(port: server.port)
    #expect(offers(seen) == [.refused, .refused, .refused, .refused, .offered])
  }

  @Test("equal servers give equal digests")
  func reproducible() throws {
    let bytes: [UInt8] = [21, 3, 1, 0, 2, 2, 70]
    let server = try RawServer { connection in
      connection.readAvailable()
      connection.write(bytes)
    }
    let (first, second) = (try survey(port: server.port), try survey(port: server.port))
    #expect(first.digest == second.digest)
    #expect(offers(first) == Array(repeating: .refused, count: 5))
  }

  @Test(
    "what is no answer leaves every version unmeasured",
    arguments: [
      (Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), "not TLS"),
      ([22, 3, 1, 0xFF, 0xFF], "not TLS"),
      ([22, 3, 1, 0, 4, 2, 0xFF, 0xFF, 0xFF], "not TLS"),
      ([21, 3, 1, 0, 2, 2, 112], "alert 112"),
      ([21, 3, 1, 0, 2, 2, 80], "ends every handshake"),
      ([21, 3, 1, 0, 2, 2, 40], "ends every handshake"),
      ([], "ends every handshake"),
    ] as [([UInt8], String)])
  func noAnswer(bytes: [UInt8], words: String) throws {
    let server = try RawServer { connection in
      connection.readAvailable()
      connection.write(bytes)
    }
    for offer in offers(try survey(port: server.port)) {
      guard case .unmeasured(let reason) = offer else {
        Issue.record("\(String(describing: offer)) instead of unmeasured")
        continue
      }
      #expect(reason.contains(words))
    }
  }

  @Test("a server that says nothing is waited for and no longer")
  func silence() throws {
    let server = try RawServer { $0.waitUntilClosed() }
    let start = ContinuousClock.now
    let seen = try survey(port: server.port, timeout: .milliseconds(200))
    #expect(offers(seen) == Array(repeating: .unmeasured("timed out"), count: 5))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("a closed port is no refusal of a version")
  func closedPort() throws {
    let seen = try survey(port: try LoopbackSocket.freePort())
    #expect(offers(seen) == Array(repeating: .unmeasured("connection refused"), count: 5))
  }

  @Test("garbled answers never trap", arguments: 0..<40)
  func garbled(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let hello: [UInt8] =
      [22, 3, 3, 0, 58, 2, 0, 0, 54, 3, 3] + Array(repeating: 9, count: 32)
      + [0, 0x13, 0x01, 0, 0, 14, 0, 43, 0, 2, 3, 4, 0, 51, 0, 2, 0x11, 0xEC, 0, 16, 0, 0]
    for _ in 0..<500 {
      var bytes = hello
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      var reader = ServerReplyReader()
      let pieces = stride(from: 0, to: bytes.count, by: 7).map {
        Array(bytes[$0..<min($0 + 7, bytes.count)])
      }
      // The first answer ends the reading.
      _ = pieces.first { reader.take($0) != nil }
    }
  }

  @Test("an answer in many small records and pieces is the same answer")
  func pieces() throws {
    let body: [UInt8] =
      [3, 3] + Array(repeating: 9, count: 32) + [0, 0x13, 0x01, 0, 0, 12, 0, 43, 0, 2, 3, 4]
      + [0, 51, 0, 2, 0x11, 0xEC]
    let message: [UInt8] = [2, 0, 0, UInt8(body.count)] + body
    var reader = ServerReplyReader()
    var replies: [ServerReply] = []
    for byte in message {
      for piece in [[22, 3], [3, 0, 1], [byte]] as [[UInt8]] {
        if let reply = reader.take(piece) { replies.append(reply) }
      }
    }
    guard case .hello(let hello)? = replies.first else {
      Issue.record("no answer: \(replies)")
      return
    }
    #expect(hello.version == 0x0304)
    #expect(hello.suite.name == "TLS_AES_128_GCM_SHA256")
    #expect(hello.group?.name == "X25519MLKEM768")
  }
}
