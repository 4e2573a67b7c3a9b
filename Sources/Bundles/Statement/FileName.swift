/// What a file of a bundle may be called.
package enum FileName {
  private static let longest = 1024

  /// What is wrong with a relative path, as the end of a sentence; nil when nothing is.
  package static func problem(with name: String) -> String? {
    guard !name.isEmpty else { return "is empty" }
    guard name.utf8.count <= longest else { return "is longer than \(longest) bytes" }
    guard !name.hasPrefix("/") else { return "is an absolute path" }
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.elementsEqual("..".utf8) }) else {
      return "leads out of the folder"
    }
    guard !parts.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) else {
      return "has an empty part"
    }
    guard ShownText.escaped(name).utf8.elementsEqual(name.utf8) else {
      return "holds a character that cannot be seen"
    }
    // On Windows these would begin another folder or another stream of the file.
    guard !name.utf8.contains(where: { $0 == 0x5C || $0 == 0x3A }) else {
      return "holds a backslash or a colon"
    }
    return nil
  }
}
