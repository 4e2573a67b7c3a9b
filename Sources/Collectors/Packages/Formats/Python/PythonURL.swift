import Model

/// Where a Python package is taken from when it is not the index.
struct PythonURL {
  let text: String

  init(_ text: String) { self.text = text }

  /// Whether it leads to a file or folder beside the manifest.
  var isLocal: Bool {
    let bytes = Array(text.utf8)[...]
    return Self.isFile(bytes) || !bytes.holds("://") && !Self.starts(bytes, with: "git+")
  }

  var isArchive: Bool { Self.isArchive(Array(text.utf8)[...]) }

  private static let archiveEndings = [".whl", ".zip", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz"]

  /// Whether a URL or a path ends as an archive's does, its query and fragment left out.
  static func isArchive(_ bytes: ArraySlice<UInt8>) -> Bool {
    let address = bytes.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    return archiveEndings.contains {
      $0.utf8.count <= address.count && starts(address.suffix($0.utf8.count), with: $0)
    }
  }

  /// Whether a text begins with `file:`, whatever its letter case.
  static func isFile(_ bytes: ArraySlice<UInt8>) -> Bool { starts(bytes, with: "file:") }

  private static func starts(_ bytes: ArraySlice<UInt8>, with lowercase: String) -> Bool {
    bytes.prefix(lowercase.utf8.count).elementsEqual(lowercase.utf8) {
      $0 == $1 || (0x41...0x5A).contains($0) && $0 | 0x20 == $1
    }
  }

  /// Whether a commit or a digest says what the content is.
  var isFixed: Bool {
    if let at = address.lastIndex(of: "@"),
      PackageText.isCommit(address[address.index(after: at)...])
    {
      return true
    }
    return fragment.split(separator: "&").contains {
      ["sha256=", "sha384=", "sha512="].contains(where: $0.hasPrefix)
    }
  }

  /// The name and version that the URL tells: `#egg=name`, or an archive's file name.
  var named: (name: String, version: String?)? {
    if let egg = fragment.split(separator: "&").first(where: { $0.hasPrefix("egg=") }) {
      let name = egg.dropFirst(4).prefix { $0 != "[" && $0 != "=" }
      return name.isEmpty ? nil : (String(name), nil)
    }
    guard isArchive, let file = address.split(separator: "/").last else { return nil }
    return Self.named(byFile: String(file))
  }

  private var address: Substring { text.prefix { $0 != "#" && $0 != "?" } }

  private var fragment: Substring {
    text.firstIndex(of: "#").map { text[text.index(after: $0)...] } ?? ""
  }

  /// `name-1.2-py3-none-any.whl` and `name-1.2.tar.gz`.
  private static func named(byFile file: String) -> (name: String, version: String?)? {
    if file.lowercased().hasSuffix(".whl") {
      let parts = file.dropLast(4).split(separator: "-")
      guard parts.count >= 5, PythonVersion(String(parts[1])) != nil else { return nil }
      return (String(parts[0]), String(parts[1]))
    }
    var stem = file[...]
    for ending in [".zip", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz"]
    where stem.lowercased().hasSuffix(ending) {
      stem = stem.dropLast(ending.count)
    }
    guard let dash = stem.lastIndex(of: "-") else { return nil }
    let version = String(stem[stem.index(after: dash)...])
    guard dash > stem.startIndex, PythonVersion(version) != nil else { return nil }
    return (String(stem[..<dash]), version)
  }
}
