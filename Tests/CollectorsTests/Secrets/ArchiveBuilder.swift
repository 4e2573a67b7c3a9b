import Foundation
import Systems

/// Archives made for tests, by the tools that users make them with where there are any.
enum ArchiveBuilder {
  /// A tar archive in the ustar form, byte by byte, so that headers can be broken.
  static func tar(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, content) in files {
      bytes += header(name: name, size: content.count, type: 0x30) + padded(content)
    }
    return bytes + [UInt8](repeating: 0, count: 1_024)
  }

  static func header(name: String, size: Int, type: UInt8) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at start: Int) {
      for (index, byte) in text.utf8.enumerated() { header[start + index] = byte }
    }
    put(String(name.prefix(100)), at: 0)
    put("0000644", at: 100)
    put(octal(size, digits: 11), at: 124)
    put("        ", at: 148)
    header[156] = type
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6), at: 148)
    header[154] = 0
    return header
  }

  static func padded(_ content: [UInt8]) -> [UInt8] {
    content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  private static func octal(_ value: Int, digits: Int) -> String {
    let text = String(value, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// A gzip file, by Python, which every test's set-up has.
  static func gzip(_ content: [UInt8]) throws -> [UInt8] {
    try python("import gzip; o.write(gzip.compress(i.read(), mtime=0))", content)
  }

  /// A ZIP archive of one entry for each name and text.
  static func zip(_ files: [(name: String, content: [UInt8])]) throws -> [UInt8] {
    let parts = files.map {
      "(\(quoted($0.name)), b.b64decode(\(quoted(Data($0.content).base64EncodedString()))))"
    }
    return try python(
      """
      import zipfile, io, base64 as b
      f = io.BytesIO()
      with zipfile.ZipFile(f, 'w', zipfile.ZIP_DEFLATED) as z:
          for name, data in [\(parts.joined(separator: ", "))]: z.writestr(name, data)
      o.write(f.getvalue())
      """, [])
  }

  private static func quoted(_ text: String) -> String { "'" + text + "'" }

  /// Runs a program that reads `i` and writes `o`.
  private static func python(_ program: String, _ input: [UInt8]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "archive-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(input).write(to: folder.appending(path: "in"))
    let source =
      "i = open('\(folder.path)/in', 'rb'); o = open('\(folder.path)/out', 'wb')\n" + program
      + "\no.close()\n"
    try Data(source.utf8).write(to: folder.appending(path: "make.py"))
    let interpreter = ProcessInfo.processInfo.environment["AVOUCH_TEST_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter, folder.appending(path: "make.py").path]
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: folder.appending(path: "out")))
  }
}
