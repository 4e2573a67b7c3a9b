import Model

/// A header that tells what the server is made of.
struct SoftwareDisclosure {
  let name: String
  let message: String

  /// Headers that have no other use than to name a framework, a build or an inner server.
  private static let telling: Set<String> = [
    "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator", "x-runtime",
    "x-version", "x-app-version", "x-backend-server", "x-backend", "x-server", "x-server-name",
    "x-drupal-dynamic-cache", "x-mod-pagespeed", "x-page-speed", "x-powered-cms", "x-php-version",
    "x-owa-version", "x-sourcefiles", "x-turbo-charged-by", "x-umbraco-version", "x-varnish",
    "x-varnish-backend", "x-envoy-upstream-service-time", "x-debug-token", "x-debug-token-link",
    "x-chromelogger-data", "x-chromephp-data", "x-b3-traceid", "x-litespeed-cache",
    "x-litespeed-purge", "x-nextjs-page", "x-kubernetes-pf-flowschema-uid", "liferay-portal",
    "microsoftsharepointteamservices", "sourcemap", "x-sourcemap", "k-proxy-request", "powered-by",
    "product", "x-jitsi-release", "x-joomla-version", "x-cms", "x-cf-powered-by",
    "x-redirect-by", "pega-host", "server-version", "x-atmosphere-first-request",
    "x-dtagentid", "x-dtinjectedservlet", "x-servedby", "x-served-by-host",
    "oracle-mobile-runtime-version",
  ]

  static func all(in response: Response) -> [SoftwareDisclosure] {
    var seen: Set<String> = []
    return response.headers.compactMap { line in
      let name = line.name.lowercased()
      let shown = HeaderLines(line.name, in: response).shown(line.value)
      guard let message = message(name, line.value, shown), seen.insert(name).inserted else {
        return nil
      }
      return SoftwareDisclosure(name: line.name, message: message)
    }
  }

  private static func message(_ name: String, _ value: String, _ shown: String) -> String? {
    if telling.contains(name) {
      return "\(ValueText.plain(name)): expected no such header, saw \(shown)"
    }
    guard ["server", "via"].contains(name), hasVersion(value, isVia: name == "via") else {
      return nil
    }
    return "\(name): expected no version, saw \(shown)"
  }

  /// A digit after a slash or a dot; in Via the protocol's own number, which stands first, is none.
  private static func hasVersion(_ value: String, isVia: Bool) -> Bool {
    let text = isVia ? value.drop { $0 != " " } : value[...]
    var last: Character = " "
    for character in text {
      if character.isASCII, character.isNumber, last == "/" || last == "." || last == "-" {
        return true
      }
      last = character
    }
    return false
  }
}
