import Collectors
import Testing
import TestSupport

@Suite struct PackageSpanBuilderTests {
  private static func version(_ name: String, _ version: Int, dev: Bool = false) -> NamedVersion {
    NamedVersion(
      ecosystem: "npm", name: name, version: "\(version)", isDevelopment: dev)
  }

  @Test func `a version that goes and comes back has two stretches`() {
    var builder = PackageSpanBuilder()
    builder.add([Self.version("a", 1), Self.version("b", 1)], at: 0)
    builder.add([Self.version("a", 2), Self.version("b", 1)], at: 1)
    builder.add([Self.version("a", 1), Self.version("b", 1)], at: 4)
    #expect(
      builder.finished.map { "\($0.name) \($0.version) \($0.start) \($0.end ?? -1)" }
        == ["a 1 0 1", "b 1 0 -1", "a 2 1 4", "a 1 4 -1"])
  }

  @Test func `what stands twice is gone when both are, and production counts`() {
    var builder = PackageSpanBuilder()
    builder.add([Self.version("a", 1, dev: true), Self.version("a", 1, dev: true)], at: 0)
    builder.add([Self.version("a", 1, dev: true)], at: 1)
    #expect(builder.finished.map(\.isDevelopment) == [true])
    builder.add([Self.version("a", 1, dev: true), Self.version("a", 1)], at: 2)
    builder.add([Self.version("a", 1, dev: true)], at: 3)
    builder.add([], at: 4)
    #expect(builder.finished.map(\.isDevelopment) == [false])
    #expect(builder.finished.map(\.end) == [4])
  }

  /// The differences are followed; here every state is compared whole.
  @Test(arguments: 0..<20) func `states by chance give what whole comparisons give`(_ seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    var builder = PackageSpanBuilder()
    var states: [[NamedVersion]] = []
    var state: [NamedVersion] = []
    for index in 0..<60 {
      for _ in 0..<Int.random(in: 0...3, using: &chance) {
        let names = ["a", "b", "c", "d"]
        let new = Self.version(
          names[Int.random(in: 0..<4, using: &chance)], Int.random(in: 0..<3, using: &chance),
          dev: Bool.random(using: &chance))
        switch Int.random(in: 0...2, using: &chance) {
        case 0 where !state.isEmpty:
          state.remove(at: Int.random(in: 0..<state.count, using: &chance))
        case 1 where !state.isEmpty:
          state[Int.random(in: 0..<state.count, using: &chance)] = new
        default: state.insert(new, at: Int.random(in: 0...state.count, using: &chance))
        }
      }
      states.append(state)
      builder.add(state, at: index)
    }
    #expect(Set(builder.finished) == Self.spans(states))
    #expect(builder.finished.count == Self.spans(states).count)
  }

  private static func spans(_ states: [[NamedVersion]]) -> Set<PackageSpan> {
    var spans: Set<PackageSpan> = []
    for version in Set(states.joined().map { version($0.name, Int($0.version) ?? 0) }) {
      var start: Int?
      var isDevelopment = true
      for index in 0...states.count {
        let here = index < states.count ? states[index] : []
        let found = here.filter { $0.name == version.name && $0.version == version.version }
        if !found.isEmpty {
          start = start ?? index
          isDevelopment = isDevelopment && found.allSatisfy(\.isDevelopment)
        }
        guard let first = start, found.isEmpty || index == states.count else { continue }
        spans.insert(
          PackageSpan(
            ecosystem: "npm", name: version.name, version: version.version,
            isDevelopment: isDevelopment, start: first, end: index < states.count ? index : nil))
        start = nil
        isDevelopment = true
      }
    }
    return spans
  }
}
