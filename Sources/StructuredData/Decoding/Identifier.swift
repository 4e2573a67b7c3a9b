/// The names that people give to controls, targets, parameters and packs.
package enum Identifier {
  private static let longest = 120

  /// Whether a name is made of lower-case words and digits joined by `-` and `.`: `transport.tls`.
  package static func isValid(_ name: String) -> Bool {
    isValid(name, allowing: { _ in false })
  }

  /// Whether a name is an identifier in which `*` may stand for any part: `transport.*`.
  package static func isValidGlob(_ name: String) -> Bool {
    name == "*" || isValid(name, allowing: { $0 == 0x2A })
  }

  private static func isValid(_ name: String, allowing extra: (UInt8) -> Bool) -> Bool {
    let bytes = name.utf8
    guard !bytes.isEmpty, bytes.count <= longest else { return false }
    var afterJoint = true
    for byte in bytes {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: afterJoint = false
      case 0x2D, 0x2E:
        guard !afterJoint else { return false }
        afterJoint = true
      default:
        guard extra(byte) else { return false }
        afterJoint = false
      }
    }
    return !afterJoint
  }
}
