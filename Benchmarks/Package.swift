// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product builds without it.
let package = Package(
  name: "benchmarks",
  targets: [
    .executableTarget(
      name: "Measure", swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
  ])
