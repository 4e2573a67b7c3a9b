import Model

/// Whether scripts of other sites are held to a digest.
struct ObservatoryIntegrity {
  private static let test = "subresource-integrity"
  /// From the best to the worst.
  private static let order = [
    "sri-implemented-but-external-scripts-not-loaded-securely",
    "sri-not-implemented-but-external-scripts-loaded-securely",
    "sri-not-implemented-and-external-scripts-not-loaded-securely",
  ]

  let result: ObservatoryResult

  init(_ response: Response) {
    guard response.isHTML || response.contentType == nil else {
      result = ObservatoryResult(Self.test, "sri-not-implemented-response-not-html")
      return
    }
    guard let page = response.page else {
      // Without a type the reference parses an empty text.
      result =
        response.contentType == nil
        ? ObservatoryResult(Self.test, "sri-not-implemented-but-no-scripts-loaded")
        : ObservatoryResult(Self.test, unmeasured: "the page is packed and was not read")
      return
    }
    let ours = Self.judge(page, response, readsSchemesAsWritten: false)
    guard page.isWhole || Self.order.last == ours else {
      result = ObservatoryResult(
        Self.test, unmeasured: "the page was not read to its end, so scripts may be missing")
      return
    }
    result = ObservatoryResult(
      Self.test, ours,
      reference: (
        Self.judge(page, response, readsSchemesAsWritten: true),
        "RFC 3986 section 3.1: the scheme of a URL counts in any letters, so HTTPS:// is no "
          + "relative address"
      ))
  }

  private static func judge(
    _ page: Page, _ response: Response, readsSchemesAsWritten: Bool
  ) -> String {
    let all = page.references.filter { $0.use == .script }
    let scripts = all.filter { !$0.written.isEmpty }
    guard !all.isEmpty || page.inlineScripts > 0 else {
      return "sri-not-implemented-but-no-scripts-loaded"
    }
    var worst: Int?
    var hasForeign = false
    var hasOwnIntegrity = false
    for script in scripts {
      let place = Place(script, response, readsSchemesAsWritten)
      let hasIntegrity = script.integrity.map { !$0.isEmpty } ?? false
      if place.isOwn {
        if hasIntegrity, place.isSecure, worst == nil { hasOwnIntegrity = true }
        continue
      }
      hasForeign = true
      let rank = hasIntegrity ? (place.isSecure ? nil : 0) : place.isSecure ? 1 : 2
      if let rank { worst = max(worst ?? rank, rank) }
    }
    if let worst { return order[worst] }
    if hasOwnIntegrity { return "sri-implemented-and-all-scripts-loaded-securely" }
    return hasForeign
      ? "sri-implemented-and-external-scripts-loaded-securely"
      : "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"
  }

  /// Where a script comes from.
  private struct Place {
    let isOwn: Bool
    let isSecure: Bool

    init(_ script: Page.Reference, _ response: Response, _ readsSchemesAsWritten: Bool) {
      let written = script.written
      let pageIsSecure = WebAddress.isSecure(response.url)
      let address = readsSchemesAsWritten ? written : written.lowercased()
      let isProtocolRelative = written.hasPrefix("//") && !written.hasPrefix("///")
      let isAbsolute = address.hasPrefix("https://") || address.hasPrefix("http://")
      guard isProtocolRelative || isAbsolute else {
        isOwn = true
        isSecure = pageIsSecure
        return
      }
      if isProtocolRelative {
        // It is not said how it comes, so it counts as foreign and as not secure.
        isOwn = false
        isSecure = false
        return
      }
      let url = script.url ?? written
      let own = response.site ?? WebAddress.host(of: response.url)
      isOwn = (script.site ?? WebAddress.host(of: url)) == own
      isSecure = WebAddress.isSecure(address)
    }
  }
}
