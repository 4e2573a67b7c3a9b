import Systems

/// Objects that were looked at before, and what was told of them.
struct KnownObjects: Sendable {
  let hash: ObjectHash
  /// The names' bytes one behind the other, in order.
  private(set) var names: [UInt8] = []
  private(set) var told: [ObjectName: ScannedObjects.Told] = [:]

  init(hash: ObjectHash) { self.hash = hash }

  init(
    hash: ObjectHash, names: [UInt8], told: [ObjectName: ScannedObjects.Told]
  ) {
    self.hash = hash
    self.names = names
    self.told = told
  }

  var count: Int { names.count / hash.byteCount }

  func contains(_ name: ObjectName) -> Bool {
    var lower = 0
    var upper = count
    while lower < upper {
      let middle = (lower + upper) / 2
      guard let other = ObjectName(names, at: middle * hash.byteCount, hash: hash) else {
        return false
      }
      if other == name { return true }
      if other < name { lower = middle + 1 } else { upper = middle }
    }
    return false
  }

  /// These, as far as they are still there, with what was looked at now.
  ///
  /// - Parameters:
  ///   - scanned: What was looked at and what was told of it.
  ///   - isPresent: Whether an object is there.
  /// - Returns: All of it.
  func adding(
    _ scanned: ScannedObjects, where isPresent: (ObjectName) -> Bool
  ) -> KnownObjects {
    var all = (0..<count).compactMap {
      ObjectName(names, at: $0 * hash.byteCount, hash: hash)
    }.filter(isPresent)
    // What another run may tell otherwise is looked at again.
    let passing = scanned.told.filter { !$0.value.scan.isLasting }
    all += scanned.visited.filter { passing[$0] == nil }
    all.sort()
    var result = KnownObjects(hash: hash)
    result.names.reserveCapacity(all.count * hash.byteCount)
    var last: ObjectName?
    for name in all where name != last {
      result.names += name.bytes
      last = name
    }
    result.told = told.filter { isPresent($0.key) }
      .merging(scanned.told.filter { passing[$0.key] == nil }) { $1 }
    return result
  }
}

extension SecretTextScan {
  /// Whether the same text gives the same result at any time: a limit on effort is reached earlier on
  /// a machine that is busy.
  var isLasting: Bool { problems.allSatisfy { !$0.hasSuffix(Self.effortProblem) } }

  static let effortProblem = "needed more effort than is allowed"
}
