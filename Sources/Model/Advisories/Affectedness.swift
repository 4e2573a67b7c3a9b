/// Whether a version has a hole.
package enum Affectedness: Sendable, Hashable {
  /// It has; `fixed` is the first version behind it that has not, or nil when the record knows none.
  case affected(fixed: String?)
  case unaffected
  /// It cannot be told, which is never the same as unaffected.
  case unknown(Reason)

  package enum Reason: Sendable, Hashable {
    /// The lockfile names no version.
    case noVersion
    /// The text is no version of its ecosystem.
    case unreadableVersion(String)
    /// A bound of a range is no version, or the order of the ecosystem is not known.
    case unreadableRange
    /// The record tells commits alone, or nothing.
    case noVersionsNamed
  }
}
