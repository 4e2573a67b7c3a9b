/// Reads bytes as TLS presents them; nil where they end too soon.
struct WireReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  /// A number of one to three bytes.
  mutating func number(_ size: Int) -> Int? {
    guard let bytes = take(size) else { return nil }
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= rest.count else { return nil }
    let taken = rest.prefix(count)
    rest = rest.dropFirst(count)
    return taken
  }

  /// The content of a vector that is led by its length.
  mutating func vector(_ lengthSize: Int) -> WireReader? {
    guard let count = number(lengthSize), let content = take(count) else { return nil }
    return WireReader(content)
  }

  /// Everything that is left.
  var bytes: [UInt8] { Array(rest) }
}
