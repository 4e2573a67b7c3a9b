import Model
import StructuredData

extension PostureAssembly {
  /// The frameworks that the posture names, with what it declares not applicable.
  mutating func frameworks(_ top: Arguments, _ decoder: inout FieldDecoder) -> [Framework] {
    var frameworks: [Framework] = []
    for node in top.nodes("frameworks") {
      let name = node["id"] ?? node
      let id = name.scalarText ?? ""
      if frameworks.contains(where: { $0.id == id }) {
        decoder.report("the framework \"\(id)\" is named twice", at: name.span)
      } else if let framework = framework(named: id, at: name.span, &decoder) {
        let exclusions = exclusions(node["not-applicable"], of: framework, &decoder)
        frameworks.append(framework.excluding(exclusions))
      }
    }
    return frameworks
  }

  private mutating func framework(
    named id: String, at span: TextSpan, _ decoder: inout FieldDecoder
  ) -> Framework? {
    let library = FrameworkLibrary(reader.library)
    do {
      if let framework = try library.framework(id, patterns: reader.patterns) { return framework }
      decoder.report(
        "unknown framework \"\(id)\"", at: span,
        suggestion: Suggestion.nearest(id, among: library.identifiers, called: "known frameworks"))
    } catch {
      take(error)
    }
    return nil
  }

  /// Requirements that are out of scope: those named, all of a named group, all parts of a named one.
  private func exclusions(
    _ node: Node?, of framework: Framework, _ decoder: inout FieldDecoder
  ) -> [Framework.Exclusion] {
    var reasons: [String: String] = [:]
    for entry in node?.elements ?? [] {
      let reason = entry["reason"]?.scalarText ?? ""
      for name in entry["id"].map({ $0.elements ?? [$0] }) ?? [] {
        let matched = requirements(named: name.scalarText ?? "", in: framework)
        if matched.isEmpty { reportUnknown(name, in: framework, &decoder) }
        for id in matched where reasons.updateValue(reason, forKey: id) != nil {
          decoder.report(
            "\(framework.id) \(id) is declared not applicable twice", at: name.span)
        }
      }
    }
    return framework.requirements.compactMap { requirement in
      reasons[requirement.id].map { .init(requirement: requirement.id, reason: $0) }
    }
  }

  private func requirements(named name: String, in framework: Framework) -> [String] {
    framework.requirements.filter { requirement in
      requirement.id == name || requirement.group == name
        || framework.isNested
          && RequirementName.nearest(above: requirement.id, among: [name]) != nil
    }.map(\.id)
  }

  private func reportUnknown(
    _ name: Node, in framework: Framework, _ decoder: inout FieldDecoder
  ) {
    let id = name.scalarText ?? ""
    let known =
      decoder.isFull ? [] : (framework.requirements.map(\.id) + framework.groups.map(\.id))
    decoder.report(
      "\(framework.id) has no requirement or group \"\(id.shortened)\"", at: name.span,
      suggestion: Suggestion.nearest(id, among: known, called: "its requirements"))
  }
}
