// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: dependencies + ["TestSupport"],
    exclude: [],
    swiftSettings: swiftSettings)
}

/// The test targets to build, since a change low in the tree rebuilds all that are there:
/// `AVOUCH_TESTS=Systems,Collectors swift test` builds and runs these two.
let chosenTests = Context.environment["AVOUCH_TESTS"]?.split(separator: ",").map { "\($0)Tests" }

let package = Package(
  name: "avouch",
  products: [.executable(name: "avouch", targets: ["avouch"])],
  targets: [
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CGit", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(
      name: "CVectorscan", pkgConfig: "libhs", providers: [.apt(["libvectorscan-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    // Its pkg-config file asks for libraries that only its own build needs; the link line is enough.
    .systemLibrary(name: "CUnbound", providers: [.apt(["libunbound-dev"])]),

    library("Model"),
    library("Resources"),
    library("StructuredData", ["Model", "CYAML"]),
    library(
      "Systems",
      [
        "Model", "CGit", "CVectorscan", "COpenSSL", "CCurl", "CPCRE2", "CDeflate", "CSQLite",
        "CZip", "CZlib",
        "CXML2", "CPSL", "CUnbound",
      ]),
    library("Policy", ["Model", "Resources", "StructuredData"]),
    library("Advisories", ["Model", "StructuredData", "Systems"]),
    library("Collectors", ["Model", "Resources", "StructuredData", "Systems", "Advisories"]),
    library("Checks", ["Model"]),
    library(
      "Assessor", ["Model", "StructuredData", "Policy", "Collectors", "Checks", "Systems"]),
    library("Reports", ["Model", "Resources"]),
    library("Ledger", ["Model", "StructuredData", "Systems"]),
    library("Bundles", ["Model", "StructuredData", "Systems"]),
    library("Spreadsheets", ["Model", "Systems"]),
    library(
      "Questionnaires",
      ["Model", "Resources", "StructuredData", "Systems", "Spreadsheets", "Reports"]),
    library("CommandLineInterface", ["Model"]),
    .executableTarget(
      name: "avouch",
      dependencies: [
        "Model", "Resources", "StructuredData", "Systems", "Policy", "Advisories", "Collectors",
        "Checks", "Assessor", "Reports",
        "Spreadsheets",
        "Ledger",
        "Bundles",
        "Questionnaires",
        "CommandLineInterface",
      ],
      swiftSettings: swiftSettings),
    library("TestSupport", ["Model"]),

    tests("Model", ["Model"]),
    tests("StructuredData", ["Model", "StructuredData"]),
    tests("Systems", ["Model", "Systems"]),
    tests("Policy", ["Model", "Resources", "StructuredData", "Systems", "Policy", "Checks"]),
    tests("Advisories", ["Model", "Systems", "StructuredData", "Advisories"]),
    tests(
      "Collectors",
      ["Model", "Resources", "Systems", "StructuredData", "Advisories", "Collectors"]),
    tests("Checks", ["Model", "Checks", "Systems", "StructuredData"]),
    tests(
      "Assessor",
      [
        "Model", "Resources", "Policy", "Advisories", "Collectors", "Checks", "Systems",
        "StructuredData", "Assessor",
      ]),
    tests("Reports", ["Model", "Reports", "Resources", "StructuredData", "Systems"]),
    tests("Ledger", ["Model", "Systems", "Ledger"]),
    tests(
      "Questionnaires",
      [
        "Model", "Resources", "StructuredData", "Systems", "Policy", "Collectors", "Checks",
        "Assessor", "Reports", "Spreadsheets", "Questionnaires",
      ]),
    tests("Bundles", ["Model", "Systems", "Bundles", "avouch"]),
    tests("Spreadsheets", ["Model", "Systems", "Spreadsheets"]),
    tests("Resources", ["Resources"]),
    tests("CommandLineInterface", ["CommandLineInterface"]),
    .testTarget(
      name: "AvouchTests",
      dependencies: [
        "avouch", "Checks", "Model", "Policy", "Reports", "Spreadsheets", "StructuredData",
        "Systems",
        "TestSupport",
      ],
      swiftSettings: swiftSettings),
  ]
)

if let chosenTests {
  package.targets.removeAll { $0.isTest && !chosenTests.contains($0.name) }
}
