import Model
import StructuredData

// Tests.
extension ControlReader {
  mutating func readTests(_ arguments: Arguments) -> [ControlTest] {
    guard let node = arguments.node("tests") else { return [] }
    guard pack == nil else {
      decoder.report(
        "the controls of a pack carry no tests: their fixtures would lie with whoever uses it",
        at: node.span)
      return []
    }
    return arguments.objects("tests").compactMap { readTest($0) }
  }

  private mutating func readTest(_ arguments: Arguments) -> ControlTest? {
    guard let expected = arguments.text("expect") else { return nil }
    let places = arguments.texts("at")
    if !places.isEmpty, expected != "fail" {
      decoder.report(
        "\"at\" says where findings are: it belongs to \"expect: fail\"",
        at: arguments.node("at")?.span ?? arguments.span)
    }
    for place in arguments.nodes("at") where !Self.isPlace(place.scalarText ?? "") {
      decoder.report(
        "\"at\": expected path:line or path:line:column, such as db.yaml:9", at: place.span)
    }
    return ControlTest(
      name: arguments.text("name"), given: arguments.texts("given"),
      mutations: mutations(arguments), check: arguments.text("check"), expected: expected,
      places: places, location: arguments.location())
  }

  private mutating func mutations(_ arguments: Arguments) -> [ControlTest.Mutation] {
    var mutations: [ControlTest.Mutation] = []
    for entry in arguments.node("set")?.entries ?? [] {
      guard let path = path(entry.key, at: entry.keySpan) else { continue }
      mutations.append(
        ControlTest.Mutation(
          path: path, change: .set(Self.value(entry.value)),
          location: Location(path: decoder.path, span: entry.keySpan)))
    }
    for node in arguments.nodes("remove") {
      guard let path = path(node.scalarText ?? "", at: node.span) else { continue }
      mutations.append(
        ControlTest.Mutation(
          path: path, change: .remove, location: Location(path: decoder.path, span: node.span)))
    }
    return mutations
  }

  private mutating func path(_ text: String, at span: TextSpan) -> DataPath? {
    do throws(PatternProblem) {
      return try DataPath(text)
    } catch {
      decoder.report("bad data path \"\(text.shortened)\": \(error.message)", at: span)
      return nil
    }
  }

  /// `{ unknown: true }` stands for a value that cannot be told.
  private static func value(_ node: Node) -> Node {
    guard let entries = node.entries, entries.count == 1, entries[0].key == "unknown",
      entries[0].value.content == .boolean(true)
    else { return node }
    return Node(.unknown(reason: "the test makes it unknown"), at: node.span)
  }

  private static func isPlace(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), !parts[0].isEmpty else { return false }
    return parts.dropFirst().allSatisfy { Int($0).map { $0 > 0 } ?? false }
  }
}
