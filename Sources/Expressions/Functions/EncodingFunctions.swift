/// Base64 (RFC 4648 section 4), and the searches with patterns that Kubernetes adds.
enum EncodingFunctions {
  static let all: [FunctionDefinition] = [
    .global("base64.encode", [Signature([.bytes], .string)]) { value, frame in
      guard case .bytes(let bytes) = value else { return nil }
      return frame.spend(bytes: bytes.count) ? .string(encoded(bytes)) : Frame.exhausted
    },
    .global("base64.decode", [Signature([.string], .bytes)]) { value, frame in
      guard case .string(let text) = value else { return nil }
      guard frame.spend(bytes: text.utf8.count) else { return Frame.exhausted }
      return decoded(text).map(ExpressionValue.bytes)
        ?? .failure(.invalidArgument, "the text is not base64")
    },
    .member("find", [Signature([.string, .string], .string)]) { text, pattern, frame in
      found(text, pattern, most: 1, &frame) { $0.first.map(ExpressionValue.string) ?? .string("") }
    },
    .member("findAll", [Signature([.string, .string], .list(.string))]) { text, pattern, frame in
      found(text, pattern, most: nil, &frame) { .list($0.map(ExpressionValue.string)) }
    },
    .member(
      "findAll", [Signature([.string, .string, .integer], .list(.string))],
      many: { arguments, frame in
        guard case .integer(let most) = arguments[2] else { return nil }
        return found(arguments[0], arguments[1], most: most < 0 ? nil : most, &frame) {
          .list($0.map(ExpressionValue.string))
        }
      }),
  ]

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func encoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let sextet = Int(bits >> UInt32(18 - 6 * place) & 0x3F)
        text.append(place <= group.count ? alphabet[sextet] : 0x3D)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Padding may be left out.
  private static func decoded(_ text: String) -> [UInt8]? {
    var sextets = Array(text.utf8)
    let padding = sextets.reversed().prefix { $0 == 0x3D }.count
    guard padding <= 2, padding == 0 || sextets.count % 4 == 0 else { return nil }
    sextets.removeLast(padding)
    guard sextets.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for character in sextets {
      guard let sextet = value(of: character) else { return nil }
      bits = bits << 6 | sextet
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case 0x41...0x5A: UInt32(character - 0x41)
    case 0x61...0x7A: UInt32(character - 0x61 + 26)
    case 0x30...0x39: UInt32(character - 0x30 + 52)
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }

  private static func found(
    _ text: ExpressionValue, _ pattern: ExpressionValue, most: Int?, _ frame: inout Frame,
    _ result: ([String]) -> ExpressionValue
  ) -> ExpressionValue? {
    guard case (.string(let text), .string(let pattern)) = (text, pattern) else { return nil }
    do throws(PatternFault) {
      let pattern = try LinearPattern(pattern)
      let scalars = Array(text.unicodeScalars)
      var found: [String] = []
      var start = 0
      while start <= scalars.count, found.count < most ?? Int.max {
        guard frame.spend(pattern.cost(ofLength: scalars.count - start)) else {
          return Frame.exhausted
        }
        guard let range = pattern.firstMatch(in: scalars, from: start) else { break }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        found.append(String(view))
        start = range.isEmpty ? range.upperBound + 1 : range.upperBound
      }
      return result(found)
    } catch {
      return .failure(.invalidArgument, "bad pattern: \(error.message)")
    }
  }
}
