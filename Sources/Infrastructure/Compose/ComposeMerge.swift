import Model

/// Merges services as compose merges files: mappings by key, most lists joined, commands replaced,
/// volumes by the path in the container, environments by name.
///
/// Compose specification, "Merge and override".
enum ComposeMerge {
  private static let replaced: Set<String> = ["command", "entrypoint", "test", "image"]
  private static let named: Set<String> = [
    "environment", "labels", "build", "healthcheck", "sysctls", "annotations", "extra_hosts",
  ]

  static func merged(
    _ base: LayeredValue, with other: LayeredValue, named name: String = ""
  ) -> LayeredValue {
    guard !replaced.contains(name) else { return other }
    if let old = base.elements, let new = other.elements, !named.contains(name) {
      guard old.count + new.count <= LayeredValue.largestMerge else { return other.unmerged }
      return LayeredValue(
        .sequence(joined(old, new, isVolumes: name == "volumes")), span: base.span, file: base.file)
    }
    let old = mapping(base, named: name)
    guard let entries = mapping(other, named: name).entries, old.entries != nil else {
      return other
    }
    guard entries.count + (old.entries?.count ?? 0) <= LayeredValue.largestMerge else {
      return other.unmerged
    }
    var result = old
    for entry in entries {
      let value = result[entry.key].map { merged($0, with: entry.value, named: entry.key) }
      result[entry.key] = value ?? entry.value
    }
    return result
  }

  private static func joined(
    _ old: [LayeredValue], _ new: [LayeredValue], isVolumes: Bool
  ) -> [LayeredValue] {
    var result = old
    for element in new {
      let same = result.firstIndex { candidate in
        isVolumes
          ? target(candidate) != nil && target(candidate) == target(element)
          : candidate.scalarText != nil && candidate.scalarText == element.scalarText
      }
      if let same { result[same] = element } else { result.append(element) }
    }
    return result
  }

  /// The path in the container that a volume is for.
  private static func target(_ volume: LayeredValue) -> String? {
    if let target = volume["target"]?.string { return target }
    let parts = volume.string?.split(separator: ":") ?? []
    return parts.count > 1 ? String(parts[1]) : parts.first.map(String.init)
  }

  /// An environment's list of `NAME=value` as a mapping, so that both forms merge.
  static func mapping(_ value: LayeredValue, named name: String) -> LayeredValue {
    guard ["environment", "labels"].contains(name), let elements = value.elements else {
      return value
    }
    guard elements.count <= LayeredValue.largestMerge else { return value.unmerged }
    var result = LayeredValue(.mapping([]), span: value.span, file: value.file)
    for element in elements {
      guard let text = element.scalarText else { continue }
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let content: LayeredValue.Content =
        parts.count > 1 ? .scalar(.string(String(parts[1]))) : .scalar(.null)
      result[String(parts.first ?? "")] = LayeredValue(
        content, span: element.span, file: element.file)
    }
    return result
  }
}
