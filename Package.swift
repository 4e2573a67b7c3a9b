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

/// The tests to build and run, and with them only the targets that they stand on, since a change low
/// in the tree rebuilds all that is there: `AVOUCH_TESTS=Systems,Collectors swift test`.
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

    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    // Debian gives no pkg-config file for it; the link line is enough.
    .systemLibrary(name: "CPgQuery", providers: [.apt(["libpg-query-dev"])]),

    library("Model"),
    library("Expressions", ["Model"]),
    library("Resources"),
    library("StructuredData", ["Model", "CYAML"]),
    library(
      "Systems",
      [
        "Model", "CGit", "CVectorscan", "COpenSSL", "CCurl", "CPCRE2", "CDeflate", "CSQLite",
        "CZip", "CZlib",
        "CXML2", "CPSL", "CUnbound", "CPQ", "CPgQuery",
      ]),
    library("Infrastructure", ["Model", "StructuredData"]),
    library("Pipelines", ["Model", "StructuredData"]),
    library("Databases", ["Model", "StructuredData", "Systems"]),
    library("Policy", ["Model", "Resources", "StructuredData"]),
    library("Advisories", ["Model", "StructuredData", "Systems"]),
    library(
      "Collectors",
      [
        "Model", "Resources", "StructuredData", "Systems", "Advisories", "Infrastructure",
        "Pipelines", "Databases",
      ]),
    library("Checks", ["Model", "Expressions"]),
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
    tests("Expressions", ["Model", "Expressions", "StructuredData"]),
    tests("Infrastructure", ["Model", "StructuredData", "Infrastructure", "Checks"]),
    tests("Pipelines", ["Model", "StructuredData", "Pipelines", "Checks"]),
    tests("Databases", ["Model", "StructuredData", "Systems", "Databases", "Checks"]),
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
  var needed = Set(chosenTests)
  var next = chosenTests
  while let name = next.popLast() {
    let target = package.targets.first { $0.name == name }
    for case .byNameItem(let dependency, _) in target?.dependencies ?? []
    where needed.insert(dependency).inserted {
      next.append(dependency)
    }
  }
  package.targets.removeAll { !needed.contains($0.name) }
  package.products.removeAll { !needed.contains($0.name) }
}
