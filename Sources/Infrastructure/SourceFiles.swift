import Model

/// The files of a folder that a source of configuration may read, and nothing outside of it.
package protocol SourceFiles: Sendable {
  /// Relative to the folder, with `/` between parts, sorted.
  var paths: [String] { get }

  /// The bytes of one file.
  ///
  /// - Throws: `Unavailable` for what is too large, unreadable, a link out of the folder, or not there.
  func bytes(of path: String) throws(Unavailable) -> [UInt8]
}
