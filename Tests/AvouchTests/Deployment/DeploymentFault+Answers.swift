import Model
import TestSupport

extension DeploymentFault {
  /// Whether the server answers at all, and to whom.
  static let endpoint: [DeploymentFault] = answers + unreachable

  private static let answers: [DeploymentFault] = [
    DeploymentFault(
      "a missing page that is found", turns: .violated("site.missing-pages", "summary.browsers"),
      at: [.url("/missing")]
    ) { $0.site.answer(200, on: "/missing") },
    DeploymentFault(
      "a token that is refused", turns: .violated("api.answers"), at: [.url("/api/health")]
    ) { $0.environment["API_TOKEN"] = "revoked" },
    DeploymentFault("a redirect to another host", turns: [:], exit: 0) {
      $0.site.redirect("/old", to: "https://elsewhere.test/login")
    },
    DeploymentFault(
      "a redirect without end", turns: .unproven("site.https-only", "summary.browsers"), exit: 3,
      because: ["redirects"]
    ) { $0.site.redirect("/old", to: "/old") },
    DeploymentFault(
      "a page that fails",
      turns: everyPage
        + .unproven(
          "site.https-only", "site.permissions", "site.server-name", "summary.browsers"),
      exit: 3, because: ["/: answered 503"]
    ) { $0.site.answer(503, on: "/") },
    DeploymentFault(
      "an interface that fails",
      turns: everyPage + .unproven("summary.browsers") + .violated("api.answers"),
      at: [.url("/api/health")], because: ["/api/health: answered 500"]
    ) { $0.site.answer(500, on: "/api/health") },
    DeploymentFault(
      "one page fails while another lacks a header",
      turns: everyPage + .violated("web.referrer")
        + .unproven(
          "site.https-only", "site.permissions", "site.server-name", "summary.browsers"),
      at: [.url("/login")], because: ["/: answered 503"]
    ) {
      $0.site.answer(503, on: "/")
      $0.site.set("Referrer-Policy", to: nil, on: "/login")
    },
  ]

  private static let unreachable: [DeploymentFault] = [
    DeploymentFault("a stopped server", turns: silence, exit: 3, because: ["connect"]) {
      $0.isServing = false
    },
    DeploymentFault(
      "a certificate of an unknown authority", turns: silence, exit: 3, because: ["certificate"]
    ) { try $0.trust(TestCertificates()) },
    DeploymentFault(
      "a certificate for another name", turns: silence, exit: 3, because: ["certificate"]
    ) { try $0.serve(TestCertificates(names: ["DNS:elsewhere.test"])) },
    DeploymentFault("a certificate that is over", turns: silence, exit: 3, because: ["certificate"])
    { try $0.serve(TestCertificates(days: -1)) },
    DeploymentFault("no file of the authority", turns: silence, exit: 3) { try $0.trust(nil) },
    DeploymentFault(
      "no address of the site", turns: silence, exit: 3,
      because: ["environment variable SITE_ORIGIN is not set"]
    ) { $0.hasOrigin = false },
    DeploymentFault(
      "an empty token", turns: everyPage + .unproven("api.answers", "summary.browsers"),
      exit: 3, because: ["environment variable API_TOKEN is empty"]
    ) { $0.environment["API_TOKEN"] = "" },
  ]

  /// The pack's controls, which are about every page.
  private static let everyPage = [String: ControlVerdict].unproven(
    "web.hsts", "web.content-security-policy", "web.content-type", "web.framing", "web.referrer",
    "web.technology")

  /// What nobody knows when no page answers.
  private static let silence =
    everyPage
    + .unproven(
      "site.https-only", "site.sign-in-policy", "site.permissions", "site.server-name",
      "site.missing-pages", "api.answers", "summary.browsers")
}
