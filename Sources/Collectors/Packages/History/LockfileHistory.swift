import Model
import Systems

/// One lockfile along the main line.
struct LockfileHistory: Sendable {
  let path: String
  /// The commits that changed it, oldest first.
  let moments: [CommitMoment]
  let spans: [PackageSpan]
  /// Versions that could not be read, with the reason.
  let gaps: [String]

  /// Reads every version of a lockfile.
  ///
  /// What a version that cannot be read named is not known: the spans run on through it.
  static func read(
    _ path: String, versions: [GitPathVersion], format: any ManifestFormat.Type,
    from repository: GitRepository, in context: CollectionContext
  ) throws(Unavailable) -> LockfileHistory {
    var builder = PackageSpanBuilder()
    var gaps: [String] = []
    for start in stride(from: 0, to: versions.count, by: batch) {
      try context.checkCancellation()
      let part = Array(versions[start..<min(start + batch, versions.count)])
      // One thread reads the repository, all of them take the files apart.
      let blobs = part.map { version -> Result<[UInt8]?, Unavailable> in
        guard let id = version.blob else { return .success(nil) }
        return Result { () throws(Unavailable) in
          try repository.blob(id, limit: PackageLimits.largestFile)
        }
      }
      let read = ParallelMap.map(blobs, inStretchesOf: 4) { blob in
        blob.flatMap { bytes in
          Result { () throws(Unavailable) in
            try bytes.map { bytes throws(Unavailable) in
              try packages(bytes, as: format, path: path)
            } ?? []
          }
        }
      }
      for (offset, result) in read.enumerated() {
        switch result {
        case .success(let packages): builder.add(packages, at: start + offset)
        case .failure(let reason):
          let commit = part[offset].commit.id.description.prefix(12)
          gaps.append("\(path) at \(commit): \(reason.reason)")
        }
      }
      context.progress(path, min(start + batch, versions.count), versions.count)
    }
    return LockfileHistory(
      path: path,
      moments: versions.map {
        CommitMoment(commit: $0.commit.id.description, date: $0.commit.committedAt)
      }, spans: builder.finished, gaps: gaps)
  }

  private static let batch = 256

  private static func packages(
    _ bytes: [UInt8], as format: any ManifestFormat.Type, path: String
  ) throws(Unavailable) -> [NamedVersion] {
    do throws(Diagnostics) {
      let contents = try format.init().read(bytes, path: path)
      return contents.packages.compactMap { package in
        package.version.map {
          NamedVersion(
            ecosystem: package.ecosystem, name: package.name, version: $0,
            isDevelopment: package.isDevelopment)
        }
      }
    } catch {
      throw Unavailable(error.list.min()?.description ?? "it could not be read")
    }
  }
}
