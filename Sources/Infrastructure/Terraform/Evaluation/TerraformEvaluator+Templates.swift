extension TerraformEvaluator {
  func template(_ parts: [HCLTemplatePart], in scope: TerraformScope) -> TerraformValue {
    var pieces = TerraformPieces()
    append(parts, to: &pieces, in: scope)
    return pieces.value
  }

  private func append(
    _ parts: [HCLTemplatePart], to pieces: inout TerraformPieces, in scope: TerraformScope
  ) {
    for part in parts where charge(1) && !pieces.isTooLarge {
      switch part {
      case .text(let text): pieces.append(text)
      case .value(let expression): append(value(expression, in: scope), to: &pieces)
      case .conditional(let condition, let then, let otherwise):
        let decision = value(condition, in: scope)
        if let decided = decision.scalarBoolean {
          append(decided ? then : otherwise, to: &pieces, in: scope)
        } else if case .unknown(let unknown) = decision {
          pieces.appendUnknown(unknown.reason)
        } else {
          pieces.append(fault("the condition of a template is \(decision.kindName)"))
        }
      case .loop(let keyName, let valueName, let collection, let body):
        let collection = value(collection, in: scope)
        guard let pairs = pairs(of: collection) else {
          pieces.append(missingPairs(of: collection))
          continue
        }
        for pair in pairs where charge(1) {
          append(
            body, to: &pieces,
            in: scope.binding(keyName.map { ($0, pair.0) }, (valueName, pair.1)))
        }
      }
    }
  }

  private func append(_ value: TerraformValue, to pieces: inout TerraformPieces) {
    if value.scalarText == nil, !value.isUnknown {
      pieces.append(fault("\(value.kindName) cannot stand in a text"))
    } else {
      pieces.append(value)
    }
  }

  /// Keys and values of what can be gone through; nil for what cannot.
  func pairs(of value: TerraformValue) -> [(TerraformValue, TerraformValue)]? {
    switch value {
    case .list(let list):
      list.isSet
        ? list.elements.map { ($0, $0) }
        : list.elements.enumerated().map { (.integer($0.offset), $0.element) }
    case .object(let object): zip(object.keys, object.values).map { (.string($0), $1) }
    default: nil
    }
  }

  /// What stands for a collection that cannot be gone through.
  func missingPairs(of value: TerraformValue) -> TerraformValue {
    if case .unknown(let unknown) = value { return .unknown(unknown.reason) }
    return fault("\(value.kindName) is no collection")
  }

  func comprehension(_ form: HCLComprehension, in scope: TerraformScope) -> TerraformValue {
    let collection = value(form.collection, in: scope)
    guard let pairs = pairs(of: collection) else { return missingPairs(of: collection) }
    var elements: [TerraformValue] = []
    var entries: [(String, TerraformValue)] = []
    var groups: [String: [TerraformValue]] = [:]
    for pair in pairs {
      guard charge(1) else { return Self.exhausted }
      let inner = scope.binding(
        form.keyName.map { ($0, pair.0) }, (form.valueName, pair.1))
      if let condition = form.condition {
        let decision = value(condition, in: inner)
        if case .unknown(let unknown) = decision {
          return .unknown("a condition is unknown: " + unknown.reason)
        }
        guard let decided = decision.scalarBoolean else {
          return fault("the condition is \(decision.kindName), not true or false")
        }
        guard decided else { continue }
      }
      let result = value(form.value, in: inner)
      guard let keyForm = form.key else {
        elements.append(result)
        continue
      }
      let key = value(keyForm, in: inner)
      if case .unknown(let unknown) = key { return .unknown("a key is unknown: " + unknown.reason) }
      guard let text = key.scalarText else { return fault("a key is \(key.kindName), not text") }
      if form.groups {
        groups[text, default: []].append(result)
      } else {
        entries.append((text, result))
      }
    }
    if form.key == nil { return .list(elements) }
    return .object(form.groups ? groups.map { ($0.key, .list($0.value)) } : entries)
  }
}

/// A text that is put together from known and unknown parts.
struct TerraformPieces {
  private var pieces: [TerraformUnknown.Piece] = []
  private var text = ""
  private var size = 0
  private var firstUnknown: TerraformUnknown?

  var isTooLarge: Bool { size > TerraformValue.maximumText || pieces.count > 10_000 }

  mutating func append(_ addition: String) {
    size = size &+ addition.utf8.count
    text += addition
  }

  mutating func appendUnknown(_ reason: String) { append(.unknown(reason)) }

  mutating func append(_ value: TerraformValue) {
    guard case .unknown(let unknown) = value else { return append(value.scalarText ?? "") }
    if firstUnknown == nil { firstUnknown = unknown }
    if case .pieces(let inner)? = unknown.shape, inner.count < 1_000 {
      for piece in inner {
        switch piece {
        case .text(let text): append(text)
        case .unknown: push(piece)
        }
      }
    } else {
      push(.unknown(unknown.reason))
    }
  }

  private mutating func push(_ piece: TerraformUnknown.Piece) {
    if !text.isEmpty { pieces.append(.text(text)) }
    text = ""
    pieces.append(piece)
  }

  var value: TerraformValue {
    guard !isTooLarge else { return .tooLarge }
    guard let firstUnknown else { return .string(text) }
    let all = text.isEmpty ? pieces : pieces + [.text(text)]
    return .unknown(
      TerraformUnknown(reason: firstUnknown.reason, isPresent: true, shape: .pieces(all)))
  }
}
