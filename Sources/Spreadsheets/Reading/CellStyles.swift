import Model
import Systems

/// The cell formats of a workbook, as far as a reader of questionnaires needs them.
struct CellStyles {
  /// The numbers of the formats that leave a cell open in a protected sheet.
  private let unlocked: Set<String>

  static let none = CellStyles(unlocked: [])

  private init(unlocked: Set<String>) { self.unlocked = unlocked }

  /// Reads the styles part.
  init(_ bytes: [UInt8]) throws(Unavailable) {
    let root: XMLElement
    do throws(XMLProblem) {
      root = try XMLElement.root(of: bytes)
    } catch {
      throw Unavailable("the styles cannot be read: \(error.description)")
    }
    var unlocked: Set<String> = []
    let parents = (root.first("cellStyleXfs")?.elements("xf") ?? []).map(Self.isUnlocked)
    for (index, format) in (root.first("cellXfs")?.elements("xf") ?? []).enumerated() {
      let parent = format["xfId"].flatMap { Int($0) }
      let inherited = parent.flatMap { parents.indices.contains($0) ? parents[$0] : nil }
      if (Self.isUnlocked(format) ?? inherited ?? false) == true { unlocked.insert(String(index)) }
    }
    self.unlocked = unlocked
  }

  /// Whether a cell of a format may be changed though its sheet is protected.
  func isUnlocked(_ format: String) -> Bool { unlocked.contains(format) }

  /// Nil when the format does not say.
  private static func isUnlocked(_ format: XMLElement) -> Bool? {
    guard let locked = format.first("protection")?["locked"] else { return nil }
    return !XMLBoolean.value(locked)
  }
}
