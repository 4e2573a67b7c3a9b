import Foundation
import Model
import Synchronization
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

  @Test("damaged certificates are read or refused, and never trap", arguments: 0..<2)
  func damaged(seed: Int) throws {
    // The files go with the last use of the value that made them.
    let certificates = try TestCertificates()
    let whole = try withExtendedLifetime(certificates) {
      try Self.binary(certificates.certificate)
    }
    let mutator = Mutex(
      ByteMutator(seed: UInt64(seed), pieces: ["\u{30}\u{00}", "\u{06}\u{03}U", "\0", "localhost"]))
    let server = try RawServer { connection in
      connection.readAvailable()
      // The lengths around it fit, so that OpenSSL reads what is inside.
      let body = mutator.withLock { $0.mutated(whole) }
      connection.write(Self.flight(around: body))
    }
    var read = 0
    for _ in 0..<(ByteMutator.rounds / 10) {
      do throws(Unavailable) {
        let addresses = try find(server.port)
        let served = try CertificateReader(addresses: addresses, host: "localhost", authority: nil)
          .certificates(until: .now + .seconds(5))
        #expect(served.chain.count == 1)
        read += 1
      } catch {
        #expect(!error.reason.isEmpty)
      }
    }
    // Most damage is in the key or the signature, which are not looked into here.
    #expect(read > 0)
  }

  private static func binary(_ path: String) throws -> [UInt8] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let text = lines.filter { !$0.hasPrefix("-") }.joined()
    return Array(try #require(Data(base64Encoded: text)))
  }

  /// A ServerHello of TLS 1.2 and a message with one certificate (RFC 5246 sections 7.4.1.3 and 7.4.2).
  private static func flight(around certificate: [UInt8]) -> [UInt8] {
    func sized(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
      (0..<width).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) } + bytes
    }
    let hello: [UInt8] =
      [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0xC0, 0x2B, 0, 0, 5, 0xFF, 1, 0, 1, 0]
    let messages =
      [2] + sized(hello, 3) + [11] + sized(sized(sized(certificate, 3), 3), 3)
    return [22, 3, 3] + sized(messages, 2)
  }

  private func find(_ port: Int) throws(Unavailable) -> [NetworkAddress] {
    do throws(ConnectionFailure) {
      return try NetworkAddress.find(host: "127.0.0.1", port: port)
    } catch {
      throw Unavailable(error.reason)
    }
  }
}
