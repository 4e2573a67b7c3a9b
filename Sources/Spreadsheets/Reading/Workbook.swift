import Model
import Systems

/// An XLSX or XLSM workbook; macros are kept and never looked at.
package struct Workbook: Sendable {
  package let bytes: [UInt8]
  /// The worksheets in the order of their tabs.
  package let sheets: [Sheet]

  /// Reads a workbook.
  ///
  /// - Throws: `Unavailable` that says what the bytes are when they are no workbook, or what in it
  ///   cannot be read.
  package static func read(
    _ bytes: [UInt8], limits: WorkbookLimits = .standard
  ) throws(Unavailable) -> Workbook {
    if let mistake = OfficeFile.mistake(bytes) { throw Unavailable(mistake) }
    let archive = try ZipArchive(bytes)
    if let mistake = OfficeFile.mistake(archive) { throw Unavailable(mistake) }
    var reader = WorkbookReader(parts: try PackageParts(archive), limits: limits)
    return Workbook(bytes: bytes, sheets: try reader.sheets())
  }
}
