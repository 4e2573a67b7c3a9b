/// Files that hold other files.
enum ArchiveKind {
  /// ZIP, and what is built on it: JAR, WAR, APK, wheels, DOCX, XLSX, ODT.
  case zip
  case gzip
  case tar

  /// How many bytes tell what a content is.
  static let headLength = 512

  /// By its first bytes, never by its name; nil for anything else.
  init?(_ head: [UInt8]) {
    guard head.count >= 4 else { return nil }
    switch (head[0], head[1], head[2], head[3]) {
    // A local header, or the end of an archive without entries.
    case (0x50, 0x4B, 0x03, 0x04), (0x50, 0x4B, 0x05, 0x06): self = .zip
    // Deflate is the only method there is.
    case (0x1F, 0x8B, 0x08, _): self = .gzip
    default:
      guard TarArchive.begins(head) else { return nil }
      self = .tar
    }
  }
}
