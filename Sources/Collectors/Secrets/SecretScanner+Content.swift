import Model

/// What a content is before it is text.
extension SecretScanner {
  /// Whether a content that begins so can only be judged as a whole: what its parts mean depends on
  /// the start, as in archives and UTF-16.
  ///
  /// Of any other content, what a secret's finding depends on lies within `reach` of it.
  package static func needsWholeContent(_ head: [UInt8]) -> Bool {
    ArchiveKind(head) != nil || WideText.isWide(head)
  }

  /// The most bytes before and after a secret that its finding depends on: the rules' windows,
  /// encoded text around it, and the line of a comment that allows it, with the one before.
  package static let reach = max(
    65_536 + joinedGap, EncodedStretch.reach,
    2 * CommentAllowance.reachBefore + CommentAllowance.reachAfter)

  /// How many first bytes `needsWholeContent` looks at.
  package static let headLength = ArchiveKind.headLength

  /// The secrets of an archive's files, each with its path inside.
  func scanArchive(
    _ bytes: [UInt8], _ kind: ArchiveKind
  ) throws(Unavailable) -> SecretTextScan {
    var result = SecretTextScan()
    var walk = ArchiveWalk()
    try walk.walk(bytes, kind) { entry, content throws(Unavailable) in
      var scan = try scanText(content)
      let name = scan.secrets.isEmpty && scan.problems.isEmpty ? entry : try masked(entry)
      for index in scan.secrets.indices { scan.secrets[index].entry = name }
      result.secrets += scan.secrets
      result.lookAlikes.formUnion(scan.lookAlikes)
      result.problems += scan.problems.map { "\(name): \($0)" }
    }
    for problem in walk.problems { result.problems.append(try masked(problem)) }
    // What cannot be unpacked may still show something.
    if result.secrets.isEmpty, !walk.problems.isEmpty {
      result.secrets = try scanText(bytes).secrets
    }
    return result
  }
}
