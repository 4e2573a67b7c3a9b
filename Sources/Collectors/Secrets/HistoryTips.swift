import Model
import Systems

/// What references lead to, by kind.
struct HistoryTips {
  var commits: [Int32] = []
  private(set) var trees: [Int32] = []
  private(set) var blobs: [(Int32, String)] = []
  private(set) var problems: [String] = []

  /// Adds everything that has a name.
  mutating func add(_ references: RepositoryReferences, in history: StoredHistory) {
    for reference in references.list { add(reference, in: history) }
    if let head = references.head.flatMap({ history.number(of: $0) }) { commits.append(head) }
  }

  private mutating func add(
    _ reference: RepositoryReferences.Reference, in history: StoredHistory
  ) {
    do throws(Unavailable) {
      switch try history.tip(of: reference.target) {
      case .commit(let number): commits.append(number)
      case .tree(let number): trees.append(number)
      case .blob(let number): blobs.append((number, reference.name))
      case nil: break
      }
    } catch {
      problems.append("\(reference.name): \(error.reason)")
    }
  }
}
