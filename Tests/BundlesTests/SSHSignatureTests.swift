import Systems
import TestSupport
import Testing

@testable import Bundles

/// Signature files are hostile until they verify.
@Suite struct SSHSignatureTests {
  private static let message = Array("message".utf8)

  private func genuine(hash: MessageHash = .sha512) throws -> SSHSignature {
    let key = try #require(Ed25519PrivateKey(seed: Array(0..<32)))
    let signed = SSHSignature.signedBytes(Self.message, namespace: "posture", hash: hash)
    return SSHSignature(
      publicKey: try PublicKey(bytes: try #require(key.publicKey)), namespace: "posture",
      hash: hash, signature: try #require(key.sign(signed)))
  }

  private func blob() throws -> [UInt8] {
    try Armor.unwrap(Array(try genuine().text.utf8), label: SSHSignature.label)
  }

  private func read(_ blob: [UInt8]) throws -> SSHSignature {
    try SSHSignature(text: Array(Armor.wrap(blob, label: SSHSignature.label).utf8))
  }

  @Test(arguments: MessageHash.allCases)
  func `both hashes are read and verified`(hash: MessageHash) throws {
    let signature = try SSHSignature(text: Array(try genuine(hash: hash).text.utf8))
    #expect(try signature == genuine(hash: hash))
    #expect(signature.isValid(for: Self.message))
    #expect(!signature.isValid(for: Self.message + [0]))
  }

  @Test func `every truncation is refused`() throws {
    let blob = try blob()
    for count in 0..<blob.count {
      #expect(throws: Malformed.self) { try read(Array(blob.prefix(count))) }
    }
    #expect(throws: Malformed.self) { try read(blob + [0]) }
  }

  @Test func `a huge length at any place is refused before anything is allocated`() throws {
    let blob = try blob()
    for place in 0..<(blob.count - 4) {
      var changed = blob
      changed.replaceSubrange(place..<place + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
      if let signature = try? read(changed) {
        #expect(!signature.isValid(for: Self.message), "place \(place)")
      }
    }
  }

  @Test func `other keys, versions, hashes and a used reserved field are refused by name`() throws {
    func made(
      version: UInt32 = 1, type: String = "ssh-ed25519", namespace: String = "posture",
      reserved: [UInt8] = [], hash: String = "sha512", signatureType: String = "ssh-ed25519",
      length: Int = 64
    ) -> [UInt8] {
      var key = WireWriter()
      key.string(type)
      key.string([UInt8](repeating: 1, count: 32))
      var signature = WireWriter()
      signature.string(signatureType)
      signature.string([UInt8](repeating: 2, count: length))
      var writer = WireWriter()
      writer.raw(Array("SSHSIG".utf8))
      writer.number(version)
      writer.string(key.bytes)
      writer.string(namespace)
      writer.string(reserved)
      writer.string(hash)
      writer.string(signature.bytes)
      return writer.bytes
    }
    #expect(throws: Never.self) { try read(made()) }
    for (blob, word) in [
      (made(version: 2), "version 2"), (made(type: "ssh-rsa"), "\"ssh-rsa\""),
      (made(type: "sk-ssh-ed25519@openssh.com"), "sk-ssh"), (made(namespace: ""), "namespace"),
      (made(reserved: [1]), "reserved"), (made(hash: "md5"), "\"md5\""),
      (made(signatureType: "rsa-sha2-512"), "rsa-sha2-512"), (made(length: 63), "63 bytes"),
    ] {
      let error = #expect(throws: Malformed.self) { try read(blob) }
      #expect(error?.reason.contains(word) == true, "\(error?.reason ?? "")")
    }
  }

  @Test(arguments: 0..<40)
  func `a changed armour never verifies as something else`(seed: Int) throws {
    let original = try genuine()
    let text = Array(original.text.utf8)
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<50 {
      var changed = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
        case 1: changed.remove(at: place)
        case 2: changed.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: changed.removeSubrange(place...)
        }
        if changed.isEmpty { break }
      }
      guard let read = try? SSHSignature(text: changed) else { continue }
      // Only line ends may differ and still mean the same.
      #expect(read == original || !read.isValid(for: Self.message))
    }
  }

  @Test func `an endless file is refused by its size`() {
    #expect(throws: Malformed.self) {
      try SSHSignature(text: [UInt8](repeating: 0x41, count: SSHSignature.sizeLimit + 1))
    }
  }

  @Test(
    arguments: [
      [], [5], [14], [14, 0, 0, 0, 200], [14, 0xFF, 0xFF, 0xFF, 0xFF], [99], [14, 0, 0, 0, 0],
    ] as [[UInt8]])
  func `a hostile agent gets no further than its answer`(answer: [UInt8]) {
    #expect(throws: Malformed.self) { try KeyAgent.signature(in: answer) }
  }

  @Test func `base64 has one text for each run of bytes`() throws {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      let text = Base64.encode(bytes)
      #expect(Base64.decode(text.utf8) == bytes)
      if let last = text.utf8.last, last != 0x3D {
        #expect(Base64.decode(Array(text.utf8.dropLast())) == nil)
      }
    }
    for text in ["A", "AA", "AA=", "AB==", "AAB=", "A===", "AA==AAAA", "AA\n=", "====", "AA=A"] {
      #expect(Base64.decode(text.utf8) == nil, "\(text)")
    }
  }
}
