import Model
import Systems

/// Parses statements one at a time within limits.
struct StatementParser: Sendable {
  /// Why a statement was not read.
  struct Failure: Error {
    let reason: String
    /// The byte in the statement at which the parser stopped.
    var offset: Int?
  }

  /// The parser recurses over chains of operators, so that their length is bounded.
  static let mostTokens = 60_000
  static let largest = 4 << 20

  func parse(_ text: [UInt8]) throws(Failure) -> SyntaxNode {
    guard text.count <= Self.largest else {
      throw Failure(reason: "a statement is larger than \(Self.largest >> 20) MB")
    }
    guard !text.contains(0) else { throw Failure(reason: "a statement holds a null byte") }
    guard String(validating: text, as: UTF8.self) != nil else {
      throw Failure(reason: "a statement is not text in UTF-8")
    }
    guard text.count <= Self.mostTokens || Self.tokens(in: text) <= Self.mostTokens else {
      throw Failure(reason: "a statement has more than \(Self.mostTokens) words and signs")
    }
    let json: [UInt8]
    do throws(SQLParser.Failure) {
      json = try SQLParser.parse(text)
    } catch {
      let offset = error.position.map { LineIndex(text).bytes(ofCodePoints: $0, from: 0) }
      throw Failure(reason: error.message, offset: offset)
    }
    guard let tree = SyntaxTree(json: json) else {
      throw Failure(reason: "the parser's answer is not JSON")
    }
    return tree.root
  }

  private static func tokens(in text: [UInt8]) -> Int {
    var scanner = SQLScanner(text)
    var count = 0
    while scanner.next() != nil { count += 1 }
    return count
  }

  /// The statements in a text; their nodes are `{"CreateStmt":{…}}`.
  func statements(_ text: [UInt8]) throws(Failure) -> [SyntaxNode] {
    try parse(text).list("stmts").compactMap { $0["stmt"] }
  }

  /// One value as an expression of its own.
  func expression(_ text: [UInt8]) -> SyntaxNode? {
    let select = Array("SELECT ".utf8) + text
    return (try? statements(select))?.first?["SelectStmt"]?.list("targetList").first?["ResTarget"]?[
      "val"]
  }
}
