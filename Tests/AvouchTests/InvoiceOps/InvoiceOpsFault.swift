import Model
import Testing

/// One way to break the example, and all that must come of it.
struct InvoiceOpsFault: Sendable, CustomTestStringConvertible {
  let name: String
  /// The controls that turn, and to what; every other control stays as it was.
  let turns: [String: ControlVerdict]
  let exit: Int32
  /// The files (or `url ` and the paths of the site) in which something is found, apart from what
  /// roll-ups repeat.
  let places: Set<String>
  let breaks: @Sendable (InvoiceOpsDeployment) throws -> Void

  /// A fault that violates something unless another exit code is given.
  init(
    _ name: String, turns: [String: ControlVerdict], exit: Int32 = 1, at places: Set<String> = [],
    _ breaks: @escaping @Sendable (InvoiceOpsDeployment) throws -> Void
  ) {
    self.name = name
    self.turns = turns
    self.exit = exit
    self.places = places
    self.breaks = breaks
  }

  var testDescription: String { name }

  static let all = site + pipeline + storage + code + access + registers + words

  /// A text that stands in a file once is replaced.
  static func edit(
    _ name: String, _ path: String, _ old: String, to new: String, violates controls: String...
  ) -> InvoiceOpsFault {
    let turns = Dictionary(uniqueKeysWithValues: controls.map { ($0, ControlVerdict.violated) })
    return InvoiceOpsFault(name, turns: turns, at: [path]) { try $0.edit(path, old, to: new) }
  }
}
