/// Numbers that are compared one after the other.
enum NumberSequence {
  static func write(
    _ text: ArraySlice<UInt8>, separators: [UInt8], to key: inout VersionKeyWriter
  ) -> Bool {
    var cursor = VersionCursor(text)
    repeat {
      let digits = cursor.digits()
      guard !digits.isEmpty else { return false }
      key.mark(1)
      key.number(digits)
    } while separators.contains { cursor.take($0) }
    key.mark(0)
    return cursor.isAtEnd
  }
}
