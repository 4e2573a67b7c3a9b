import Model
import StructuredData

/// The files in which hosting platforms are told what to run: each is one resource with what it says,
/// credentials taken out.
package struct PlatformSource: ConfigurationSource {
  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var reading = DocumentReading()
    for path in files.paths {
      guard let file = PlatformFile(path), var bytes = reading.bytes(of: path, in: files) else {
        continue
      }
      let comments = WaiverComments(bytes)
      if file.format == .json { bytes = JSONWithComments.plain(bytes) }
      guard let node = Self.node(bytes, of: file, path, &reading), node.entries != nil else {
        continue
      }
      reading.found.resources.append(
        ConfiguredResource(
          layer: .code, dialect: .platform, kind: file.kind(of: node), address: path, file: path,
          span: TextSpan(line: node.span.line, column: node.span.column),
          attributes: SecretMasking.masking(node), waivers: comments.waivers))
    }
    return reading.found
  }

  private static func node(
    _ bytes: [UInt8], of file: PlatformFile, _ path: String, _ reading: inout DocumentReading
  ) -> Node? {
    guard let format = file.format else { return Procfile.node(bytes) }
    return reading.documents(bytes, as: format, path: path)?.first
  }
}

/// A file of a platform, by its name.
struct PlatformFile {
  let platform: String
  /// Nil for a Procfile.
  let format: StructuredFilesRequest.Format?

  private static let names: [String: (String, StructuredFilesRequest.Format)] = [
    "vercel.json": ("vercel", .json), "now.json": ("vercel", .json),
    "netlify.toml": ("netlify", .toml), "render.yaml": ("render", .yaml),
    "render.yml": ("render", .yaml), "wrangler.toml": ("wrangler", .toml),
    "wrangler.json": ("wrangler", .json), "wrangler.jsonc": ("wrangler", .json),
    "app.json": ("heroku", .json), "heroku.yml": ("heroku", .yaml),
    "railway.json": ("railway", .json), "railway.toml": ("railway", .toml),
    "firebase.json": ("firebase", .json), "fly.toml": ("fly", .toml),
  ]

  init?(_ path: String) {
    guard !TreePath.isForeign(path) else { return nil }
    let name = TreePath.name(of: path)
    if let (platform, format) = Self.names[name] {
      self.platform = platform
      self.format = format
    } else if name.hasPrefix("fly."), name.hasSuffix(".toml") {
      platform = "fly"
      format = .toml
    } else if path == "supabase/config.toml" || path.hasSuffix("/supabase/config.toml") {
      platform = "supabase"
      format = .toml
    } else if name == "Procfile" || name.hasPrefix("Procfile.") {
      platform = "procfile"
      format = nil
    } else if name == ".env" || name.hasPrefix(".env.") || name == "env.example" {
      platform = "environment"
      format = .env
    } else {
      return nil
    }
  }

  /// `app.json` is Expo's, too.
  func kind(of node: Node) -> String {
    platform == "heroku" && node["expo"] != nil ? "expo" : platform
  }
}

/// The processes of an application: `name: command` on each line.
enum Procfile {
  static func node(_ bytes: [UInt8]) -> Node? {
    var entries: [Node.Entry] = []
    var line = 0
    for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(10_000) {
      line += 1
      guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = String(decoding: text[..<colon], as: UTF8.self)
      let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      guard isName, !name.isEmpty, !entries.contains(where: { $0.key == name }) else { continue }
      let command = text[text.index(after: colon)...].drop { $0 == 0x20 || $0 == 0x09 }
      let trimmed = command.last == 0x0D ? command.dropLast() : command
      let start = text.count - command.count + 1
      let span = TextSpan(
        line: line, column: start, endLine: line, endColumn: start + trimmed.count)
      entries.append(
        Node.Entry(
          key: name, keySpan: TextSpan(line: line, column: 1),
          value: Node(.string(String(decoding: trimmed, as: UTF8.self)), at: span)))
    }
    guard !entries.isEmpty else { return nil }
    return Node(.mapping(entries), at: .start)
  }
}
