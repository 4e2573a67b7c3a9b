import Model
import TestSupport
import Testing

@testable import Systems

@Suite("Certificates", .timeLimit(.minutes(10)))
struct CertificateReaderTests {
  private func served(
    by server: LocalServer, host: String = "localhost", authority: String?
  ) throws -> ServedCertificates {
    try CertificateReader(
      addresses: try NetworkAddress.find(host: "127.0.0.1", port: server.port), host: host,
      authority: authority
    ).certificates(until: .now + .seconds(10))
  }

  @Test("a certificate of a named authority is trusted and read")
  func trusted() throws {
    let certificates = try TestCertificates()
    let server = try LocalServer("", certificates: certificates)
    let served = try served(by: server, authority: certificates.authority)
    #expect(served.distrust == nil)
    #expect(served.isForHost)
    let leaf = try #require(served.chain.first)
    #expect(leaf.subject == "CN=server")
    #expect(leaf.issuer == "CN=Test Authority")
    #expect(leaf.names == ["localhost", "127.0.0.1"])
    #expect(leaf.keyKind == "EC P-256")
    #expect(leaf.signature == "ecdsa-with-SHA256")
    #expect(leaf.lifetime / 86_400 == 2)
    #expect(!leaf.isSelfSigned && !leaf.isAuthority && !leaf.isLogged)
    #expect(leaf.fingerprint.count == 64)
  }

  @Test("nobody else's authority will do")
  func untrusted() throws {
    let server = try LocalServer("", certificates: try TestCertificates())
    let other = try TestCertificates()
    let served = try served(by: server, authority: other.authority)
    #expect(served.distrust != nil)
    #expect(served.isMissingIntermediate)
    #expect(try self.served(by: server, authority: nil).distrust != nil)
  }

  @Test("another name is seen, an address by its own")
  func names() throws {
    let certificates = try TestCertificates()
    let server = try LocalServer("", certificates: certificates)
    #expect(
      try !served(by: server, host: "example.org", authority: certificates.authority).isForHost)
    #expect(try served(by: server, host: "127.0.0.1", authority: certificates.authority).isForHost)
  }

  @Test("a server of TLS 1.0 shows its certificate as well")
  func oldServer() throws {
    let certificates = try TestCertificates()
    let server = try LocalServer(
      "ssl_protocols TLSv1; ssl_ciphers \"ALL:@SECLEVEL=0\";", certificates: certificates)
    #expect(try served(by: server, authority: certificates.authority).distrust == nil)
  }

  @Test("no handshake, no verdict")
  func failures() throws {
    let raw = try RawServer { connection in
      connection.readAvailable()
      connection.write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
    }
    func reason(port: Int) -> String? {
      do throws(Unavailable) {
        let addresses = try find(port)
        _ = try CertificateReader(addresses: addresses, host: "localhost", authority: nil)
          .certificates(until: .now + .milliseconds(500))
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason(port: raw.port)?.hasPrefix("TLS handshake failed") == true)
    #expect(reason(port: try LoopbackSocket.freePort()) == "connection refused")
    let silent = try RawServer { $0.waitUntilClosed() }
    #expect(reason(port: silent.port) == "timed out")
  }

  private func find(_ port: Int) throws(Unavailable) -> [NetworkAddress] {
    do throws(ConnectionFailure) {
      return try NetworkAddress.find(host: "127.0.0.1", port: port)
    } catch {
      throw Unavailable(error.reason)
    }
  }
}
