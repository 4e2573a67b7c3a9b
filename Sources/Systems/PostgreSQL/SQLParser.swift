import CPgQuery
import Glibc

/// PostgreSQL's own parser (libpg_query).
package enum SQLParser {
  /// Why a text is not SQL that PostgreSQL reads.
  package struct Failure: Error, Hashable, Sendable {
    /// PostgreSQL's own words.
    package let message: String
    /// The code point at which it stopped, counted from 0; nil when it does not say.
    package let position: Int?
  }

  /// The server version whose grammar it is.
  package static var grammarVersion: String { PG_MAJORVERSION }

  /// The syntax tree as JSON.
  ///
  /// Whoever calls bounds the length and the number of tokens, and runs on a stack that is deep enough
  /// for both: the parser walks chains such as `1 + 1 + …` by recursion (`DeepStack`).
  ///
  /// - Parameter text: One or more statements in UTF-8 without null bytes.
  /// - Returns: The bytes of the JSON.
  /// - Throws: `Failure` for the first error.
  package static func parse(_ text: [UInt8]) throws(Failure) -> [UInt8] {
    let outcome = unsafe withTerminated(text) { unsafe pg_query_parse($0) }
    defer { unsafe pg_query_free_parse_result(outcome) }
    if let error = unsafe outcome.error { throw unsafe failure(error) }
    // A result without an error holds a terminated string, copied before it is freed.
    return unsafe bytes(outcome.parse_tree)
  }

  /// The text followed by a null byte, which C takes for its end.
  private static func withTerminated<Result>(
    _ text: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    // A copy with room for the end, since C needs one.
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count + 1)
    defer { unsafe copy.deallocate() }
    for index in text.indices {
      unsafe (copy + index).initialize(to: CChar(bitPattern: text[index]))
    }
    unsafe (copy + text.count).initialize(to: 0)
    return unsafe body(copy)
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text = unsafe text else { return [] }
    let length = unsafe strlen(text)
    return unsafe Array(UnsafeRawBufferPointer(start: text, count: length))
  }

  private static func failure(_ error: UnsafePointer<PgQueryError>) -> Failure {
    // The error lives until the result is freed; its message is a terminated string.
    let message = unsafe error.pointee.message.map { unsafe String(cString: $0) }
    let position = unsafe Int(error.pointee.cursorpos)
    return Failure(
      message: message ?? "it does not parse", position: position > 0 ? position &- 1 : nil)
  }
}
