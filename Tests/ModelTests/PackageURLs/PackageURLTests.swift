import Model
import TestSupport
import Testing

@Suite struct PackageURLTests {
  /// A URL as somebody writes it, its canonical form, and the package that it names.
  static let readings: [(text: String, canonical: String, package: String?)] = [
    ("pkg:npm/left-pad@1.3.0", "pkg:npm/left-pad@1.3.0", "npm left-pad 1.3.0"),
    (
      "pkg:npm/%40angular/core@12.3.1", "pkg:npm/%40angular/core@12.3.1", "npm @angular/core 12.3.1"
    ),
    ("pkg:npm/@angular/core@12.3.1", "pkg:npm/%40angular/core@12.3.1", "npm @angular/core 12.3.1"),
    ("pkg:npm/@angular/core", "pkg:npm/%40angular/core", "npm @angular/core -"),
    ("pkg:npm/JSONStream@1.0.0", "pkg:npm/JSONStream@1.0.0", "npm JSONStream 1.0.0"),
    ("PKG:PyPI/Django_REST@1!1.0", "pkg:pypi/django-rest@1%211.0", "PyPI django-rest 1!1.0"),
    ("pkg://cargo/rand@0.7.2", "pkg:cargo/rand@0.7.2", "crates.io rand 0.7.2"),
    (
      "pkg:golang/google.golang.org/genproto@v0.1.0#googleapis/./api//",
      "pkg:golang/google.golang.org/genproto@v0.1.0#googleapis/api",
      "Go google.golang.org/genproto v0.1.0"
    ),
    (
      "pkg:golang/github.com/a/b@v2.0.0%2Bincompatible",
      "pkg:golang/github.com/a/b@v2.0.0%2Bincompatible", "Go github.com/a/b v2.0.0+incompatible"
    ),
    (
      "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?type=pom&classifier=dist",
      "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?classifier=dist&type=pom",
      "Maven org.apache.xmlgraphics:batik-anim 1.9.1"
    ),
    (
      "pkg:gem/ruby-advisory@1.0?Platform=java", "pkg:gem/ruby-advisory@1.0?platform=java",
      "RubyGems ruby-advisory 1.0"
    ),
    (
      "pkg:composer/Laravel/Laravel@5.5.0", "pkg:composer/laravel/laravel@5.5.0",
      "Packagist laravel/laravel 5.5.0"
    ),
    (
      "pkg:nuget/Newtonsoft.Json@13.0.1", "pkg:nuget/Newtonsoft.Json@13.0.1",
      "NuGet Newtonsoft.Json 13.0.1"
    ),
    ("pkg:hex/Jason@1.1.2", "pkg:hex/jason@1.1.2", "Hex jason 1.1.2"),
    ("pkg:pub/characters@1.2.0", "pkg:pub/characters@1.2.0", "Pub characters 1.2.0"),
    (
      "pkg:swift/github.com/Alamofire/Alamofire@5.4.3",
      "pkg:swift/github.com/Alamofire/Alamofire@5.4.3",
      "SwiftURL github.com/Alamofire/Alamofire 5.4.3"
    ),
    (
      "pkg:conan/openssl@3.0.3?user=bincrafters&channel=stable",
      "pkg:conan/openssl@3.0.3?channel=stable&user=bincrafters", "ConanCenter openssl 3.0.3"
    ),
    ("pkg:cran/A3@1.0.0", "pkg:cran/A3@1.0.0", "CRAN A3 1.0.0"),
    ("pkg:hackage/cond@0.4.1.1", "pkg:hackage/cond@0.4.1.1", "Hackage cond 0.4.1.1"),
    (
      "pkg:cocoapods/GoogleUtilities@7.5.2#NSData+zlib",
      "pkg:cocoapods/GoogleUtilities@7.5.2#NSData%2Bzlib",
      "CocoaPods GoogleUtilities/NSData+zlib 7.5.2"
    ),
    (
      "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=debian-12",
      "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=debian-12", "Debian:12 curl 7.50.3-1"
    ),
    (
      "pkg:deb/debian/curl@7.50.3-1?distro=jessie", "pkg:deb/debian/curl@7.50.3-1?distro=jessie",
      "Debian curl 7.50.3-1"
    ),
    (
      "pkg:apk/alpine/curl@8.1.2-r0?distro=alpine-3.18",
      "pkg:apk/alpine/curl@8.1.2-r0?distro=alpine-3.18",
      "Alpine:v3.18 curl 8.1.2-r0"
    ),
    (
      "pkg:rpm/redhat/openssl@1.1.1-4.el8?epoch=1&arch=x86_64",
      "pkg:rpm/redhat/openssl@1.1.1-4.el8?arch=x86_64&epoch=1", "Red Hat openssl 1:1.1.1-4.el8"
    ),
    (
      "pkg:github/Actions/Checkout@v4", "pkg:github/actions/checkout@v4",
      "GitHub Actions actions/checkout v4"
    ),
    (
      "pkg:generic/openssl@1.1.10g?download_url=https://a.b/c",
      "pkg:generic/openssl@1.1.10g?download_url=https:%2F%2Fa.b%2Fc", nil
    ),
  ]

