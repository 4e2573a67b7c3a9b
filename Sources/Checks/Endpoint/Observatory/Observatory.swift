import Model

/// The HTTP Observatory's twelve tests, its score and its grade.
///
/// Where the reference departs from the standards, our result follows the standard, and the deviation
/// is told.
package struct Observatory: Sendable {
  /// In the reference's order.
  package let results: [ObservatoryResult]
  /// Nil while a test could not be made: a grade must not rest on what nobody saw.
  package let score: Int?

  package init(_ input: ObservatoryInput) {
    let transport = ObservatoryTransport(input)
    do throws(Unavailable) {
      let page = try input.page()
      let headers = ObservatoryHeaders(page)
      results = [
        ObservatoryPolicy(page).result,
        ObservatoryCookies(input, page: page, isProtected: transport.security.passes == true)
          .result,
        ObservatorySharing(input).result, transport.redirection, headers.referrerPolicy,
        transport.security, ObservatoryIntegrity(page).result, headers.contentTypeOptions,
        headers.frameOptions, headers.resourcePolicy, headers.embedderPolicy, headers.openerPolicy,
      ]
    } catch {
      results = Self.names.map { name in
        switch name {
        case "strict-transport-security": transport.security
        case "redirection": transport.redirection
        default: ObservatoryResult(name, unmeasured: error.reason)
        }
      }
    }
    let modifiers = results.compactMap(\.modifier)
    score = modifiers.count == results.count ? ObservatoryScores.score(of: modifiers) : nil
  }

  package var grade: String? { score.map(ObservatoryScores.grade) }

  /// Why there is no grade.
  package var missing: [String] {
    results.compactMap { result in
      guard case .failure(let reason) = result.outcome else { return nil }
      return "\(result.test): \(reason.text)"
    }
  }

  package static let names = [
    "content-security-policy", "cookies", "cross-origin-resource-sharing", "redirection",
    "referrer-policy", "strict-transport-security", "subresource-integrity",
    "x-content-type-options", "x-frame-options", "cross-origin-resource-policy",
    "cross-origin-embedder-policy", "cross-origin-opener-policy",
  ]
}
