import Expressions
import Model

/// Shows values that an expression made, and what went wrong in it, without giving a secret away.
struct ExpressionText: Sendable {
  /// False where the expression looked at something secret: then nothing made of it is shown but
  /// true and false.
  let showsSecrets: Bool

  func shown(_ value: ExpressionValue) -> String {
    switch value {
    case .boolean, .null, .type: DisplayText.literal(value)
    case .unknown(let unknowns):
      "unknown" + (unknowns.list.first.map { ": \(Secrecy.redacting($0.reason))" } ?? "")
    case .failure(let failure): "error: \(message(failure))"
    case .string(let text):
      // A text put together of several may hold `password=…` anywhere.
      showsSecrets && Secrecy.of(name: text) == .none
        ? ValueText.quoted(Secrecy.redacting(text)) : ValueText.length(of: text)
    case .list(let list): self.list(list)
    case .map(let map): "a mapping with \(map.count) key\(map.count == 1 ? "" : "s")"
    case .bytes, .integer, .unsigned, .double, .timestamp, .duration, .address, .network, .quantity:
      showsSecrets ? DisplayText.literal(value) : "a value made of a secret"
    case .optional(let inner): inner.map { "optional of \(shown($0))" } ?? "an empty optional"
    }
  }

  func message(_ failure: Failure) -> String {
    guard showsSecrets else { return failure.kind.rawValue }
    return Secrecy.redacting(failure.message)
  }

  private func list(_ list: ListValue) -> String {
    guard showsSecrets, list.count <= 4 else {
      return "a list of \(list.count) element\(list.count == 1 ? "" : "s")"
    }
    return "[\(list.values.map(member).joined(separator: ", "))]"
  }

  private func member(_ value: ExpressionValue) -> String {
    switch value {
    case .list(let list): list.count == 0 ? "[]" : "[…]"
    default: shown(value)
    }
  }
}
