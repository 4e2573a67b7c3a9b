import FoundationEssentials
import Model
import TestSupport
import Testing

@testable import Systems

/// With a key and a signature that GnuPG makes.
@Suite("OpenPGP signatures", .timeLimit(.minutes(10)))
struct OpenPGPVerifierTests {
  private let folder = TemporaryFolder()

  private func signed() throws -> [UInt8] {
    let home = try folder.makeFolder("home")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home)
    let gpg = [
      "/usr/bin/gpg", "--homedir", home, "--batch", "--quiet", "--no-autostart", "--passphrase", "",
      "--pinentry-mode", "loopback",
    ].filter { $0 != "--no-autostart" }
    try ChildProcess.run(gpg + ["--quick-generate-key", "security@a.example", "ed25519", "sign"])
    try ChildProcess.run(gpg + ["--armor", "--output", folder.path + "/key.asc", "--export"])
    let text = try folder.write("text", "Contact: mailto:security@a.example\n")
    try ChildProcess.run(gpg + ["--output", folder.path + "/text.asc", "--clear-sign", text])
    try ChildProcess.run(["/usr/bin/gpgconf", "--homedir", home, "--kill", "all"])
    return [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/text.asc")))
  }

  private func problem(_ text: [UInt8], key: String) throws -> String? {
    try OpenPGPVerifier(key: key).problem(of: text, until: .now + .seconds(20))
  }

  @Test("a signature holds until one byte is another")
  func signature() throws {
    let text = try signed()
    let key = folder.path + "/key.asc"
    #expect(try problem(text, key: key) == nil)
    let other = String(decoding: text, as: UTF8.self).replacing("security@", with: "securitx@")
    #expect(try problem(Array(other.utf8), key: key)?.isEmpty == false)
    #expect(try problem(Array("Contact: x\n".utf8), key: key)?.isEmpty == false)
    let empty = try folder.write("empty.asc", "")
    #expect(try problem(text, key: empty)?.isEmpty == false)
    #expect(throws: Unavailable.self) { _ = try problem(text, key: folder.path + "/none") }
  }
}
