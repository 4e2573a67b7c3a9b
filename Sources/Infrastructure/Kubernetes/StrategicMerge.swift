import Model

/// Merges a patch into an object as Kubernetes does it: mappings by key, lists of containers, volumes
/// and the like by the key that names their members, other lists as a whole.
///
/// Kubernetes API conventions, "Strategic Merge Patch"; the merge keys are those of core/v1.
enum StrategicMerge {
  private static let mergeKeys: [String: String] = [
    "containers": "name", "initContainers": "name", "ephemeralContainers": "name", "env": "name",
    "volumes": "name", "volumeMounts": "mountPath", "volumeDevices": "devicePath",
    "ports": "containerPort", "imagePullSecrets": "name", "hostAliases": "ip",
    "topologySpreadConstraints": "topologyKey",
  ]

  static func merged(_ base: LayeredValue, with patch: LayeredValue) -> LayeredValue {
    guard let entries = patch.entries, base.entries != nil else { return patch }
    if patch["$patch"]?.string == "replace" {
      var replacement = patch
      replacement["$patch"] = nil
      return replacement
    }
    guard entries.count + (base.entries?.count ?? 0) <= LayeredValue.largestMerge else {
      return patch.unmerged
    }
    var result = base
    for entry in entries {
      guard !entry.value.isNull else {
        result[entry.key] = nil
        continue
      }
      guard let old = result[entry.key] else {
        result[entry.key] = entry.value
        continue
      }
      result[entry.key] = merged(old, with: entry.value, named: entry.key)
    }
    return result
  }

  private static func merged(
    _ base: LayeredValue, with patch: LayeredValue, named name: String
  ) -> LayeredValue {
    guard let old = base.elements, let new = patch.elements else {
      return merged(base, with: patch)
    }
    guard let key = mergeKeys[name], new.allSatisfy({ $0[key] != nil }) else { return patch }
    guard old.count + new.count <= LayeredValue.largestMerge else { return patch.unmerged }
    var result = old
    for member in new {
      let name = member[key]?.scalarText
      let index = result.firstIndex { $0[key]?.scalarText == name }
      switch (index, member["$patch"]?.string) {
      case (let index?, "delete"): result.remove(at: index)
      case (nil, "delete"): continue
      case (let index?, _): result[index] = merged(result[index], with: member)
      case (nil, _): result.append(member)
      }
    }
    return LayeredValue(.sequence(result), span: base.span, file: base.file)
  }
}
