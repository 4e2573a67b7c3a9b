/// How much of a ZIP archive is accepted, so that a hostile one costs a bounded amount.
package struct ZipLimits: Hashable, Sendable {
  package var maximumEntries: Int
  /// Uncompressed, in bytes.
  package var maximumEntryBytes: Int
  /// Everything that is read out of one archive, in bytes.
  package var maximumTotalBytes: Int
  /// Uncompressed over compressed bytes of one entry.
  ///
  /// Deflate reaches 1032; sheets of a workbook with many equal rows come to about 100.
  package var maximumRatio: Int

  /// An entry no larger than this does no harm however well it is compressed.
  static let harmlessBytes = 1 << 20

  package init(
    maximumEntries: Int = 10_000, maximumEntryBytes: Int = 64 << 20,
    maximumTotalBytes: Int = 256 << 20, maximumRatio: Int = 400
  ) {
    self.maximumEntries = maximumEntries
    self.maximumEntryBytes = maximumEntryBytes
    self.maximumTotalBytes = maximumTotalBytes
    self.maximumRatio = maximumRatio
  }

  package static let standard = ZipLimits()
}
