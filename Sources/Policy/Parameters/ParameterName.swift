/// The names of parameters: lower-case letters, digits and `-`, a letter first.
enum ParameterName {
  static let longest = 60

  static func isValid(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= longest, (0x61...0x7A).contains(first) else {
      return false
    }
    return bytes.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
  }
}
