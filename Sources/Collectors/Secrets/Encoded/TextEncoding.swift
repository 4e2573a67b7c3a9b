/// A way in which a text that holds a secret may be written into another.
enum TextEncoding: String, Sendable {
  /// Base 64 in the standard or the URL alphabet.
  case base64 = "base 64"
  case hexadecimal
  /// RFC 3986.
  case percent = "percent-encoding"
  /// The escapes of JSON and JavaScript strings.
  case escapes = "JSON escapes"
}
