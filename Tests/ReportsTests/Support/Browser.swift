import Foundation
import TestSupport
import Testing

/// Chromium without a window, as the tests drive it.
enum Browser {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// How a page is looked at.
  struct Look: CustomTestStringConvertible, Hashable, Sendable {
    let width: Int
    let height: Int
    let isDark: Bool

    var testDescription: String { "\(width) px, \(isDark ? "dark" : "light")" }
  }

  private static let program = "/usr/bin/chromium"

  /// The page after its scripts have run, and what it complained about in the console.
  static func document(of html: String, _ look: Look) throws -> (html: String, console: [String]) {
    let folder = TemporaryFolder()
    let page = try folder.write("page.html", html)
    let errors = folder.path + "/errors"
    try folder.write("errors", "")
    let output = try run(
      [
        "--virtual-time-budget=120000", "--enable-logging=stderr", "--dump-dom", "file://\(page)",
      ], look, profile: folder.path + "/profile", errors: errors)
    let console = try String(contentsOfFile: errors, encoding: .utf8)
      .split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init)
    return (output, console)
  }

  /// A picture of the top of a page, as PNG.
  static func picture(of html: String, _ look: Look) throws -> [UInt8] {
    let folder = TemporaryFolder()
    let page = try folder.write("page.html", html)
    try folder.write("errors", "")
    _ = try run(
      ["--screenshot=\(folder.path)/page.png", "file://\(page)"], look,
      profile: folder.path + "/profile", errors: folder.path + "/errors")
    guard let data = FileManager.default.contents(atPath: folder.path + "/page.png") else {
      throw Failure(
        description: try String(contentsOfFile: folder.path + "/errors", encoding: .utf8))
    }
    return [UInt8](data)
  }

  private static func run(
    _ words: [String], _ look: Look, profile: String, errors: String
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        "--disable-extensions", "--disable-background-networking", "--force-device-scale-factor=1",
        "--font-render-hinting=none", "--disable-lcd-text", "--user-data-dir=\(profile)",
        "--window-size=\(look.width),\(look.height)",
        "--blink-settings=preferredColorScheme=\(look.isDark ? 0 : 1)",
      ] + words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: try String(contentsOfFile: errors, encoding: .utf8))
    }
    return String(decoding: text, as: UTF8.self)
  }
}
