/// Names as certificates write them (RFC 6125 section 6.4).
enum HostName {
  /// Whether a certificate's name is this one or, led by `*.`, stands for it.
  static func covers(_ pattern: String, _ name: String) -> Bool {
    let (pattern, name) = (pattern.lowercased(), name.lowercased())
    guard pattern.hasPrefix("*.") else { return pattern == name }
    // A star stands for one label and never for none or two.
    guard let dot = name.firstIndex(of: "."), dot != name.startIndex else { return false }
    return name[dot...] == pattern.dropFirst()
  }
}
