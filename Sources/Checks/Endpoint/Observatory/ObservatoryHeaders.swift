import Model

/// The tests of one header each.
struct ObservatoryHeaders {
  private let response: Response

  init(_ response: Response) { self.response = response }

  private func first(_ name: String) -> String? {
    guard let value = response.values(of: name).first, !value.isEmpty else { return nil }
    return value
  }

  var referrerPolicy: ObservatoryResult {
    let test = "referrer-policy"
    let metas = (response.page?.metas ?? []).filter { $0.name == "referrer" || $0.name == test }
    let values = response.values(of: test) + metas.map(\.content)
    guard !values.isEmpty else { return ObservatoryResult(test, "referrer-policy-not-implemented") }
    let tokens = values.flatMap { $0.split(separator: ",") }
      .map { String($0).trimmingWhitespace.lowercased() }
    let seen = ValueText.plain(values.joined(separator: ", "))
    guard let policy = tokens.last(where: { Self.private.contains($0) || Self.open.contains($0) })
    else { return ObservatoryResult(test, "referrer-policy-header-invalid", seen: seen) }
    return ObservatoryResult(
      test,
      Self.private.contains(policy) ? "referrer-policy-private" : "referrer-policy-unsafe",
      seen: seen)
  }

  private static let `private`: Set<String> = [
    "no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin",
  ]
  private static let open: Set<String> = [
    "origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade",
  ]

  var contentTypeOptions: ObservatoryResult {
    let test = "x-content-type-options"
    guard let value = first(test) else {
      return ObservatoryResult(test, "x-content-type-options-not-implemented")
    }
    let isRight = value.trimmingWhitespace.lowercased() == "nosniff"
    return ObservatoryResult(
      test, "x-content-type-options-" + (isRight ? "nosniff" : "header-invalid"),
      seen: ValueText.plain(value))
  }

  var frameOptions: ObservatoryResult {
    let test = "x-frame-options"
    let policies = ContentSecurityPolicy.all(in: response.values(of: "content-security-policy"))
    // A policy whose directives repeat is invalid as a whole for the reference.
    let isReadable = ObservatoryPolicy.headerPolicies(of: response) != nil
    if isReadable, policies.contains(where: { $0.directive(named: "frame-ancestors") != nil }) {
      return ObservatoryResult(test, "x-frame-options-implemented-via-csp")
    }
    guard let value = first(test) else {
      return ObservatoryResult(test, "x-frame-options-not-implemented")
    }
    let bare = value.trimmingWhitespace.lowercased()
    let result =
      ["deny", "sameorigin"].contains(bare)
      ? "sameorigin-or-deny" : bare.hasPrefix("allow-from") ? "allow-from-origin" : "header-invalid"
    return ObservatoryResult(test, "x-frame-options-" + result, seen: ValueText.plain(value))
  }

  var resourcePolicy: ObservatoryResult {
    let test = "cross-origin-resource-policy"
    let values = response.values(of: test)
    let metas = (response.page?.metas ?? []).filter { $0.isHTTPEquivalent && $0.name == test }
    let text = values.isEmpty ? metas.last?.content : values.joined(separator: ", ")
    guard let text, !text.isEmpty else { return ObservatoryResult(test, "corp-not-implemented") }
    let value = text.trimmingWhitespace.lowercased()
    let known = ["same-origin", "same-site", "cross-origin"]
    return ObservatoryResult(
      test, known.contains(value) ? "corp-implemented-with-\(value)" : "corp-header-invalid",
      seen: ValueText.plain(text))
  }

  var embedderPolicy: ObservatoryResult {
    token(
      "cross-origin-embedder-policy", "coep", ["require-corp", "credentialless", "unsafe-none"])
  }

  var openerPolicy: ObservatoryResult {
    token(
      "cross-origin-opener-policy", "coop",
      ["same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"])
  }

  /// A structured token, letters and all; sent twice it is none (HTML Standard section 7.1.3).
  private func token(_ test: String, _ prefix: String, _ known: [String]) -> ObservatoryResult {
    let values = response.values(of: test)
    guard let value = values.first else {
      return ObservatoryResult(test, "\(prefix)-not-implemented")
    }
    let token = values.count == 1 ? try? StructuredField.item([value]).value.token : nil
    guard let token, known.contains(token) else {
      return ObservatoryResult(test, "\(prefix)-header-invalid", seen: ValueText.plain(value))
    }
    return ObservatoryResult(
      test, "\(prefix)-implemented-with-\(token)", seen: ValueText.plain(value))
  }
}
