import Model
import Systems

/// Looks for secrets in the objects of a store, on one thread.
///
/// Keywords are looked for only in what is new beside an object's base, and those in copied parts are
/// carried over; what stands around them is then judged in the whole content, as `SecretScanner` does
/// with any text.
struct SecretVisitor: ObjectVisitor {
  let scanner: SecretScanner
  /// How much of what cannot be held is looked at together.
  var stretchLength = LargeTextScan.standardLength

  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]? {
    try? scanner.occurrences(in: content, changes: changes)
  }

  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> (kind: ObjectKind, scan: SecretTextScan)? {
    do throws(Unavailable) {
      let scan = try scanner.scan(
        content, occurrences: matches, besideQuietBase: object.isBaseQuiet ? changes : nil)
      return scan.isEmpty ? nil : (object.kind, scan)
    } catch {
      return (object.kind, SecretTextScan(problems: [error.reason]))
    }
  }

  mutating func output(
    ofLarge object: VisitedObject, pieces: inout ObjectPieces
  ) throws(ObjectGap.Reason) -> (kind: ObjectKind, scan: SecretTextScan)? {
    var large = LargeTextScan(with: scanner, stretchLength: stretchLength)
    let scan = try large.scan(&pieces)
    return scan.isEmpty ? nil : (object.kind, scan)
  }
}

extension SecretTextScan {
  /// Whether there is nothing to tell.
  fileprivate var isEmpty: Bool { secrets.isEmpty && lookAlikes.isEmpty && problems.isEmpty }
}
