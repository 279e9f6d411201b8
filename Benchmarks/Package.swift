// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "gradscope", path: "..")],
  targets: [
    .executableTarget(
      name: "InstrumentationCost",
      dependencies: [.product(name: "GradscopeKit", package: "gradscope")])
  ],
  swiftLanguageModes: [.v6]
)
