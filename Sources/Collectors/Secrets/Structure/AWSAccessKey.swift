/// What an AWS access key identifier says of itself.
enum AWSAccessKey {
  /// The twelve digits of the account; nil for keys from before they carried it.
  static func account(of identifier: ArraySlice<UInt8>) -> String? {
    let body = identifier.dropFirst(4)
    // Older identifiers go on with letters before Q.
    guard let first = body.first, first >= 0x51 || first < 0x41,
      let bytes = Base32Text.decode(body), bytes.count >= 6
    else { return nil }
    let value = bytes.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let digits = String((value & 0x7FFF_FFFF_FF80) >> 7)
    guard digits.utf8.count <= 12 else { return nil }
    return String(repeating: "0", count: 12 - digits.utf8.count) + digits
  }
}
