import Model

extension DeploymentFault {
  /// What the server sends.
  static let headers: [DeploymentFault] = strictTransportSecurity + policies + otherHeaders

  private static let strictTransportSecurity: [DeploymentFault] = [
    DeploymentFault(
      "no Strict-Transport-Security",
      turns: .violated("web.hsts", "site.https-only", "summary.browsers"),
      at: [.url("/"), .url("/login"), .url("/missing"), .url("/old"), .url("/api/health")]
    ) { $0.site.set("Strict-Transport-Security", to: nil) },
    DeploymentFault(
      "Strict-Transport-Security of a day",
      turns: .violated("web.hsts", "site.https-only", "summary.browsers"),
      at: [.url("/"), .url("/login"), .url("/missing"), .url("/old"), .url("/api/health")]
    ) { $0.site.set("Strict-Transport-Security", to: "max-age=86400; includeSubDomains") },
    DeploymentFault(
      "no Strict-Transport-Security on one path", turns: .violated("web.hsts", "summary.browsers"),
      at: [.url("/missing")]
    ) { $0.site.set("Strict-Transport-Security", to: nil, on: "/missing") },
    DeploymentFault(
      "no Strict-Transport-Security on a redirect",
      turns: .violated("site.https-only", "summary.browsers"), at: [.url("/old")]
    ) { $0.site.set("Strict-Transport-Security", to: nil, on: "/old") },
    DeploymentFault(
      "Strict-Transport-Security without subdomains",
      turns: .violated("site.https-only", "summary.browsers"), at: [.url("/")]
    ) { $0.site.set("Strict-Transport-Security", to: "max-age=63072000", on: "/") },
    DeploymentFault(
      "Strict-Transport-Security twice",
      turns: .violated("web.hsts", "summary.browsers"), at: [.url("/api/health")]
    ) { $0.site.add("Strict-Transport-Security", "max-age=63072000", on: "/api/health") },
    DeploymentFault(
      "Strict-Transport-Security that browsers ignore",
      turns: .violated("web.hsts", "summary.browsers"), at: [.url("/missing")]
    ) { $0.site.set("Strict-Transport-Security", to: "max-age=2 years", on: "/missing") },
  ]

  private static let policies: [DeploymentFault] = [
    DeploymentFault(
      "no Content-Security-Policy",
      turns: .violated("web.content-security-policy", "summary.browsers"), at: [.url("/api/health")]
    ) { $0.site.set("Content-Security-Policy", to: nil, on: "/api/health") },
    DeploymentFault(
      "Content-Security-Policy that only reports",
      turns: .violated("web.content-security-policy", "summary.browsers"), at: [.url("/missing")]
    ) {
      $0.site.set("Content-Security-Policy", to: nil, on: "/missing")
      $0.site.add("Content-Security-Policy-Report-Only", "default-src 'self'", on: "/missing")
    },
    DeploymentFault(
      "a sign-in page that may load plug-ins",
      turns: .violated("site.sign-in-policy", "summary.browsers"), at: [.url("/login")]
    ) {
      $0.site.set(
        "Content-Security-Policy", to: "default-src 'self'; frame-ancestors 'none'", on: "/login")
    },
    DeploymentFault(
      "a sign-in page that its own site may frame",
      turns: .violated("site.sign-in-policy", "summary.browsers"), at: [.url("/login")]
    ) {
      $0.site.set(
        "Content-Security-Policy", to: "object-src 'none'; frame-ancestors 'self'", on: "/login")
    },
    DeploymentFault(
      "a page that anyone may frame", turns: .violated("web.framing", "summary.browsers"),
      at: [.url("/")]
    ) { $0.site.set("Content-Security-Policy", to: "frame-ancestors *", on: "/") },
    DeploymentFault(
      "no X-Frame-Options where a policy forbids frames", turns: [:], exit: 0
    ) { $0.site.set("X-Frame-Options", to: nil, on: "/login") },
    DeploymentFault(
      "no X-Frame-Options where no policy says a word",
      turns: .violated("web.framing", "summary.browsers"), at: [.url("/api/health")]
    ) { $0.site.set("X-Frame-Options", to: nil, on: "/api/health") },
    DeploymentFault(
      "X-Frame-Options with a value that browsers ignore",
      turns: .violated("web.framing", "summary.browsers"), at: [.url("/api/health")]
    ) {
      $0.site.set("X-Frame-Options", to: "ALLOW-FROM https://partner.test", on: "/api/health")
    },
  ]

  private static let otherHeaders: [DeploymentFault] = [
    DeploymentFault(
      "no X-Content-Type-Options", turns: .violated("web.content-type", "summary.browsers"),
      at: [.url("/login")]
    ) { $0.site.set("X-Content-Type-Options", to: nil, on: "/login") },
    DeploymentFault(
      "X-Content-Type-Options misspelt",
      turns: .violated("web.content-type", "site.missing-pages", "summary.browsers"),
      at: [.url("/missing")]
    ) { $0.site.set("X-Content-Type-Options", to: "no-sniff", on: "/missing") },
    DeploymentFault(
      "X-Content-Type-Options twice with two values",
      turns: .violated("web.content-type", "summary.browsers"), at: [.url("/")]
    ) { $0.site.add("X-Content-Type-Options", "none", on: "/") },
    DeploymentFault("no Referrer-Policy", turns: .violated("web.referrer"), at: [.url("/login")]) {
      $0.site.set("Referrer-Policy", to: nil, on: "/login")
    },
    DeploymentFault(
      "Referrer-Policy that tells everything", turns: .violated("web.referrer"), at: [.url("/")]
    ) { $0.site.set("Referrer-Policy", to: "unsafe-url", on: "/") },
    DeploymentFault(
      "Referrer-Policy that is none", turns: .violated("web.referrer"), at: [.url("/")]
    ) { $0.site.set("Referrer-Policy", to: "same-orgin", on: "/") },
    DeploymentFault(
      "Permissions-Policy without the microphone",
      turns: .violated("site.permissions", "summary.browsers"), at: [.url("/")]
    ) { $0.site.set("Permissions-Policy", to: "camera=()", on: "/") },
    DeploymentFault(
      "Permissions-Policy that allows the camera",
      turns: .violated("site.permissions", "summary.browsers"), at: [.url("/")]
    ) { $0.site.set("Permissions-Policy", to: "camera=(self), microphone=()", on: "/") },
    DeploymentFault(
      "the framework's name", turns: .violated("web.technology"), at: [.url("/api/health")]
    ) { $0.site.add("X-Powered-By", "Express", on: "/api/health") },
    DeploymentFault(
      "the server's version", turns: .violated("site.server-name", "summary.browsers"),
      at: [.url("/"), .url("/login"), .url("/missing")]
    ) { $0.site.showsVersion = true },
    DeploymentFault(
      "answers that a shared cache may keep", turns: .violated("api.answers"),
      at: [.url("/api/health")]
    ) { $0.site.set("Cache-Control", to: "no-store", on: "/api/health") },
    DeploymentFault(
      "an old version of the API", turns: .violated("api.answers"), at: [.url("/api/health")]
    ) { $0.site.set("X-API-Version", to: "2", on: "/api/health") },
  ]
}
