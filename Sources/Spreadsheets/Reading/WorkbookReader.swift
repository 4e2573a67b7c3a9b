import Model
import Systems

/// Reads the sheets of a workbook from the parts of its package.
struct WorkbookReader {
  private let parts: PackageParts
  private let limits: WorkbookLimits
  private var strings: [String] = []
  private var styles = CellStyles.none

  /// A sheet before its lists are resolved, for which the other sheets are needed.
  private struct Draft {
    let name: String
    let isHidden: Bool
    let part: String
    let content: SheetContent
    let comments: [CellReference: String]
  }

  init(parts: PackageParts, limits: WorkbookLimits) {
    self.parts = parts
    self.limits = limits
  }

  mutating func sheets() throws(Unavailable) -> [Sheet] {
    let main = try parts.relationships(of: "").first { $0.kind == "officeDocument" }
    guard let main, !main.isExternal else {
      throw Unavailable("this ZIP archive is not a workbook (.xlsx)")
    }
    let root = try element(main.target)
    guard root.name.local == "workbook" else {
      throw Unavailable("this document is not a workbook: it is a \"\(root.name.local)\"")
    }
    let relationships = try parts.relationships(of: main.target)
    try readShared(relationships)
    let listed = root.first("sheets")?.elements("sheet") ?? []
    guard listed.count <= limits.maximumSheets else {
      throw Unavailable(
        "the workbook has \(listed.count) sheets; at most \(limits.maximumSheets) are read")
    }
    var drafts: [Draft] = []
    var tables: [SheetTable] = []
    for sheet in listed {
      guard let draft = try draft(sheet, relationships) else { continue }
      tables += try readTables(of: draft.part, on: draft.name)
      drafts.append(draft)
    }
    let names = definedNames(root, sheets: listed.map { $0["name"] ?? "" })
    var resolver = ListResolver(
      sheets: drafts.map { ($0.name, $0.content) }, names: names, tables: tables, limits: limits)
    return drafts.map { draft in
      let validations = draft.content.lists.map {
        DataValidation(
          ranges: $0.ranges, formula: $0.formula,
          choices: resolver.choices($0.formula, on: draft.name))
      }
      return Sheet(
        content: draft.content, name: draft.name, isHidden: draft.isHidden, part: draft.part,
        validations: validations, comments: draft.comments)
    }
  }

  private mutating func readShared(
    _ relationships: [PackageParts.Relationship]
  ) throws(Unavailable) {
    for relationship in relationships where !relationship.isExternal {
      switch relationship.kind {
      case "sharedStrings":
        strings = try SharedStringReader.read(try parts.read(relationship.target))
      case "styles": styles = try CellStyles(try parts.read(relationship.target))
      default: break
      }
    }
  }

  /// A worksheet; nil for charts, dialogues and sheets of macros.
  private func draft(
    _ sheet: XMLElement, _ relationships: [PackageParts.Relationship]
  ) throws(Unavailable) -> Draft? {
    let name = sheet["name"] ?? ""
    let id = sheet.attributes.first { $0.name.local == "id" && !$0.name.namespace.isEmpty }?.value
    guard let relationship = relationships.first(where: { $0.id == id }) else {
      throw Unavailable("sheet \"\(name)\" leads to no part of the workbook")
    }
    guard relationship.kind == "worksheet", !relationship.isExternal else { return nil }
    let content: SheetContent
    do throws(Unavailable) {
      content = try SheetReader.read(
        try parts.read(relationship.target), strings: strings, styles: styles, limits: limits)
    } catch {
      throw Unavailable("sheet \"\(name)\" cannot be read: \(error.reason)")
    }
    return Draft(
      name: name, isHidden: ["hidden", "veryHidden"].contains(sheet["state"]),
      part: relationship.target, content: content,
      comments: try readComments(of: relationship.target))
  }

  private func readComments(of part: String) throws(Unavailable) -> [CellReference: String] {
    var comments: [CellReference: String] = [:]
    for relationship in try parts.relationships(of: part)
    where relationship.kind == "comments" && !relationship.isExternal {
      let root = try element(relationship.target)
      for comment in root.first("commentList")?.elements("comment") ?? [] {
        guard let place = comment["ref"].flatMap({ CellReference($0) }) else { continue }
        comments[place] = SpreadsheetText.unescaped(comment.first("text")?.text ?? "")
      }
    }
    return comments
  }

  private func readTables(of part: String, on sheet: String) throws(Unavailable) -> [SheetTable] {
    var tables: [SheetTable] = []
    for relationship in try parts.relationships(of: part)
    where relationship.kind == "table" && !relationship.isExternal {
      if let table = SheetTable(try element(relationship.target), on: sheet) {
        tables.append(table)
      }
    }
    return tables
  }

  /// The formulas of names, those of one sheet under `sheet!name`, in lower case.
  private func definedNames(_ root: XMLElement, sheets: [String]) -> [String: String] {
    var names: [String: String] = [:]
    for element in root.first("definedNames")?.elements("definedName") ?? [] {
      guard let name = element["name"]?.lowercased() else { continue }
      let scope = element["localSheetId"].flatMap { Int($0) }
      if let scope, sheets.indices.contains(scope) {
        names["\(sheets[scope].lowercased())!\(name)"] = element.text
      } else {
        names[name] = element.text
      }
    }
    return names
  }

  private func element(_ part: String) throws(Unavailable) -> XMLElement {
    let bytes = try parts.read(part)
    do throws(XMLProblem) {
      return try XMLElement.root(of: bytes)
    } catch {
      throw Unavailable("part \"\(part)\" cannot be read: \(error.description)")
    }
  }
}
