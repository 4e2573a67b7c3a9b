import Model
import StructuredData
import Systems

/// A statement and its signatures in one JSON file (DSSE 1.0), which supply-chain tools read.
package struct Envelope: Hashable, Sendable {
  static let payloadType = "application/vnd.in-toto+json"
  static let sizeLimit = 32 << 20
  private static let mostSignatures = 64

  let payload: [UInt8]
  let signatures: [[UInt8]]

  init(payload: [UInt8], signatures: [[UInt8]]) {
    self.payload = payload
    self.signatures = signatures
  }

  /// Reads an envelope file.
  ///
  /// - Throws: a reason that follows the name of the file.
  init(text: [UInt8]) throws(Malformed) {
    let node = try Self.parse(text)
    guard let type = node["payloadType"]?.string else { throw Malformed("has no payloadType") }
    guard ShownText.isSame(type, Self.payloadType) else {
      throw Malformed(
        "has the payloadType \(ShownText.quoted(type)): expected \(Self.payloadType)")
    }
    guard let payload = node["payload"]?.string.flatMap(Self.decode) else {
      throw Malformed("has no payload in base64")
    }
    guard let list = node["signatures"]?.elements, !list.isEmpty,
      list.count <= Self.mostSignatures
    else { throw Malformed("has no list of 1 to \(Self.mostSignatures) signatures") }
    self.payload = payload
    signatures = list.compactMap { $0["sig"]?.string.flatMap(Self.decode) }
    guard signatures.count == list.count else {
      throw Malformed("has a signature that is not base64")
    }
  }

  private static func parse(_ text: [UInt8]) throws(Malformed) -> Node {
    let limits = ParseLimits(maximumBytes: sizeLimit, maximumDepth: 16, maximumNodes: 10_000)
    do throws(Diagnostics) {
      let documents = try StructuredParser.parse(
        text, as: .json, path: "", limits: limits)
      guard let node = documents.first else { throw Diagnostics([]) }
      return node
    } catch {
      throw Malformed("is not JSON: \(error.list.first?.message ?? "it is empty")")
    }
  }

  /// Either alphabet of base64, as the format has it.
  private static func decode(_ text: String) -> [UInt8]? {
    Base64.decode(
      text.utf8.map { $0 == UInt8(ascii: "-") ? 0x2B : $0 == UInt8(ascii: "_") ? 0x2F : $0 })
  }

  /// What is signed: the payload bound to its type, so that it cannot be read as something else.
  static func signedBytes(_ payload: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
  }

  /// Whether the holder of this key made one of the signatures.
  func isSigned(by key: PublicKey) -> Bool {
    let message = Self.signedBytes(payload)
    return signatures.contains { Ed25519.isValid($0, of: message, publicKey: key.bytes) }
  }

  /// The envelope as a file.
  ///
  /// - Parameter key: Whose signatures they are; a hint for the reader, and no proof.
  /// - Returns: JSON with sorted keys.
  func text(key: PublicKey) -> String {
    JSONValue.object([
      "payload": .string(Base64.encode(payload)),
      "payloadType": .string(Self.payloadType),
      "signatures": .array(
        signatures.map {
          .object(["keyid": .string(key.fingerprint), "sig": .string(Base64.encode($0))])
        }),
    ]).serialized()
  }
}
