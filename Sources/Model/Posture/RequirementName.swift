/// How the identifiers of a framework continue each other: `CC6.7` lies below `CC6`.
package enum RequirementName {
  /// What may follow the identifier of the larger thing: `CC6` `.7`, `AC` `-2`, `32` `(1)(a)`.
  private static let joints: Set<UInt8> = [0x2E, 0x2D, 0x28]

  /// The longest of the known identifiers that the name continues, or nil when there is none.
  ///
  /// The name itself counts only when it `mayEqual`.
  package static func nearest(
    above name: String, among known: Set<String>, mayEqual: Bool = false
  ) -> String? {
    if mayEqual, known.contains(name) { return name }
    let bytes = name.utf8
    var end = bytes.endIndex
    while end > bytes.startIndex {
      end = bytes.index(before: end)
      guard joints.contains(bytes[end]) else { continue }
      let shorter = String(name[..<end])
      if known.contains(shorter) { return shorter }
    }
    return nil
  }
}
