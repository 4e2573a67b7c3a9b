/// A path or glob that must stay inside the folder it starts from.
package enum RelativePath {
  /// Why a path or glob cannot be used, or nil when it can.
  package static func problem(with text: String) -> String? {
    if text.isEmpty { return "the path is empty" }
    if text.unicodeScalars.contains(where: { $0.value == 0 }) { return "the path holds a NUL" }
    if text.hasPrefix("/") {
      return "\"\(text.shortened)\" is an absolute path: expected a path inside the folder"
    }
    if text.split(separator: "/").contains("..") {
      return "\"\(text.shortened)\" leads out of the folder: .. is not allowed"
    }
    return nil
  }
}
