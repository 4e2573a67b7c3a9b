import COpenSSL
import Systems

/// Computes each object's name from its content.
struct NameVisitor: ObjectVisitor {
  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]? { [] }

  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> VisitedName? {
    let word =
      switch object.kind {
      case .commit: "commit"
      case .tree: "tree"
      case .blob: "blob"
      case .tag: "tag"
      }
    let whole = unsafe content.withUnsafeBufferPointer { unsafe Array($0) }
    let message = Array("\(word) \(content.count)\0".utf8) + whole
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    // It reads the message and writes at most 32 bytes.
    let result = unsafe EVP_Digest(
      message, message.count, &digest, &count,
      object.name?.hash == .sha1 ? EVP_sha1() : EVP_sha256(), nil)
    let computed = result == 1 ? Digest.hexadecimal(Array(digest.prefix(Int(count)))) : ""
    return VisitedName(kind: word, computed: computed, count: object.count)
  }
}

struct VisitedName: Equatable, Sendable {
  let kind: String
  let computed: String
  let count: Int
}
