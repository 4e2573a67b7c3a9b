import FoundationEssentials
import Glibc

/// A real nginx on a free port of 127.0.0.1, ended with the last reference.
package final class LocalServer: Sendable {
  package let port: Int
  package let isSecure: Bool
  private let folder: TemporaryFolder
  private let process: ChildProcess
  private let certificates: TestCertificates?

  /// Starts nginx with directives for one `server` block.
  ///
  /// With certificates it speaks TLS and HTTP/2. `$PORT` in the directives becomes the port. What
  /// nginx wants beside its server blocks, such as an `upstream`, is given as `beside`.
  package init(
    _ directives: String, beside: String = "", certificates: TestCertificates? = nil
  ) throws {
    let folder = TemporaryFolder()
    let port = try LoopbackSocket.freePort()
    let listen = certificates == nil ? "" : " ssl http2"
    let tls = certificates.map {
      "ssl_certificate \($0.certificate); ssl_certificate_key \($0.key);"
    }
    let configuration = try folder.write(
      "nginx.conf",
      """
      daemon off; master_process off; pid \(folder.path)/pid; error_log \(folder.path)/error;
      events { worker_connections 64; }
      http {
        access_log off; client_body_temp_path \(folder.path)/body; root \(folder.path)/files;
        proxy_temp_path \(folder.path)/proxy; fastcgi_temp_path \(folder.path)/fastcgi;
        uwsgi_temp_path \(folder.path)/uwsgi; scgi_temp_path \(folder.path)/scgi;
        \(beside)
        server {
          listen 127.0.0.1:\(port)\(listen);
          \(tls ?? "")
          \(directives.replacing("$PORT", with: String(port)))
        }
      }
      """)
    let process = try ChildProcess(
      ["/usr/sbin/nginx", "-p", folder.path, "-c", configuration, "-e", folder.path + "/error"],
      output: folder.path + "/output")
    let end = ContinuousClock.now + .seconds(10)
    while !LoopbackSocket.accepts(port: port) {
      guard ContinuousClock.now < end else {
        let log = FileManager.default.contents(atPath: folder.path + "/output") ?? Data()
        throw ChildProcess.Failure(
          message: "nginx did not start: " + String(decoding: log, as: UTF8.self))
      }
      usleep(2_000)
    }
    self.port = port
    self.folder = folder
    self.process = process
    self.certificates = certificates
    isSecure = certificates != nil
  }

  /// The origin by name, as certificates have it.
  package var origin: String { "\(isSecure ? "https" : "http")://localhost:\(port)" }

  /// Puts a file where the server's root is.
  package func write(_ path: String, _ text: String) throws {
    try folder.write("files/" + path, text)
  }
}
