/// An object that was asked for and could not be read.
package struct ObjectGap: Hashable, Sendable {
  package let name: ObjectName
  /// The pack it lies in; nil for a loose object.
  package let pack: String?
  package let reason: Reason

  /// As a sentence for people.
  package var description: String {
    "object \(name.description)" + (pack.map { " in \($0)" } ?? "") + " \(reason.words)"
  }

  /// Why an object could not be read.
  package enum Reason: Error, Hashable, Sendable {
    case outsideFile
    case unreadableFile
    case damagedHeader
    case damagedData
    case wrongSize
    case tooLarge
    case damagedDelta
    case baseMissing
    case notInPartialClone
    case baseUnreadable
    case cycle

    package var words: String {
      switch self {
      case .outsideFile: "lies beyond the end of its file"
      case .unreadableFile: "is in a file that cannot be read"
      case .damagedHeader: "begins with a damaged header"
      case .damagedData: "has damaged compressed data"
      case .wrongSize: "does not have the size that its header declares"
      case .tooLarge: "is larger than is read"
      case .damagedDelta: "has a delta that does not fit its base"
      case .baseMissing: "is a delta of an object that is not in the repository"
      case .notInPartialClone:
        "cannot be read (partial clone: the object it is a delta of is not here)"
      case .baseUnreadable: "is a delta of an object that cannot be read"
      case .cycle: "is a delta of itself, over others"
      }
    }
  }
}
