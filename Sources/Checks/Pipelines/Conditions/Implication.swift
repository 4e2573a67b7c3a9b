import Model

/// Whether what runs under some conditions also runs under another.
enum Implication {
  private static let mostAtoms = 10

  /// Whether the other condition holds in every run in which all of the first do; nil where that
  /// cannot be told.
  static func holds(
    from first: [PipelineCondition?], to other: PipelineCondition?, in world: ConditionWorld
  ) -> Bool? {
    guard let consequent = other?.expression else { return true }
    if let direct = Self.certain(world.evaluate(consequent)) { return direct }
    let antecedents = first.compactMap { $0?.expression }
    let atoms = Array(Set((antecedents + [consequent]).flatMap(atoms))).sorted { $0.text < $1.text }
    guard atoms.count <= mostAtoms,
      !(antecedents + [consequent]).contains(where: { $0.unreadableReason != nil })
    else { return nil }
    var isKnown = true
    for bits in 0..<(1 << atoms.count) {
      let values = atoms.indices.map { bits >> $0 & 1 == 1 }
      guard isConsistent(atoms, values, world) else { continue }
      var assumed = world
      for (atom, value) in zip(atoms, values) { assumed.assumed[atom.text] = value }
      let runs = antecedents.allSatisfy { assumed.evaluate($0).canHold != .no }
      guard runs else { continue }
      let answer = assumed.evaluate(consequent)
      if answer.canFail == .yes { return false }
      if answer.canFail == .perhaps { isKnown = false }
    }
    return isKnown ? true : nil
  }

  private static func certain(_ answer: Possibility) -> Bool? {
    if answer.canFail == .no { return true }
    return answer.canHold == .no ? false : nil
  }

  /// The comparisons and values that a condition is made of.
  private static func atoms(of expression: PipelineExpression) -> [PipelineExpression] {
    switch expression {
    case .not(let operand): atoms(of: operand)
    case .binary(.and, let left, let right), .binary(.or, let left, let right):
      atoms(of: left) + atoms(of: right)
    case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
      equation(left, right)
    case .binary, .path: [expression]
    case .call(let name, _): ConditionWorld.statusFunctions.contains(name) ? [] : [expression]
    case .null, .boolean, .number, .string, .unreadable: []
    }
  }

  private static func equation(
    _ left: PipelineExpression, _ right: PipelineExpression
  ) -> [PipelineExpression] {
    switch (left, right) {
    case (.path(let path), .string(let text)), (.string(let text), .path(let path)):
      [ConditionWorld.equation(path, text)]
    case (.path, .boolean): [left]
    case (.boolean, .path): [right]
    default: [.binary(.equal, left, right)]
    }
  }

  /// Whether no value is said to be two things at once, and none to be what it cannot be.
  private static func isConsistent(
    _ atoms: [PipelineExpression], _ values: [Bool], _ world: ConditionWorld
  ) -> Bool {
    var seen: Set<String> = []
    for (atom, value) in zip(atoms, values) {
      let answer = world.evaluate(atom)
      if value ? answer.canHold == .no : answer.canFail == .no { return false }
      guard value, case .binary(.equal, .path(let path), .string) = atom else { continue }
      guard seen.insert(path.joined(separator: ".")).inserted else { return false }
    }
    return true
  }
}
