import Systems
import Testing

struct DigestTests {
  @Test(
    "SHA-256 gives the published values (FIPS 180-4 examples)",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
  func known(text: String, digest: String) {
    #expect(Digest.sha256(text) == digest)
  }

  @Test("pieces give the digest of the whole")
  func pieces() {
    var hasher = DigestHasher()
    for character in "abc" { hasher.update(String(character)) }
    #expect(hasher.finish() == Digest.sha256("abc"))
  }

  @Test("HMAC gives the values of RFC 4231, for short and for long keys")
  func keyed() {
    #expect(
      Digest.hmacSHA256(
        key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      Digest.hmacSHA256(
        key: [UInt8](repeating: 0xaa, count: 131),
        Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    #expect(Digest.hmacSHA256(key: [], []).hasPrefix("b613679a0814d9ec"))
  }
}
