import Model

extension InvoiceOpsFault {
  private static let server = "deploy/nginx/server.conf"
  private static let pages: Set<String> = [
    "url /", "url /login", "url /does-not-exist", "url /api/jobs", "url /api/exports",
  ]

  /// What the web server sends and accepts.
  static let site: [InvoiceOpsFault] = headers + transport + limits

  private static let headers: [InvoiceOpsFault] = [
    InvoiceOpsFault("no HSTS", turns: .violated("web.hsts"), at: pages) {
      try $0.edit(server, "add_header Strict-Transport-Security", to: "# add_header HSTS")
    },
    InvoiceOpsFault("HSTS for a day", turns: .violated("web.hsts"), at: pages) {
      try $0.edit(server, "max-age=63072000", to: "max-age=86400")
    },
    InvoiceOpsFault(
      "no content policy",
      turns: .violated("web.content-security-policy", "site.content-policy"), at: pages
    ) { try $0.edit(server, "add_header Content-Security-Policy", to: "# add_header CSP") },
    InvoiceOpsFault(
      "scripts from another site", turns: .violated("site.content-policy"), at: pages
    ) { try $0.edit(server, "script-src 'self'", to: "script-src 'self' https://cdn.test") },
    InvoiceOpsFault("types are guessed", turns: .violated("web.content-type"), at: pages) {
      try $0.edit(server, "add_header X-Content-Type-Options", to: "# add_header XCTO")
    },
    InvoiceOpsFault(
      "a location with a header of its own",
      turns: .violated(
        "web.hsts", "web.content-security-policy", "site.content-policy", "web.content-type",
        "web.framing", "web.referrer"),
      at: pages
    ) {
      try $0.edit(
        server, "  proxy_set_header Host $host;",
        to: "  proxy_set_header Host $host;\n  add_header Cache-Control no-store;")
    },
    InvoiceOpsFault(
      "the framework is named", turns: .violated("web.technology"),
      at: ["url /", "url /login", "url /does-not-exist"]
    ) {
      try $0.edit(server, "  proxy_hide_header X-Powered-By;\n", to: "")
    },
    InvoiceOpsFault(
      "no security.txt", turns: .violated("disclosure.contact"),
      at: ["url /.well-known/security.txt"]
    ) {
      try $0.edit(server, "location = /.well-known/security.txt", to: "location = /security.txt")
    },
  ]

  private static let transport: [InvoiceOpsFault] = [
    .edit(
      "old TLS", server, "ssl_protocols TLSv1.2", to: "ssl_protocols TLSv1.1 TLSv1.2",
      violates: "transport.tls", "summary.encryption"),
    InvoiceOpsFault(
      "the plain port answers", turns: .violated("transport.redirect", "summary.encryption"),
      at: ["url /", "url /login"]
    ) { try $0.write("deploy/nginx/plain.conf", "return 200 \"hello\";\n") },
    .edit(
      "storage over plain HTTP", "deploy/production.env", "R2_ENDPOINT=https",
      to: "R2_ENDPOINT=http",
      violates: "transport.outgoing", "summary.encryption"),
    .edit(
      "a database certificate that nobody verifies", "deploy/production.env", "verify-full",
      to: "require", violates: "transport.database", "summary.encryption"),
  ]

  private static let limits: [InvoiceOpsFault] = [
    .edit(
      "ten times the requests", "deploy/nginx/http.conf", "rate=10r/s", to: "rate=100r/s",
      violates: "site.rate-limit"),
    InvoiceOpsFault(
      "an interface that answers anyone",
      turns: .violated("access.anonymous-refused", "summary.access"),
      at: ["url /api/jobs", "url /api/exports"]
    ) { $0.anonymousAnswer = "return 200 \"[]\";" },
    InvoiceOpsFault(
      "a stopped server",
      turns: .unproven(
        "web.hsts", "web.content-security-policy", "web.content-type", "web.framing",
        "web.referrer", "web.technology", "site.content-policy", "disclosure.contact",
        "access.anonymous-refused", "transport.redirect", "summary.access", "summary.encryption"),
      exit: 3
    ) { $0.isServing = false },
  ]
}
