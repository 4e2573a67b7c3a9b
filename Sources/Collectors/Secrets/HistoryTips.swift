import Model
import Systems

/// What references lead to, by kind.
struct HistoryTips {
  var commits: [GitObjectID] = []
  private(set) var trees: [GitObjectID] = []
  private(set) var blobs: [(GitObjectID, String)] = []
  private(set) var problems: [String] = []

  /// Adds everything that has a name.
  mutating func add(
    _ references: GitReferences, head: GitObjectID?, from repository: GitRepository
  ) {
    for reference in references.list { add(reference, from: repository) }
    if let head { commits.append(head) }
  }

  private mutating func add(_ reference: GitReference, from repository: GitRepository) {
    do throws(Unavailable) {
      switch try repository.tip(of: reference.target) {
      case .commit(let id): commits.append(id)
      case .tree(let id): trees.append(id)
      case .blob(let id): blobs.append((id, reference.name))
      case nil: break
      }
    } catch {
      problems.append("\(reference.name): \(error.reason)")
    }
  }
}
