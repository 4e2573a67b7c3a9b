import Foundation
import Model
import Policy
import Resources
import Systems
import TestSupport

/// A posture in a folder of its own that tests change one thing of at a time.
struct Workspace {
  /// The root of this project, for the packs and frameworks that ship.
  static let shipped = ResourceLibrary(
    folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path)

  static let posture = """
    avouch: 1
    organization:
      name: InvoiceOps
      security-contact: security@invoiceops.example
    targets:
      web: { url: "https://invoiceops.example", paths: [/, /login] }
      code: { repository: . }
    use:
      - controls/*.yaml
    frameworks: [soc2, mvsp]

    """

  static let controls = """
    controls:
      - id: transport.hsts
        title: HTTPS only
        statement: Browsers keep to HTTPS for {minimum}.
        severity: high
        parameters: { minimum: 365d }
        maps-to: { soc2: [CC6.7], mvsp: "2.2" }
        checks:
          - headers:
              target: web
              expect: { strict-transport-security: { minimum: "{minimum}" } }
      - id: repository.secrets
        title: No secrets
        statement: No credential of a known form is in the history.
        checks:
          - secrets: { target: code }

    """

  let folder = TemporaryFolder()
  var library = Workspace.shipped
  var environment: [String: String] = [:]
  var checks = stubChecks

  /// A workspace with the working posture, or with other files instead or besides.
  init(_ files: [String: String] = [:]) throws {
    try folder.write("avouch.yaml", Self.posture)
    try folder.write("controls/all.yaml", Self.controls)
    for (path, text) in files { try folder.write(path, text) }
  }

  /// The working posture with one text in it replaced.
  init(posture old: String, with new: String, _ files: [String: String] = [:]) throws {
    try self.init(files)
    try folder.write("avouch.yaml", Self.posture.replacing(old, with: new))
  }

  /// The working controls with one text in them replaced.
  init(controls old: String, with new: String, _ files: [String: String] = [:]) throws {
    try self.init(files)
    try folder.write("controls/all.yaml", Self.controls.replacing(old, with: new))
  }

  var reader: PostureReader {
    PostureReader(
      checks: checks, library: library, patterns: PatternMatcher(), environment: environment)
  }

  func read(_ name: String = "avouch.yaml") throws(Diagnostics) -> Posture {
    try reader.read(path: folder.path + (name.isEmpty ? "" : "/" + name))
  }

  /// Every error as `path:line:column: error: message`, paths from the workspace's folder.
  func problems(_ name: String = "avouch.yaml") -> [String] {
    do throws(Diagnostics) {
      _ = try read(name)
      return []
    } catch {
      return error.list.map(shown)
    }
  }

  func shown(_ diagnostic: Diagnostic) -> String {
    diagnostic.description.replacing(folder.path + "/", with: "")
      .replacing("error: ", with: "")
  }
}
