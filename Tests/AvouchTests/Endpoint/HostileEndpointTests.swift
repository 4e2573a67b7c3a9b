import Foundation
import Testing
import TestSupport

/// Servers that no browser would bear: the command ends in its own way, in bounded time and memory.
struct HostileEndpointTests {
  /// What a server answers, and a text that must stand in the output.
  static let servers: [(name: String, text: String, answer: @Sendable (RawConnection) -> Void)] = [
    (
      "endless headers", "endless header",
      { connection in
        guard connection.write("HTTP/1.1 200 OK\r\n") else { return }
        while connection.write("X-A: " + String(repeating: "b", count: 900) + "\r\n") {}
      }
    ),
    (
      "a body of a gigabyte", "200 over HTTP/1.1, 1048576 bytes",
      { connection in
        let chunk = [UInt8](repeating: 0x3C, count: 1 << 16)
        guard
          connection.write(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1073741824\r\n\r\n")
        else { return }
        for _ in 0..<16_384 where !connection.write(chunk) { return }
      }
    ),
    (
      "a redirect loop", "redirects more than 10 times",
      { connection in
        connection.write(
          "HTTP/1.1 302 Found\r\nLocation: /again\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        )
      }
    ),
    (
      "a redirect to a file", "302 over HTTP/1.1",
      { connection in
        connection.write(
          "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        )
      }
    ),
    (
      "a redirect to another host", "302 over HTTP/1.1",
      { connection in
        connection.write(
          "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:1/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        )
      }
    ),
    (
      "a null byte in a header", "malformed answer",
      { connection in
        connection.write("HTTP/1.1 200 OK\r\nX-A: b\0c\r\nContent-Length: 0\r\n\r\n")
      }
    ),
    (
      "a return in a header", "malformed answer",
      { connection in
        connection.write("HTTP/1.1 200 OK\r\nX-A: b\rSet-Cookie: c=1\r\nContent-Length: 0\r\n\r\n")
      }
    ),
    (
      "invalid UTF-8", "200 over HTTP/1.1",
      { connection in
        connection.write(
          Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-A: ".utf8) + [0xFF, 0xC3, 0x28])
        connection.write(
          Array("\r\nConnection: close\r\nContent-Length: 4\r\n\r\n".utf8) + [
            0xC3, 0x28, 0x3C, 0xFE,
          ])
      }
    ),
    (
      "ten thousand cookies", "endless header",
      { connection in
        connection.write("HTTP/1.1 200 OK\r\n")
        for number in 0..<10_000 where !connection.write("Set-Cookie: c\(number)=1\r\n") { return }
        connection.write("Content-Length: 0\r\n\r\n")
      }
    ),
    (
      "a packed body", "packed",
      { connection in
        let body = [UInt8](repeating: 0, count: 4_096)
        connection.write(
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: 4096\r\n\r\n"
        )
        connection.write(body)
      }
    ),
    (
      "HTTP/0.9", "not HTTP/1.0 or later",
      { connection in connection.write("<html>hello</html>\n") }
    ),
    ("a reset", "connection reset", { connection in connection.reset() }),
    ("nothing", "without an answer", { _ in }),
  ]

  @Test("each ends in its own state, without a crash", arguments: servers.map(\.name))
  func hostile(name: String) throws {
    let entry = try #require(Self.servers.first { $0.name == name })
    let server = try RawServer { connection in
      connection.readRequest()
      entry.answer(connection)
    }
    let run = try AvouchProcess.run(
      ["scan", "endpoint", server.origin, "--deadline", "20s"],
      launcher: ["/bin/sh", "-c", "ulimit -v 4000000; exec \"$@\"", "sh"])
    #expect([1, 3].contains(run.status), "\(run.status) \(run.errors)")
    #expect((run.output + run.errors).contains(entry.text), "\(run.output)")
    #expect(!run.output.contains("root:"))
    #expect(run.seconds < 25)
  }

  /// What a server does instead of a handshake.
  static let handshakes: [(name: String, answer: @Sendable (RawConnection) -> Void)] = [
    (
      "a reset",
      { connection in
        connection.readAvailable()
        connection.reset()
      }
    ),
    (
      "a reset after the first record",
      { connection in
        connection.readAvailable()
        connection.write([22, 3, 3, 0, 122, 2, 0, 0, 118, 3, 3])
        connection.reset()
      }
    ),
    (
      "garbage",
      { connection in
        connection.readAvailable()
        connection.write((0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
      }
    ),
    (
      "records without end",
      { connection in
        connection.readAvailable()
        let record: [UInt8] = [22, 3, 3, 0x40, 0] + [UInt8](repeating: 0, count: 1 << 14)
        for _ in 0..<4_096 where !connection.write(record) { return }
      }
    ),
    (
      "a drip of bytes",
      { connection in
        connection.readAvailable()
        for byte in [22, 3, 3, 0, 122, 2] as [UInt8] {
          guard connection.write([byte]) else { return }
          connection.pause(milliseconds: 100)
        }
        connection.waitUntilClosed()
      }
    ),
  ]

  @Test(
    "no handshake, no verdict: nothing passes and nothing fails", arguments: handshakes.map(\.name))
  func handshake(name: String) throws {
    let entry = try #require(Self.handshakes.first { $0.name == name })
    let server = try RawServer(entry.answer)
    let run = try AvouchProcess.run(
      [
        "scan", "endpoint", server.origin.replacing("http:", with: "https:"), "--deadline", "3s",
      ], launcher: ["/bin/sh", "-c", "ulimit -v 4000000; exec \"$@\"", "sh"])
    #expect(run.status == 3, "\(run.status) \(run.output)\(run.errors)")
    #expect(!run.output.contains("✓ verified"), "\(run.output)")
    #expect(run.seconds < 15)
  }

  @Test func `a slow drip ends with the deadline, unmeasured`() throws {
    let server = try RawServer { connection in
      connection.readRequest()
      guard connection.write("HTTP/1.1 200 OK\r\n") else { return }
      while connection.write("X: y\r\n") { connection.pause(milliseconds: 200) }
    }
    let run = try AvouchProcess.run(["scan", "endpoint", server.origin, "--deadline", "1s"])
    #expect(run.status == 3 || run.status == 1, "\(run.output)")
    #expect(run.output.contains("no grade"))
    #expect(run.seconds < 8)
  }

  @Test func `a closed standard output ends the command quietly`() throws {
    let folder = TemporaryFolder()
    let path = AvouchProcess.path
    let run = try AvouchProcess.run(
      ["-c", "(\"\(path)\" help check; echo $? > status) | true; sleep 0.3; cat status"],
      in: folder.path, path: "/bin/sh")
    // 141 is 128 and SIGPIPE; where the pipe was still open, all went well.
    #expect(["141\n", "0\n"].contains(run.output), "\(run.output)")
    #expect(run.errors.isEmpty, "\(run.errors)")
    let full = try AvouchProcess.run(
      ["-c", "\"\(path)\" help check > /dev/full"], in: folder.path, path: "/bin/sh")
    #expect(full.status == 2)
    #expect(full.errors.contains("the disk is full"))
  }
}
