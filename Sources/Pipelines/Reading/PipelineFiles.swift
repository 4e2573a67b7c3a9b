import Model

/// The files that pipelines are read from, and nothing outside of them.
package protocol PipelineFiles: Sendable {
  /// The bytes of one file, by its path relative to the folder.
  ///
  /// - Throws: `Unavailable` for what is too large, unreadable, a link out of the folder, or not there.
  func bytes(of path: String) throws(Unavailable) -> [UInt8]
}
