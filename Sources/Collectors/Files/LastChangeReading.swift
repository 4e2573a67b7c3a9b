import Model

/// Knows when files were last changed.
package protocol LastChangeReading: Sendable {
  /// For each path, relative to the folder, the newest commit that changed it, or why that is not
  /// known.
  func lastChanges(of paths: [String], in folder: String)
    -> [String: Result<TextFile.Change, Unavailable>]
}
