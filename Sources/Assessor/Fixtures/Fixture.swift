import Model
import StructuredData
import Systems

/// What a test gives: some files, or a folder.
struct Fixture {
  /// Absolute path of the folder that stands for every folder.
  let folder: String
  /// The files from the posture's folder; none where the fixture is a folder.
  let files: [String]
  private let tree: FileTree

  /// Finds what `given` names.
  ///
  /// - Throws: `Unavailable` for what is not there.
  init(_ given: [String], below root: String) throws(Unavailable) {
    tree = FileTree(root: root)
    var found: [String] = []
    for text in given {
      let files = try tree.files(matching: [Self.pattern(text)])
      if !files.isEmpty {
        found += files.filter { !found.contains($0) }
        continue
      }
      var path = text
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      guard try !tree.files(matching: [Self.pattern(path + "/**")]).isEmpty else {
        throw Unavailable("there is no file `\(text)` and no folder with files of that name")
      }
      guard given.count == 1 else {
        throw Unavailable("`\(text)` is a folder: give one folder, or files")
      }
      folder = root + "/" + path
      self.files = []
      return
    }
    folder = root
    files = found
  }

  private static func pattern(_ text: String) throws(Unavailable) -> GlobPattern {
    do throws(PatternProblem) {
      return try GlobPattern(text)
    } catch {
      throw Unavailable("`\(text)`: \(error.message)")
    }
  }

  /// The files, as what the request asks for.
  ///
  /// A request for one named file finds it under that name.
  func structuredFiles(for request: StructuredFilesRequest) -> StructuredFiles {
    let names = request.patterns.compactMap { (try? GlobPattern($0))?.literalPath }
    let isNamed = files.count == 1 && names.count == 1 && request.patterns.count == 1
    return StructuredFiles(
      files: files.map { path in
        let bytes: [UInt8]
        do throws(Unavailable) {
          bytes = try tree.read(path)
        } catch {
          return StructuredFile(path: path, digest: nil, documents: .failure(error))
        }
        return StructuredFile(
          path: isNamed ? names[0] : path, digest: nil,
          documents: Self.documents(bytes, path: path, format: request.format))
      })
  }

  private static func documents(
    _ bytes: [UInt8], path: String, format: StructuredFilesRequest.Format?
  ) -> Result<[Node], Unavailable> {
    guard let format = format ?? StructuredParser.format(ofFileNamed: path) else {
      return .failure(Unavailable("\(path) has a name of no known format"))
    }
    do throws(Diagnostics) {
      return .success(try StructuredParser.parse(bytes, as: format, path: path))
    } catch {
      return .failure(Unavailable(error.list.first?.description ?? "\(path) cannot be read"))
    }
  }
}
