import Testing

@testable import Checks

struct PermissionsPolicyTests {
  @Test(
    "features that must be included",
    arguments: [
      ("camera=(), microphone=()", "camera=()", true), ("camera=()", "camera", true),
      ("camera=(self)", "camera=()", false), ("microphone=()", "camera=()", false),
      ("camera=( self  \"https://a.example\" )", "camera=(\"https://a.example\" self)", true),
      ("camera=*", "camera=*", true), ("camera=(), camera=(self)", "camera=()", false),
      ("camera=();report-to=x", "camera=()", true),
      ("geolocation=(\"https://a.example/,x\"), camera=()", "camera=()", true),
    ])
  func includes(sent: String, wanted: String, expected: Bool) throws {
    let policy = try #require(PermissionsPolicy(sent))
    #expect(policy.includes(try #require(PermissionsPolicy(wanted))) == expected)
  }

  @Test(
    "what browsers ignore",
    arguments: [
      "camera 'none'", "camera 'none'; microphone 'none'", "Camera=()", "camera=('none')",
      "camera=(", "camera=", "camera=(),", "",
    ])
  func invalid(text: String) { #expect(PermissionsPolicy(text) == nil) }
}
