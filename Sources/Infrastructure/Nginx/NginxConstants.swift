/// Variables of an nginx configuration that are the same whatever request comes.
struct NginxConstants {
  private(set) var values: [String: String] = [:]

  /// Takes the `map` blocks among directives: a map whose results are all one text, its default too.
  init(maps directives: [NginxDirective]) {
    for map in directives where map.name == "map" {
      guard let variable = map.texts.last, variable.hasPrefix("$") else { continue }
      let block = map.block ?? []
      let results = Set(block.filter { $0.name != "hostnames" }.compactMap(\.texts.first))
      let hasDefault = block.contains { $0.name == "default" }
      let only = hasDefault && results.count == 1 ? results.first : nil
      values[String(variable.dropFirst())] = only.flatMap { $0.contains("$") ? nil : $0 }
    }
  }

  /// The same with what a server sets once, for every request.
  func adding(setsOf block: [NginxDirective]) -> NginxConstants {
    var result = self
    var known: Set<String> = []
    for directive in block {
      // What a condition or a location sets holds only there.
      for (set, isAlways) in [(directive, true)] + (directive.block ?? []).map({ ($0, false) })
      where set.name == "set" {
        guard set.texts.count == 2, let variable = set.texts.first else { continue }
        let name = String(variable.dropFirst())
        let text = set.texts[1]
        let isOnly = known.insert(name).inserted && isAlways && !text.contains("$")
        result.values[name] = isOnly ? text : nil
      }
    }
    return result
  }
}
