import Model

/// Where a Python package is taken from when it is not the index.
struct PythonURL {
  let text: String

  init(_ text: String) { self.text = text }

  /// Whether it leads to a file or folder beside the manifest.
  var isLocal: Bool {
    let text = text.lowercased()
    return text.hasPrefix("file:") || !text.contains("://") && !text.hasPrefix("git+")
  }

  var isArchive: Bool {
    [".whl", ".zip", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz"].contains(
      where: address.lowercased().hasSuffix)
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
