/// How much of an archive is looked into, so that a hostile one costs a bounded amount.
struct ArchiveLimits {
  /// An archive in an archive in a file is looked into, and none inside that.
  var depth = 2
  /// Of one archive.
  var entries = 10_000
  /// Uncompressed, in bytes.
  var entryBytes = 32 << 20
  /// Uncompressed bytes of everything in one file, however deep.
  var totalBytes = 128 << 20
  /// Uncompressed over compressed bytes.
  var ratio = 400
}
