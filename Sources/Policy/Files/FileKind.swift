import FoundationEssentials

/// What stands at a path.
enum FileKind: Equatable {
  case missing
  case folder
  case file(size: Int)
  /// A device, a pipe, a socket.
  case other
  case unreadable(reason: String)

  /// What the path leads to, symbolic links followed.
  static func ofFile(at path: String) -> FileKind {
    guard let resolved = resolvingLinks(path) else {
      return .unreadable(reason: "its symbolic links form a loop")
    }
    return ofEntry(at: resolved) ?? .other
  }

  /// What stands at the path itself; nil for a symbolic link.
  static func ofEntry(at path: String) -> FileKind? {
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: path)
    } catch let error as CocoaError where error.code == .fileReadNoPermission {
      return .unreadable(reason: "permission denied")
    } catch {
      return .missing
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular: return .file(size: (attributes[.size] as? Int) ?? sizeOf(attributes))
    case .typeDirectory: return .folder
    case .typeSymbolicLink: return nil
    default: return .other
    }
  }

  private static func sizeOf(_ attributes: [FileAttributeKey: Any]) -> Int {
    Int(clamping: (attributes[.size] as? UInt64) ?? 0)
  }

  private static func resolvingLinks(_ path: String) -> String? {
    var current = path
    for _ in 0..<32 {
      guard ofEntry(at: current) == nil else { return current }
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: current) else {
        return current
      }
      current = next.hasPrefix("/") ? next : PathText.parent(of: current) + "/" + next
    }
    return nil
  }
}
