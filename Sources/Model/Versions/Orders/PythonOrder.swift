/// The order of Python packages (PEP 440, "Summary of permitted suffixes and relative ordering").
///
/// Zeros at the end of the release have no part in it. A development release comes before the
/// prereleases, these before the release, and it before its post-releases; a local version comes after
/// the public one that it was made from.
enum PythonOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    guard let parts = PythonVersionReader.parts(of: text) else { return false }
    key.number(parts.epoch)
    var release = parts.release[...]
    while let last = release.last, last.allSatisfy({ $0 == 0x30 }) { release.removeLast() }
    for number in release {
      key.mark(1)
      key.number(number)
    }
    key.mark(0)
    writeStages(parts, to: &key)
    for part in parts.local {
      if part.allSatisfy(\.isDigit) {
        key.mark(2)
        key.number(part)
      } else {
        key.mark(1)
        key.word(part)
      }
    }
    key.mark(0)
    return true
  }

  private static func writeStages(
    _ parts: PythonVersionReader.Parts, to key: inout VersionKeyWriter
  ) {
    if let stage = parts.prerelease {
      switch stage.kind {
      case .alpha: key.mark(1)
      case .beta: key.mark(2)
      case .candidate: key.mark(3)
      }
      key.number(stage.number)
    } else {
      key.mark(parts.post == nil && parts.development != nil ? 0 : 4)
    }
    if let post = parts.post {
      key.mark(1)
      key.number(post)
    } else {
      key.mark(0)
    }
    if let development = parts.development {
      key.mark(0)
      key.number(development)
    } else {
      key.mark(1)
    }
  }
}
