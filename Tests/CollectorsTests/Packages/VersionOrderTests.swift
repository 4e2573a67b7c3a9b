import Model
import Testing

@Suite struct VersionOrderTests {
  /// Each list is in ascending order, as the specifications have it.
  @Test(arguments: [
    [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
      "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "2.0.0",
    ],
    ["0.0.0-0", "0.0.0-2019.1", "0.0.0-a", "0.0.0"],
    ["1.0.0-9", "1.0.0-10", "1.0.0-99999999999999999999", "1.0.0-100000000000000000000"],
  ])
  func `semantic versions come in order`(_ texts: [String]) throws {
    let versions = try texts.map { try #require(SemanticVersion($0)) }
    for (left, right) in zip(versions, versions.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
    }
  }

  @Test(arguments: [
    "", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b",
    "1.2.3+", "1.2.3-a b", "1.2.x", "99999999999999999.0.0", "1.2.3-ä",
    String(repeating: "1", count: 10_000), "1.2.3-" + String(repeating: "a", count: 10_000),
  ])
  func `what is no semantic version is refused`(_ text: String) {
    #expect(SemanticVersion(text) == nil)
  }

  @Test func `build metadata has no part in precedence`() throws {
    #expect(SemanticVersion("1.2.3+a") == SemanticVersion("1.2.3+b.7"))
  }

  @Test(arguments: [
    [
      "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
      "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0",
      "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1",
      "1!0.1",
    ]
  ])
  func `Python versions come in order`(_ texts: [String]) throws {
    let versions = try texts.map { try #require(PythonVersion($0)) }
    for (left, right) in zip(versions, versions.dropFirst()) {
      #expect(left < right, "\(left.description) \(right.description)")
      #expect(!(right < left))
    }
  }

  @Test(arguments: [
    ("1.0", "1.0.0"), ("1.0-alpha.1", "1.0a1"), ("v1.0", "1.0"), ("1.0c1", "1.0rc1"),
    ("1.0-1", "1.0.post1"), ("1.0.DEV", "1.0.dev0"), ("1.0_preview_2", "1.0rc2"),
    ("1.0-r4", "1.0.post4"), ("1.0+ubuntu-1", "1.0+ubuntu.1"), ("0!1", "1"),
  ])
  func `other spellings of a Python version are equal`(_ left: String, _ right: String) {
    #expect(PythonVersion(left) != nil)
    #expect(PythonVersion(left) == PythonVersion(right))
  }

  @Test(arguments: [
    "", "abc", "1.x", "1..2", "1.0.*", "1.0a1b2", "1.0+", "1.0 2", "!1",
    String(repeating: "9", count: 10_000), "1.0-٣",
  ])
  func `what is no Python version is refused`(_ text: String) {
    #expect(PythonVersion(text) == nil)
  }

  @Test(arguments: [
    ("1.0-alpha.1", "1.0a1"), ("1.0.0", "1.0.0"), ("v2.0.POST1", "2.0.post1"),
    ("1!2.0.dev", "1!2.0.dev0"), ("1.0+Ubuntu_2", "1.0+ubuntu.2"),
  ])
  func `the normal spelling keeps zeros`(_ text: String, _ normal: String) {
    #expect(PythonVersion(text)?.description == normal)
  }

  @Test(arguments: [
    ("PyPI", "Foo._-Bar", "foo-bar"), ("crates.io", "Serde_JSON", "serde-json"),
    ("npm", "@Scope/Left_Pad", "@Scope/Left_Pad"), ("Go", "github.com/A/b", "github.com/A/b"),
  ])
  func `names are compared as their ecosystem does`(
    _ ecosystem: String, _ name: String, _ key: String
  ) {
    #expect(PackageNaming.key(name, in: ecosystem) == key)
  }

  @Test func `versions are compared as their ecosystem does`() {
    #expect(PackageNaming.version("1.0rc1", precedes: "1.0", in: "PyPI") == true)
    #expect(PackageNaming.version("v1.2.3", precedes: "1.10", in: "Go") == true)
    #expect(PackageNaming.version("2.0.0", precedes: "1", in: "npm") == false)
    #expect(PackageNaming.version("latest", precedes: "1", in: "npm") == nil)
  }
}