  @Test(arguments: readings)
  func `a package URL is read and written canonically`(
    _ text: String, _ canonical: String, _ package: String?
  ) throws {
    let url = try #require(PackageURL(text))
    #expect(url.description == canonical)
    #expect(PackageURL(canonical) == url)
    let named = url.coordinates.map { "\($0.ecosystem) \($0.name) \($0.version ?? "-")" }
    #expect(named == package)
  }

  @Test(arguments: readings.map(\.text))
  func `a package comes back from the URL that it is given`(_ text: String) throws {
    let package = try #require(PackageURL(text))
    guard let coordinates = package.coordinates else { return #expect(package.type == "generic") }
    let url = try #require(
      PackageURL(
        ecosystem: coordinates.ecosystem, name: coordinates.name, version: coordinates.version))
    #expect(url.type == package.type)
    #expect(url.name == package.name)
    #expect(url.coordinates == coordinates)
  }

  @Test(arguments: [
    "", "pkg:", "pkg:npm", "pkg:npm/", "npm/left-pad", "pkg:1npm/a", "pkg:n&m/a", "pkg:npm/a%2",
    "pkg:npm/a%zz",
    "pkg:npm/a?b", "pkg:npm/a?b=1&b=2", "pkg:npm/a?=1", "pkg:npm/a%2Fb/c", "pkg:npm/%FF", "pkg:/a",
  ])
  func `what is no package URL is refused`(_ text: String) {
    #expect(PackageURL(text) == nil)
  }

  @Test(arguments: [
    ("Linux", "Kernel", "pkg:generic/Kernel@1"),
    ("Debian:11", "curl", "pkg:deb/debian/curl@1?distro=debian-11"),
    ("Red Hat", "bash", "pkg:rpm/redhat/bash@1"), ("npm", "@a/b", "pkg:npm/%40a/b@1"),
  ])
  func `a package of an ecosystem gets its URL`(_ ecosystem: String, _ name: String, _ url: String)
  {
    #expect(PackageURL(ecosystem: ecosystem, name: name, version: "1")?.description == url)
  }

  @Test func `a name that its type cannot write has no URL`() {
    #expect(PackageURL(ecosystem: "Maven", name: "no-group", version: nil) == nil)
    #expect(PackageURL(ecosystem: "npm", name: "", version: nil) == nil)
    #expect(PackageURL(ecosystem: "PyPI", name: "", version: nil) == nil)
  }

  @Test func `broken package URLs are read or refused`() {
    var random = SplitMix64(seed: 21)
    var read = 0
    for round in 0..<4_000 {
      let text = Self.readings[round % Self.readings.count].text
      let broken = HostileText.mutated(Array(text.utf8), &random)
      guard let url = PackageURL(String(decoding: broken, as: UTF8.self)) else { continue }
      read += 1
      #expect(PackageURL(url.description) == url, "\(url)")
      _ = url.coordinates
    }
    #expect(read > 100)
  }
}
