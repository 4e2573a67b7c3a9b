import Model
import Systems

/// Tells workbooks from what is given in their place by mistake.
package enum OfficeFile {
  /// Whether the bytes begin like a ZIP archive or like a file of the old Office formats.
  package static func isBinaryDocument(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: zip) || bytes.starts(with: compound)
      || bytes.starts(with: Array("%PDF".utf8))
      || bytes.starts(with: Array("{\\rtf".utf8))
  }

  /// What the bytes are and what to do, when they are a document that is not an XLSX workbook.
  package static func mistake(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: Array("%PDF".utf8)) {
      return "this is a PDF; ask for the questionnaire as a workbook (.xlsx) or a CSV file"
    }
    if bytes.starts(with: Array("{\\rtf".utf8)) {
      return "this is a rich text document (.rtf); save its table as a workbook (.xlsx)"
    }
    if bytes.starts(with: compound) { return compoundMistake(bytes) }
    return nil
  }

  /// What a ZIP archive without a workbook is.
  static func mistake(_ archive: ZipArchive) -> String? {
    let names = Set(archive.entries.map { $0.name.lowercased() })
    if let entry = archive.entries.first(where: { $0.name == "mimetype" }), entry.size <= 200,
      let kind = try? archive.read(entry)
    {
      let kind = String(decoding: kind, as: UTF8.self)
      if kind.contains("opendocument.spreadsheet") {
        return
          "this is an OpenDocument spreadsheet (.ods); save it as a workbook (.xlsx) and try again"
      }
      if kind.contains("opendocument.text") {
        return "this is an OpenDocument text (.odt); save its table as a workbook (.xlsx)"
      }
      if kind.contains("epub") { return "this is an e-book (.epub), not a questionnaire" }
    }
    if names.contains("word/document.xml") {
      return "this is a Word document (.docx); save its table as a workbook (.xlsx)"
    }
    if names.contains("ppt/presentation.xml") {
      return "this is a presentation (.pptx), not a questionnaire"
    }
    if names.contains("xl/workbook.bin") {
      return "this is a binary workbook (.xlsb); save it as a workbook (.xlsx) and try again"
    }
    if names.contains("index/document.iwa") {
      return "this is a Numbers document; export it as a workbook (.xlsx) and try again"
    }
    return nil
  }

  /// The compound file of the old formats also wraps a workbook that a password protects.
  private static func compoundMistake(_ bytes: [UInt8]) -> String {
    if holds("EncryptedPackage", bytes) {
      return "this workbook is protected by a password; save it without one and try again"
    }
    if holds("Workbook", bytes) || holds("Book", bytes) {
      return "this is a workbook of the old format (.xls); save it as .xlsx and try again"
    }
    if holds("WordDocument", bytes) {
      return "this is a Word document of the old format (.doc); save its table as .xlsx"
    }
    return "this is a document of the old Office formats; save it as .xlsx and try again"
  }

  /// Whether a stream of that name is in the compound file; names are UTF-16 in its directory.
  private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
    var wanted: [UInt8] = []
    for unit in name.utf16 { wanted += [UInt8(unit & 255), UInt8(unit >> 8)] }
    wanted += [0, 0]
    return bytes.prefix(16 << 20).firstRange(of: wanted) != nil
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
}
