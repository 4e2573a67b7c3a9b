import Collectors
import Model
import Systems
import Testing
import TestSupport

/// Reads manifests from texts and from folders made for one test.
enum PackagesBench {
  static func read(
    _ format: any ManifestFormat.Type, _ text: String, path: String = "file"
  ) throws -> ManifestContents {
    try format.init().read(Array(text.utf8), path: path)
  }

  /// `name version` of every package, with `@line`.
  static func packages(
    _ format: any ManifestFormat.Type, _ text: String, path: String = "file"
  ) throws -> [String] {
    try read(format, text, path: path).packages.map(shown)
  }

  static func shown(_ package: Package) -> String {
    "\(package.name) \(package.version ?? "?")@\(package.location.span?.line ?? 0)"
  }

  /// `key > what it brings in` of every package that brings something in.
  static func graph(_ packages: [Package]) -> [String] {
    packages.filter { !$0.dependencies.isEmpty }
      .map { "\($0.key ?? "?") > \($0.dependencies.joined(separator: ", "))" }
  }

  /// `name` of every package for which something holds.
  static func names(_ packages: [Package], where holds: (Package) -> Bool) -> [String] {
    packages.filter(holds).map(\.name)
  }

  /// The first thing that is wrong with a file.
  static func problem(
    _ format: any ManifestFormat.Type, _ text: String, path: String = "file"
  ) -> String? {
    do {
      _ = try read(format, text, path: path)
      return nil
    } catch let error as Diagnostics {
      return error.list.min()?.description
    } catch {
      return "\(error)"
    }
  }

  static func sha256(_ text: String) -> String { Digest.sha256(text) }

  static func md5(_ text: String) -> String? { Digest.md5(Array(text.utf8)) }

  static func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    for (path, text) in files { try folder.write(path, text) }
    return folder
  }

  static func collect(_ folder: TemporaryFolder, _ patterns: [String] = []) throws
    -> PackageInventory
  {
    let context = CollectionContext(now: Instant(seconds: 0), deadline: .now + .seconds(60))
    return try PackagesCollector().collect(
      PackagesRequest(folder: folder.path, patterns: patterns), in: context)
  }

  static func collect(_ files: [String: String], _ patterns: [String] = []) throws
    -> PackageInventory
  {
    try collect(try folder(files), patterns)
  }

  /// What a lockfile is said to differ in; nil when it was not compared.
  static func differences(_ files: [String: String], in lockfile: String) throws -> [String]? {
    switch try collect(files)[lockfile]?.step {
    case .inStep: []
    case .outOfStep(_, let differences):
      differences.map { "\($0.location.description) \($0.message)" }
    case .missingLockfile, nil: nil
    }
  }
}

extension PackageInventory {
  subscript(path: String) -> Manifest? { manifests.first { $0.path == path } }

  var paths: [String] { manifests.map(\.path) }

  func names(_ path: String) -> [String]? {
    (try? self[path]?.packages.get())?.map { "\($0.name) \($0.version ?? "?")" }
  }

  func failure(_ path: String) -> String? {
    guard case .failure(let unavailable) = self[path]?.packages else { return nil }
    return unavailable.reason
  }
}
