/// A macaroon in its second binary form: a version, then fields of a type, a length and bytes.
enum Macaroon {
  private static let endOfSection: UInt8 = 0
  private static let signature: UInt8 = 6

  /// Whether the text, base 64 after a first `-`, is one that ends in its signature.
  static func isValid(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let dash = secret.firstIndex(of: 0x2D),
      let bytes = Base64Text.decode(secret[(dash + 1)...]), bytes.first == 2
    else { return false }
    var rest = bytes.dropFirst()
    while let type = rest.popFirst() {
      if type == endOfSection { continue }
      guard let length = length(from: &rest), length <= rest.count else { return false }
      if type == signature { return length == 32 && rest.count == 32 }
      rest = rest.dropFirst(length)
    }
    return false
  }

  /// Seven bits a byte, the lowest first.
  private static func length(from rest: inout ArraySlice<UInt8>) -> Int? {
    var value = 0
    for shift in [0, 7, 14] {
      guard let byte = rest.popFirst() else { return nil }
      value |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
