import Checks
import Model
import Systems

/// What `avouch scan endpoint` holds a site to: one control for each check, the one list that names
/// them.
struct EndpointScanControls {
  let targets: [String]
  /// Those that speak TLS.
  let secureTargets: [String]
  /// Those of the secure ones that are on a domain of their own, and these domains; both empty where
  /// nothing beside the sites is to be asked.
  let publicTargets: [String]
  let domains: [String]
  let minimumGrade: String?
  let judgesExposure: Bool
  let validation: ValidationContext

  func all() throws(Diagnostics) -> [Control] {
    var controls = [
      try control(
        "endpoint.https-only", "Nothing is served over http", .high, HTTPSOnlyCheck.self),
      try control(
        "endpoint.hsts", "Browsers keep to https", .high, HeadersCheck.self,
        ["expect": Self.mapping(["Strict-Transport-Security": ["minimum": "180d"]])]),
      try control(
        "endpoint.csp", "Injected scripts do not run", .medium, CSPCheck.self),
      try control(
        "endpoint.framing", "Other sites cannot frame the pages", .medium, HeadersCheck.self,
        ["expect": Self.mapping(["X-Frame-Options": ["present": "true"]])]),
      try control(
        "endpoint.headers", "Browsers neither guess types nor tell addresses", .medium,
        HeadersCheck.self,
        [
          "expect": Self.mapping([
            "X-Content-Type-Options": ["is": "nosniff"],
            "Referrer-Policy": [
              "matches":
                "(?i)(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)\\s*$"
            ],
          ])
        ]),
      try control(
        "endpoint.software", "Nobody is told what the server is made of", .low, HeadersCheck.self,
        ["no-versions": .boolean(true)]),
      try control("endpoint.cookies", "Cookies are protected", .high, CookiesCheck.self),
      try control(
        "endpoint.cors", "Other origins may not read the answers", .high, CORSCheck.self),
      try control(
        "endpoint.page", "Pages load nothing unprotected", .medium, PageCheck.self),
      try control(
        "endpoint.observatory",
        minimumGrade.map { "HTTP Observatory grade \($0) or better" }
          ?? "Every test of the HTTP Observatory could be made", .medium, ObservatoryCheck.self,
        ["minimum": .string(minimumGrade ?? "F")]),
    ]
    if !secureTargets.isEmpty {
      controls += [
        try control(
          "endpoint.tls", "Outdated encryption of connections is refused", .high, TLSCheck.self,
          on: secureTargets),
        try control(
          "endpoint.certificate", "The certificate is trusted and not about to end", .high,
          CertificateCheck.self, on: secureTargets),
      ]
    }
    if !publicTargets.isEmpty {
      controls += [
        // Told and not held against a site: nobody promised it.
        try control(
          "endpoint.security-txt", "Finders of a vulnerability are told where to report it", .info,
          SecurityTextCheck.self, on: publicTargets),
        try control(
          "endpoint.mail", "Forged mail of the domain can be told from its own", .low,
          DNSCheck.self,
          [
            "domain": .sequence(domains.map { Node(.string($0), at: .start) }),
            "spf": .string("softfail"), "dmarc": .string("none"),
          ], on: []),
      ]
    }
    if judgesExposure {
      controls.append(
        try control(
          "endpoint.exposure", "No file is given away by mistake", .high, ExposureCheck.self))
    }
    return controls
  }

  private func control<Kind: Check>(
    _ id: String, _ title: String, _ severity: Severity, _ kind: Kind.Type,
    _ values: [String: Node.Content] = [:], on chosen: [String]? = nil
  ) throws(Diagnostics) -> Control {
    var values = values.mapValues { Node.Content?.some($0) }
    values["target"] = ScanRun.list(chosen ?? targets)
    return try ScanControl(id, title, severity).of(kind, values, validation: validation)
  }

  /// Header names with what is expected of each, as a control file has them.
  private static func mapping(_ expectations: [String: [String: String]]) -> Node.Content {
    .mapping(
      expectations.sorted { $0.key < $1.key }.map { name, terms in
        let members = terms.sorted { $0.key < $1.key }.map { key, value in
          Node.Entry(
            key: key, keySpan: .start,
            value: Node(value == "true" ? .boolean(true) : .string(value), at: .start))
        }
        return Node.Entry(
          key: name, keySpan: .start, value: Node(.mapping(members), at: .start))
      })
  }
}
