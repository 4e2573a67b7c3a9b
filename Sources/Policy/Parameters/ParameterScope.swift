import Model
import StructuredData

/// The parameters that one control sees: its own, and behind them those of its pack.
struct ParameterScope {
  private var own: [String: Node] = [:]
  private let outer: [String: Node]
  private(set) var used: Set<String> = []

  init(outer: [String: Node] = [:]) { self.outer = outer }

  mutating func declare(_ name: String, _ value: Node) { own[name] = value }

  var names: [String] { Set(own.keys).union(outer.keys).sorted() }

  /// Names of the pack's parameters that were used through this scope.
  var usedOuter: Set<String> { used.filter { own[$0] == nil } }

  /// The parameters to publish: all of the control's own and those of its pack that it uses.
  var published: [Parameter] {
    let values = own.merging(outer.filter { used.contains($0.key) }) { own, _ in own }
    return values.sorted { $0.key < $1.key }.map { name, value in
      Parameter(name: name, value: ParameterText.published(value) ?? "")
    }
  }

  /// The value of a parameter, which counts as used from now on.
  mutating func value(of name: String) -> Node? {
    guard let value = own[name] ?? outer[name] else { return nil }
    used.insert(name)
    return value
  }
}

/// The text that a parameter's value becomes inside a longer text.
enum ParameterText {
  /// As written, for the arguments of checks; nil for lists, mappings and nothing.
  static func raw(_ value: Node) -> String? { value.scalarText }

  /// As people read it: durations in words, lists with commas; nil for mappings and nothing.
  static func published(_ value: Node) -> String? {
    if let elements = value.elements {
      let texts = elements.compactMap(published)
      return texts.count == elements.count ? texts.joined(separator: ", ") : nil
    }
    guard let text = value.scalarText else { return nil }
    if case .string = value.content, let span = TimeSpan(text) { return span.description }
    return text
  }
}
