/// Files that are no text by their names, in which no pattern is looked for.
enum BinaryFiles {
  private static let endings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "ico", "icns", "bmp", "tif", "tiff", "webp", "avif", "heic",
    "woff", "woff2", "ttf", "otf", "eot", "pdf", "zip", "gz", "bz2", "xz", "zst", "br", "tar",
    "7z", "rar", "jar", "war", "class", "so", "dylib", "dll", "exe", "o", "a", "wasm", "pyc",
    "mp3", "mp4", "m4a", "mov", "webm", "ogg", "wav", "flac", "sqlite", "db", "psd", "sketch",
    "bin", "dat", "parquet", "npy", "pack", "idx",
  ]

  static func contains(_ path: String) -> Bool {
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else {
      return false
    }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }
}
