import Model

/// The dates of a PDF's information dictionary (ISO 32000-1 section 14.3.3), replaced by one that does
/// not depend on when it was printed.
enum PDFDates {
  private static let keys = ["/CreationDate", "/ModDate"].map { Array($0.utf8) }
  /// Digits of `YYYYMMDDHHMMSS`.
  private static let digits = 14

  /// - Throws: when the bytes are no PDF or are cut off.
  static func replaced(in pdf: [UInt8], with moment: Instant) throws(Unavailable) -> [UInt8] {
    guard pdf.starts(with: Array("%PDF-".utf8)), pdf.suffix(32).contains(sequence: "%%EOF") else {
      throw Unavailable("what was printed is not a whole PDF")
    }
    let stamp = moment.description.utf8.filter { (0x30...0x39).contains($0) }
    guard stamp.count == digits else { return pdf }
    var result = pdf
    for key in keys {
      for start in result.indices(of: key) {
        // `/CreationDate (D:20261121100000+00'00')`, with or without the space.
        guard let open = result[(start + key.count)...].prefix(4).firstIndex(of: 0x28),
          result[open...].starts(with: Array("(D:".utf8)),
          result.count > open + 3 + digits
        else { continue }
        let place = open + 3..<open + 3 + digits
        guard result[place].allSatisfy({ (0x30...0x39).contains($0) }) else { continue }
        result.replaceSubrange(place, with: stamp)
      }
    }
    return result
  }
}

extension Collection where Element == UInt8 {
  fileprivate func contains(sequence text: String) -> Bool {
    !Array(self).indices(of: Array(text.utf8)).isEmpty
  }
}

extension [UInt8] {
  /// Where a sequence begins.
  fileprivate func indices(of sequence: [UInt8]) -> [Int] {
    guard let first = sequence.first else { return [] }
    var found: [Int] = []
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      if self[start...].starts(with: sequence) { found.append(start) }
      rest = self[(start + 1)...]
    }
    return found
  }
}
