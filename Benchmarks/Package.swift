// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "gradscope", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // MARK: - One function at a time: swift package benchmark
    .executableTarget(
      name: "Suites",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "GradscopeKit", package: "gradscope"),
      ],
      path: "Benchmarks/Suites",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),

    // MARK: - Side by side: make bench
    .executableTarget(
      name: "InstrumentationCost",
      dependencies: [.product(name: "GradscopeKit", package: "gradscope")]),
    .executableTarget(
      name: "StepWorker",
      dependencies: [.product(name: "GradscopeKit", package: "gradscope")]),
    .executableTarget(
      name: "PeerPicture",
      dependencies: [.product(name: "GradscopeKit", package: "gradscope")]),
  ],
  swiftLanguageModes: [.v6]
)
