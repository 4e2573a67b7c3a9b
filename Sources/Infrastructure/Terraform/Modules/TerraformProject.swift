import Model
import StructuredData

/// The Terraform files of a tree, by their folders.
final class TerraformProject {
  private(set) var modules: [String: TerraformModule] = [:]
  private(set) var gaps: [ReadingGap] = []
  /// The paths of the files that were read.
  private(set) var readPaths: [String] = []
  private let texts: (String) -> Result<String, Unavailable>
  private let known: Set<String>
  private var cache: [String: Result<String, Unavailable>] = [:]

  /// Bytes of all Terraform files of a tree together.
  static let maximumBytes = 256 * 1024 * 1024
  /// Bytes of one file that an expression reads.
  static let maximumTextBytes = 1024 * 1024

  init(_ files: some SourceFiles) {
    known = Set(files.paths)
    texts = { path in
      do throws(Unavailable) {
        let bytes = try files.bytes(of: path)
        guard bytes.count <= Self.maximumTextBytes else {
          return .failure(Unavailable("it is larger than \(Self.maximumTextBytes) bytes"))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
          return .failure(Unavailable("it is not UTF-8 text"))
        }
        return .success(text)
      } catch {
        return .failure(error)
      }
    }
    var folders: [String: [String]] = [:]
    for path in files.paths where Self.isConfiguration(path) && !isReplaced(path) {
      folders[TerraformPath.folder(of: path), default: []].append(path)
    }
    var total = 0
    for (folder, paths) in folders.sorted(by: { $0.key < $1.key }) {
      var ordinary: [HCLFile] = []
      var overrides: [HCLFile] = []
      for path in paths.sorted() {
        guard let file = read(path, of: files, total: &total) else { continue }
        if Self.isOverride(path) { overrides.append(file) } else { ordinary.append(file) }
      }
      modules[folder] = TerraformModule(folder: folder, files: ordinary, overrides: overrides)
    }
  }

  private func read(_ path: String, of files: some SourceFiles, total: inout Int) -> HCLFile? {
    do throws(Unavailable) {
      let bytes = try files.bytes(of: path)
      total += bytes.count
      guard total <= Self.maximumBytes else {
        throw Unavailable("the Terraform files are larger than \(Self.maximumBytes) bytes together")
      }
      readPaths.append(path)
      do throws(HCLText.Unreadable) {
        if path.hasSuffix(".json") { return try TerraformJSONReader.parse(bytes, path: path) }
        return HCLParser.parse(try HCLText(bytes, path: path))
      } catch {
        gaps.append(ReadingGap(file: path, span: error.span, reason: error.reason))
      }
    } catch {
      gaps.append(ReadingGap(file: path, reason: error.reason))
    }
    return nil
  }

  func module(in folder: String) -> TerraformModule? { modules[folder] }

  func contains(_ path: String) -> Bool {
    if known.contains(path) { return true }
    if case .success = text(of: path) { return true }
    return false
  }

  /// The text of any file of the tree.
  func text(of path: String) -> Result<String, Unavailable> {
    if let known = cache[path] { return known }
    let result = texts(path)
    cache[path] = result
    return result
  }

  private static let endings = [".tf", ".tf.json", ".tofu", ".tofu.json"]

  static func isConfiguration(_ path: String) -> Bool {
    endings.contains { path.hasSuffix($0) } && !TreePath.isForeign(path)
  }

  /// Whether OpenTofu reads a file of its own in place of this one.
  private func isReplaced(_ path: String) -> Bool {
    path.hasSuffix(".tf") && known.contains(path.dropLast(3) + ".tofu")
      || path.hasSuffix(".tf.json") && known.contains(path.dropLast(8) + ".tofu.json")
  }

  private static func isOverride(_ path: String) -> Bool {
    let name = TerraformPath.name(of: path)
    let stem = name.prefix { $0 != "." }
    return stem == "override" || stem.hasSuffix("_override")
  }

  // MARK: Roots

  /// The folders that are no module of another one, and of those that only call each other the first.
  var roots: [String] {
    let folders = modules.keys.sorted()
    var called: [String: Set<String>] = [:]
    for folder in folders {
      called[folder] = Set(modules[folder]?.calls.values.compactMap(\.folder) ?? [])
    }
    let targets = folders.reduce(into: Set<String>()) { targets, folder in
      targets.formUnion((called[folder] ?? []).subtracting([folder]))
    }
    var roots = folders.filter { !targets.contains($0) }
    var reached: Set<String> = []
    var next = roots
    for folder in [nil] + folders.map(Optional.some) {
      if let folder, !reached.contains(folder) {
        roots.append(folder)
        next.append(folder)
      }
      while let folder = next.popLast() {
        guard reached.insert(folder).inserted else { continue }
        next += called[folder] ?? []
      }
    }
    return roots
  }
}
