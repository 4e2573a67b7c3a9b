import Model

/// The rules that arguments of `records` must keep and that their fields cannot express.
enum RecordsArguments {
  private static let clock = ["from", "to", "within"]
  private static let cadence = ["at", "every"]

  static func problems(_ arguments: Arguments) -> [Diagnostic] {
    let hasClock = clock.contains { arguments.has($0) }
    let hasCadence = cadence.contains { arguments.has($0) }
    var problems = registerProblems(arguments)
    if hasClock, hasCadence {
      problems.append(
        Diagnostic(
          "give either a clock (from, to, within) or a cadence (at, every), not both",
          at: arguments.location()))
    } else if hasClock {
      problems += incomplete(clock, called: "a clock", arguments)
    } else if hasCadence {
      problems += incomplete(cadence, called: "a cadence", arguments)
    } else {
      problems += timeless(arguments)
    }
    return problems + emptyConditions(arguments)
  }

  /// The entries of a mapping of fields to values, in file order.
  static func conditions(_ name: String, _ arguments: Arguments) -> [RecordCondition] {
    (arguments.node(name)?.entries ?? []).map { entry in
      let nodes = entry.value.elements ?? [entry.value]
      return RecordCondition(field: entry.key, values: nodes.compactMap(\.scalarText))
    }
  }

  private static func registerProblems(_ arguments: Arguments) -> [Diagnostic] {
    let name = arguments.text("register") ?? ""
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
      default: false
      }
    }
    guard isName, !name.isEmpty, !name.hasPrefix(".") else {
      return [
        Diagnostic(
          "\"register\": expected the name of a file in the folder of registers, without its "
            + "ending: incidents", at: arguments.location(of: "register"))
      ]
    }
    return []
  }

  private static func incomplete(
    _ names: [String], called what: String, _ arguments: Arguments
  ) -> [Diagnostic] {
    let missing = names.filter { !arguments.has($0) }
    guard !missing.isEmpty else { return [] }
    return [
      Diagnostic(
        "\(what) needs \(RecordText.joined(names)); \(RecordText.joined(missing)) "
          + "\(missing.count == 1 ? "is" : "are") missing", at: arguments.location())
    ]
  }

  private static func timeless(_ arguments: Arguments) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if !arguments.has("require"), !arguments.has("filled") {
      problems.append(
        Diagnostic(
          "nothing to judge: give a clock (from, to, within), a cadence (at, every), require or "
            + "filled", at: arguments.location()))
    }
    if arguments.has("since") {
      problems.append(
        Diagnostic(
          "\"since\" needs a clock (from, to, within) or a cadence (at, every)",
          at: arguments.location(of: "since")))
    }
    return problems
  }

  private static func emptyConditions(_ arguments: Arguments) -> [Diagnostic] {
    ["where", "require"].flatMap { name in
      (arguments.node(name)?.entries ?? []).filter { $0.value.elements?.isEmpty == true }.map {
        Diagnostic(
          "\"\(name)\": \($0.key) lists no value, so that no row could have it",
          at: Location(path: arguments.path, span: $0.keySpan))
      }
    }
  }
}
