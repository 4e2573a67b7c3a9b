import Model
import Testing

struct NodeChangesTests {
  private static let span = TextSpan(line: 3, column: 4, endLine: 3, endColumn: 9)

  private static func node(_ content: Node.Content) -> Node { Node(content, at: span) }

  private static func map(_ pairs: [(String, Node)]) -> Node {
    node(.mapping(pairs.map { Node.Entry(key: $0.0, keySpan: span, value: $0.1) }))
  }

  private static let document = map([
    ("a", node(.integer(1))),
    ("list", node(.sequence([map([("x", node(.integer(1)))]), map([("y", node(.integer(2)))])]))),
  ])

  private func changed(_ path: String, _ value: Node?) throws -> Node? {
    Self.document.changing(try DataPath(path).steps[...], to: value)
  }

  @Test func `a value takes the place of another`() throws {
    let value = Node(.boolean(true), at: .start)
    let changed = try #require(try changed("a", value))
    #expect(changed["a"]?.content == .boolean(true))
    #expect(changed["a"]?.span == Self.span)
  }

  @Test func `every way is gone, and keys are added and taken away`() throws {
    let value = Node(.integer(9), at: .start)
    #expect(
      try changed("list[*].x", value)?["list"]?.elements?.map { $0["x"]?.content } == [
        .integer(9), .integer(9),
      ])
    #expect(try changed("b", value)?["b"]?.content == .integer(9))
    #expect(try changed("a", nil)?["a"] == nil)
    #expect(try changed("list[1]", nil)?["list"]?.elements?.count == 1)
    #expect(try changed("list[*].y", nil)?["list"]?.elements?.last?.entries?.isEmpty == true)
  }

  @Test(arguments: ["c.d", "a.b", "list[2]", "list.x", "a[0]"])
  func `a path that leads nowhere changes nothing`(path: String) throws {
    #expect(try changed(path, Node(.null, at: .start)) == nil)
  }

  @Test(arguments: ["b", "list[*].z", "list[9]"])
  func `what is not there cannot be taken away`(path: String) throws {
    #expect(try changed(path, nil) == nil)
  }
}
