import FoundationEssentials
import Glibc
import Model

/// Prints an HTML page as PDF with a program that the system has.
///
/// The program works in a folder of its own that is removed afterwards, with an environment of its
/// own, and reaches no host: the pages that are printed here need none.
package struct PagePrinter: Sendable {
  private enum Program: Sendable {
    case chromium(String)
    case weasyPrint(String)
  }

  /// Where programs are looked for; never in `PATH`, which the caller may have been given.
  private static let folders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"]
  private static let browsers = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
  ]
  private static let patience = Duration.seconds(180)
  private static let largest = 256 << 20

  private let program: Program
  private let scratch: String

  /// - Parameter environment: Where `TMPDIR` is taken from; nothing else of it is used.
  /// - Throws: what to install when there is no such program.
  package init(environment: [String: String]) throws(Unavailable) {
    try self.init(folders: Self.folders, environment: environment)
  }

  init(folders: [String], environment: [String: String]) throws(Unavailable) {
    let temporary = environment["TMPDIR"] ?? ""
    scratch = temporary.hasPrefix("/") ? temporary : "/tmp"
    let browser = Self.browsers.lazy.compactMap { SystemProgram.locate($0, in: folders) }.first
    if let browser {
      program = .chromium(browser)
    } else if let path = SystemProgram.locate("weasyprint", in: folders) {
      program = .weasyPrint(path)
    } else {
      throw Unavailable(
        "PDF needs Chromium or WeasyPrint in one of \(folders.joined(separator: ", ")); install the "
          + "package chromium or weasyprint, or print the html format with a browser")
    }
  }

  /// The page as PDF, tagged and with an outline where the program can.
  ///
  /// - Parameters:
  ///   - html: The page; whatever it needs is in it.
  ///   - moment: What it is dated with, instead of the time of printing.
  /// - Returns: The bytes of the whole PDF.
  /// - Throws: what the program said when it could not print.
  package func pdf(of html: [UInt8], dated moment: Instant) throws(Unavailable) -> [UInt8] {
    let folder = try ScratchFolder(in: scratch)
    return try withExtendedLifetime(folder) { () throws(Unavailable) in
      let page = folder.path + "/page.html"
      let result = folder.path + "/page.pdf"
      do throws(SystemError) { try OutputFile.write(html, to: page) } catch {
        throw Unavailable("\(page) \(error.words)")
      }
      let process = process(from: page, to: result, in: folder.path, dated: moment)
      let outcome = try process.run(
        input: [], outputLimit: 4 << 20, deadline: .now + Self.patience)
      guard outcome.status == 0 else {
        throw Unavailable("\(process.executable) did not print: \(Self.reason(in: outcome))")
      }
      let bytes: [UInt8]
      do {
        bytes = try FileTree(root: folder.path).read("page.pdf", limit: Self.largest)
      } catch {
        throw Unavailable(
          "\(process.executable) printed nothing: \(Self.reason(in: outcome))")
      }
      return try PDFDates.replaced(in: bytes, with: moment)
    }
  }

  private func process(
    from page: String, to result: String, in folder: String, dated moment: Instant
  ) -> SystemProgram {
    // A home of its own: no profile, no extensions, no cache of the person's.
    let environment = [
      "HOME": folder, "TMPDIR": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder,
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC",
      "SOURCE_DATE_EPOCH": String(moment.seconds),
      // There is no session bus to ask; without this it is looked for.
      "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    ]
    switch program {
    case .chromium(let path):
      return SystemProgram(
        executable: path,
        arguments: Self.browserArguments(profile: folder) + [
          "--print-to-pdf=\(result)", "file://\(page)",
        ], environment: environment)
    case .weasyPrint(let path):
      return SystemProgram(
        executable: path,
        arguments: ["--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", page, result],
        environment: environment)
    }
  }

  private static func browserArguments(profile: String) -> [String] {
    [
      "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
      "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
      "--no-pings", "--disable-dev-shm-usage", "--user-data-dir=\(profile)/profile",
      // No name leads to a host and no address to a proxy that answers.
      "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9",
      "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
    ]
      // Chromium refuses to run as root with its sandbox, as it would in a container's build.
      + (geteuid() == 0 ? ["--no-sandbox"] : [])
  }

  /// The last lines that the program wrote, without what would act on a terminal.
  private static func reason(in outcome: SystemProgram.Outcome) -> String {
    let lines = String(decoding: outcome.errors.suffix(2_000), as: UTF8.self)
      .split(whereSeparator: \.isNewline).suffix(3)
      .map { line in String(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }) }
    return lines.isEmpty ? "exit code \(outcome.status)" : lines.joined(separator: "; ")
  }
}
