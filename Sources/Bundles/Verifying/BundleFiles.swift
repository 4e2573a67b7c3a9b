import Systems

/// Holds the files of a bundle against the digests of its statement.
struct BundleFiles {
  let folder: SealedFolder
  let names: BundleNames
  let statement: Statement

  func judge(signer: PublicKey?, _ verification: inout BundleVerification) {
    for subject in statement.subjects { judge(subject, &verification) }
    judgeAdded(&verification)
    if let signer { judgeAllowedSigners(signer, &verification) }
  }

  private func judge(_ subject: Statement.Subject, _ verification: inout BundleVerification) {
    do throws(SealedFolder.Problem) {
      let content = try folder.content(of: subject.name)
      verification.byteCount += content.size
      if content.sha256 != subject.sha256 {
        verification.add(
          .changedFile, subject.name,
          "was changed: signed with SHA-256 \(subject.sha256), found \(content.sha256)")
      }
    } catch {
      switch error {
      case .absent: verification.add(.missingFile, subject.name, "is missing")
      case .irregular: verification.add(.irregularFile, subject.name, error.words)
      case .unreadable:
        verification.doubts.append("\(ShownText.escaped(subject.name)) \(error.words)")
      }
    }
  }

  private func judgeAdded(_ verification: inout BundleVerification) {
    // By bytes, since two spellings of one letter are two files.
    let known = Set((statement.subjects.map(\.name) + names.all).map { Array($0.utf8) })
    do {
      for name in try folder.names() where !known.contains(Array(name.utf8)) {
        verification.add(.addedFile, name, "was added: \(names.statement) does not name it")
      }
    } catch {
      verification.doubts.append("whether files were added is not known: \(error.reason)")
    }
  }

  /// The list is not signed, but what it must hold follows from what is.
  private func judgeAllowedSigners(
    _ signer: PublicKey, _ verification: inout BundleVerification
  ) {
    let expected = AllowedSigners.text(for: statement, key: signer)
    do throws(SealedFolder.Problem) {
      let bytes = try folder.read(names.allowedSigners, limit: AllowedSigners.sizeLimit)
      if !bytes.elementsEqual(expected.utf8) {
        verification.add(
          .wrongAllowedSigners, names.allowedSigners,
          "is not what the signer wrote: expected one line with the key \(signer.fingerprint)")
      }
    } catch {
      if error != .absent {
        verification.add(.wrongAllowedSigners, names.allowedSigners, error.words)
      }
    }
  }
}

extension SealedFolder.Problem {
  /// The problem as the end of a sentence that begins with the file.
  var words: String {
    switch self {
    case .absent: "is missing"
    case .irregular(let reason), .unreadable(let reason): reason
    }
  }
}
