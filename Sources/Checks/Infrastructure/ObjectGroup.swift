import Model

/// One thing as its layers show it: the wish in code, the plan, the state, what the provider answers.
struct ObjectGroup {
  /// One for each layer, in the order of the layers.
  private(set) var objects: [InfrastructureObject]

  private var folders: Set<String>

  /// Puts together what is the same thing in several layers: by its address, or by a name that the
  /// provider gave it.
  ///
  /// Two things of one layer are never the same, but for exports that tell different parts. Where an address could belong to several, the one of
  /// the same folder is taken, or none.
  static func groups(of objects: [InfrastructureObject]) -> [ObjectGroup] {
    var groups: [ObjectGroup] = []
    var byKey: [Key: [Int]] = [:]
    for layer in ConfiguredResource.Layer.allCases {
      for object in objects where object.layer == layer {
        let keys = Self.keys(of: object)
        var candidates: [Int] = []
        for key in keys {
          for index in byKey[key] ?? []
          where !candidates.contains(index) && groups[index].accepts(object) {
            candidates.append(index)
          }
        }
        let folder = Self.folder(of: object)
        let chosen =
          candidates.count == 1
          ? candidates.first : candidates.first { groups[$0].folders.contains(folder) }
        let index = chosen ?? groups.count
        if chosen == nil {
          groups.append(ObjectGroup(objects: [object], folders: [folder]))
        } else {
          groups[index].objects.append(object)
          groups[index].folders.insert(folder)
        }
        for key in keys where byKey[key]?.last != index { byKey[key, default: []].append(index) }
      }
    }
    return groups
  }

  private struct Key: Hashable {
    let type: String
    let role: InfrastructureRole
    let name: String
  }

  private static func keys(of object: InfrastructureObject) -> [Key] {
    // A folder's configuration of PostgreSQL speaks of one server, whatever an export's file is called.
    let own = object.type == "postgresql.conf" ? ["postgresql"] : []
    return ([object.address] + object.names + own).map {
      Key(type: object.type, role: object.role, name: $0)
    }
  }

  private func accepts(_ object: InfrastructureObject) -> Bool {
    // Several answers of a provider may each tell a part of one thing.
    !objects.contains { one in
      one.layer == object.layer && (object.layer != .export || one.kind == object.kind)
    }
  }

  private static func folder(of object: InfrastructureObject) -> String {
    (object.location.path ?? "").split(separator: "/").dropLast().joined(separator: "/")
  }
}
