import Model
import Systems

/// The parts of an OOXML package, and how they refer to each other (ECMA-376 part 2).
struct PackageParts {
  struct Relationship {
    let id: String
    /// The last part of the relationship's type, which the strict and the transitional form share.
    let kind: String
    /// The part it leads to, or an address when it leads outside.
    let target: String
    let isExternal: Bool
  }

  private let archive: ZipArchive
  private let entries: [String: ZipEntry]

  /// - Throws: `Unavailable` when two parts have one name, in any case.
  init(_ archive: ZipArchive) throws(Unavailable) {
    self.archive = archive
    var entries: [String: ZipEntry] = [:]
    for entry in archive.entries where !entry.isFolder {
      guard entries.updateValue(entry, forKey: entry.name.lowercased()) == nil else {
        throw Unavailable("the package has two parts called \"\(entry.name)\"")
      }
    }
    self.entries = entries
  }

  /// The entry of a part, whose name is compared without regard to case.
  func entry(_ part: String) -> ZipEntry? { entries[part.lowercased()] }

  func read(_ part: String) throws(Unavailable) -> [UInt8] {
    guard let entry = entry(part) else {
      throw Unavailable("the package has no part \"\(part)\"")
    }
    return try archive.read(entry)
  }

  /// What a part refers to; the package itself is the part with an empty name.
  func relationships(of part: String) throws(Unavailable) -> [Relationship] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
    let list = "\(folder)_rels/\(name).rels"
    guard entry(list) != nil else { return [] }
    let root: XMLElement
    do throws(XMLProblem) {
      root = try XMLElement.root(of: try readWhole(list))
    } catch {
      throw Unavailable("part \"\(list)\" cannot be read: \(error.description)")
    }
    return root.elements("Relationship").compactMap { element in
      guard let id = element["Id"], let type = element["Type"], let target = element["Target"]
      else { return nil }
      let isExternal = element["TargetMode"] == "External"
      return Relationship(
        id: id, kind: type.split(separator: "/").last.map(String.init) ?? type,
        target: isExternal ? target : Self.resolve(target, from: folder), isExternal: isExternal)
    }
  }

  private func readWhole(_ part: String) throws(XMLProblem) -> [UInt8] {
    do throws(Unavailable) {
      return try read(part)
    } catch {
      throw XMLProblem(error.reason)
    }
  }

  /// A part's name from a target as it is written, which starts at the package or at a folder.
  static func resolve(_ target: String, from folder: String) -> String {
    let path = target.hasPrefix("/") ? target : folder + target
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
