/// The sources of one directive, with what modern browsers make of them together.
struct SourceList: Sendable {
  let directive: ContentSecurityPolicy.Directive
  let sources: [(text: String, expression: SourceExpression)]

  init(_ directive: ContentSecurityPolicy.Directive) {
    self.directive = directive
    sources = directive.values.map { ($0, SourceExpression($0)) }
  }

  private func has(_ keyword: String) -> Bool {
    sources.contains { $0.expression == .keyword(keyword) }
  }

  var hasNonceOrHash: Bool { sources.contains { $0.expression.isNonceOrHash } }

  var isStrictDynamic: Bool { has("'strict-dynamic'") }

  /// Whether nothing at all is let in.
  var isNone: Bool { sources.allSatisfy { $0.expression == .none } }

  /// Inline code runs unless a nonce, a hash or strict-dynamic switches the keyword off (section
  /// 6.7.3.2).
  var allowsAllInline: Bool {
    has("'unsafe-inline'") && !hasNonceOrHash && !isStrictDynamic
  }

  var allowsEval: Bool { has("'unsafe-eval'") }

  var allowsHashedHandlers: Bool { has("'unsafe-hashes'") }

  /// Schemes and hosts that count: none of them under strict-dynamic (section 8.2).
  func places(forScripts: Bool) -> [(text: String, expression: SourceExpression)] {
    if forScripts, isStrictDynamic { return [] }
    return sources.filter { source in
      switch source.expression {
      case .scheme, .host: true
      default: false
      }
    }
  }
}
