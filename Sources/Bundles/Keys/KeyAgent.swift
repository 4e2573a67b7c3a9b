import Model
import Systems

/// An agent that signs without giving its keys away (draft-ietf-sshm-ssh-agent).
struct KeyAgent {
  private static let signRequest: UInt8 = 13
  private static let signResponse: UInt8 = 14
  private static let failure: UInt8 = 5
  /// Agents may ask a person to agree.
  private static let patience = 120
  private static let answerLimit = 1 << 16

  let socket: LocalSocket

  /// The agent of the environment; nil when there is none.
  init?(environment: [String: String]) {
    guard let path = environment["SSH_AUTH_SOCK"], path.hasPrefix("/") else { return nil }
    socket = LocalSocket(path: path)
  }

  /// The raw Ed25519 signature over a message.
  ///
  /// - Throws: a reason when the agent has no such key, refuses, or answers something else.
  func signature(over message: [UInt8], by key: PublicKey) throws(Unavailable) -> [UInt8] {
    var request = WireWriter()
    request.raw([Self.signRequest])
    request.string(key.blob)
    request.string(message)
    request.number(0)
    let answer = try socket.ask(
      request.bytes, limit: Self.answerLimit, seconds: Self.patience)
    do throws(Malformed) { return try Self.signature(in: answer) } catch {
      throw Unavailable("the agent's answer \(error.reason)")
    }
  }

  static func signature(in answer: [UInt8]) throws(Malformed) -> [UInt8] {
    var reader = WireReader(answer)
    let kind = try reader.byte("the kind of the answer")
    guard kind != failure else {
      throw Malformed("is a refusal: it does not hold this key, or was not allowed to use it")
    }
    guard kind == signResponse else { throw Malformed("is of kind \(kind), not a signature") }
    let blob = try reader.string("the signature")
    try reader.end()
    return try SSHSignature.rawSignature(in: blob)
  }
}
