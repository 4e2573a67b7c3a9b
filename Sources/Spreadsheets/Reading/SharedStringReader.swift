import Model
import Systems

/// Reads the texts that the sheets of a workbook share.
enum SharedStringReader {
  private static let mostBytes = 64 << 20

  /// The texts in order; the parts of a rich text are joined, and what says how to speak it is left out.
  static func read(_ bytes: [UInt8]) throws(Unavailable) -> [String] {
    do throws(XMLProblem) {
      return try strings(bytes)
    } catch {
      throw Unavailable("the shared texts cannot be read: \(error.description)")
    }
  }

  private static func strings(_ bytes: [UInt8]) throws(XMLProblem) -> [String] {
    var reader = try XMLReader(bytes, limits: XMLLimits(maximumBytes: mostBytes))
    var strings: [String] = []
    var text = ""
    var isInText = false
    var phonetics = 0
    while let event = try reader.next() {
      switch event {
      case .text(let piece): if isInText { text += piece }
      case .start(let name, _, _):
        switch name.local {
        case "si": text = ""
        case "t": isInText = phonetics == 0
        case "rPh": phonetics += 1
        default: break
        }
      case .end(let name):
        switch name.local {
        case "si": strings.append(SpreadsheetText.unescaped(text))
        case "t": isInText = false
        case "rPh": phonetics -= 1
        default: break
        }
      }
    }
    return strings
  }
}
