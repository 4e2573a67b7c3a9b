import Reports
import Testing

@Suite("SHA-1 and the UUIDs made of it")
struct SHA1Tests {
  @Test(
    "examples of RFC 3174 have their digests",
    arguments: [
      ("abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
      (
        "0123456701234567012345670123456701234567012345670123456701234567", 10,
        "dea356a2cddd90c7a7ecedc5ebb563934f460452"
      ),
    ])
  func examples(text: String, repetitions: Int, digest: String) {
    #expect(hexadecimal(String(repeating: text, count: repetitions)) == digest)
  }

  @Test(
    "messages around the end of a block have their digests",
    arguments: [
      (0, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      (55, "c1c8bbdc22796e28c0e15163d20899b65621d65a"),
      (56, "c2db330f6083854c99d4b5bfb6e8f29f201be699"),
      (63, "03f09f5b158a7a8cdad920bddc29b81c18a551f5"),
      (64, "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
      (65, "11655326c708d70319be2610e8a57d9a5b959d3b"),
      (119, "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
      (1_000, "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
      (120, "f34c1488385346a55709ba056ddd08280dd4c6d6"),
    ])
  func blocks(count: Int, digest: String) {
    #expect(hexadecimal(String(repeating: "a", count: count)) == digest)
  }

  @Test("the example of RFC 9562 has its identifier")
  func version5() {
    // The namespace of domain names: 6ba7b810-9dad-11d1-80b4-00c04fd430c8.
    let domains: [UInt8] = [
      0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30,
      0xC8,
    ]
    #expect(
      NameBasedUUID.text(of: "www.example.com", namespace: domains)
        == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
  }

  private func hexadecimal(_ text: String) -> String {
    SHA1.digest(of: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
