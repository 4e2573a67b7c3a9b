import Foundation
import TestSupport
import Testing

/// A run that is interrupted ends within a second and leaves nothing behind.
@Suite struct InterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends a run that waits for a server`(number: Int32) throws {
    let listener = try SilentListener()
    let folder = TemporaryFolder()
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organization: { name: Test }
      targets:
        web: { url: "http://127.0.0.1:\(listener.port)", paths: [/] }
      controls:
        - id: a.b
          title: A
          statement: A thing holds.
          checks:
            - headers: { target: web, expect: { x-content-type-options: nosniff } }

      """)
    let process = Process()
    process.executableURL = URL(filePath: AvouchProcess.path)
    process.arguments = ["check", "-o", "json=result.json"]
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    listener.waitForConnection()
    let start = ContinuousClock.now
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(ContinuousClock.now - start < .seconds(1))
    #expect(process.terminationStatus == 128 + number || process.terminationStatus == 130)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["avouch.yaml"])
  }
}

/// Accepts connections on loopback and never answers.
final class SilentListener {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = descriptor
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(socket, address, length) == 0 && listen(socket, 8) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    try #require(isBound)
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  func waitForConnection() { _ = accept(descriptor, nil, nil) }
}
