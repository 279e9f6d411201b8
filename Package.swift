// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "gradscope",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "gradscope", targets: ["GradscopeCommand"]),
    .library(
      name: "GradscopeKit",
      targets: [
        "Texts", "LinearAlgebra", "FileAccess", "Datasets", "Safetensors", "NeuralNetwork",
        "TrainingRecords", "Instrumentation", "MeanField", "Diagnosis", "Charts", "Reports",
        "Experiments",
        "Exports",
        "RecordStore",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: - C libraries
    .systemLibrary(
      name: "CBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo",
      providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .systemLibrary(
      name: "CLibPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .target(name: "CPNG", dependencies: ["CLibPNG"]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    // MARK: - Numbers and data
    .target(name: "CTensorKernels"),
    .target(
      name: "LinearAlgebra",
      dependencies: [
        .target(name: "CBLAS", condition: .when(platforms: [.linux])),
        "CTensorKernels",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(
      name: "CDigits", exclude: ["Resources"], cSettings: [.headerSearchPath("Resources")]),
    .target(name: "Texts"),
    .target(name: "CTemporaryNames"),
    .target(name: "CStartup"),
    .target(name: "FileAccess", dependencies: ["CTemporaryNames", "Texts"]),
    .target(
      name: "Datasets", dependencies: ["CDigits", "CZlib", "FileAccess", "LinearAlgebra", "Texts"]),
    .target(name: "Safetensors", dependencies: ["FileAccess", "Texts"]),

    // MARK: - Training, recording, judging
    .target(name: "NeuralNetwork", dependencies: ["LinearAlgebra"]),
    .target(name: "TrainingRecords"),
    .target(
      name: "Instrumentation",
      dependencies: [
        "LinearAlgebra", "NeuralNetwork", "TrainingRecords",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(
      name: "MeanField",
      dependencies: [
        "LinearAlgebra", "NeuralNetwork", "TrainingRecords",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(name: "Diagnosis", dependencies: ["Texts", "TrainingRecords"]),
    .target(
      name: "Experiments",
      dependencies: [
        "Datasets", "Diagnosis", "FileAccess", "Instrumentation", "LinearAlgebra", "MeanField",
        "NeuralNetwork", "Safetensors", "TrainingRecords",
      ]),

    .target(
      name: "RecordStore",
      dependencies: [
        "FileAccess", "Texts", "TrainingRecords", .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    // MARK: - Pictures and words
    .target(name: "Charts", dependencies: ["CCairo", "CPNG", "FileAccess", "Texts"]),
    .target(
      name: "Reports",
      dependencies: ["Charts", "Diagnosis", "FileAccess", "Texts", "TrainingRecords"]),

    // MARK: - Records for other programs
    .target(
      name: "Exports", dependencies: ["Diagnosis", "FileAccess", "Texts", "TrainingRecords"]),

    // MARK: - The command
    .executableTarget(
      name: "GradscopeCommand",
      dependencies: [
        "CStartup", "CTemporaryNames", "Datasets", "Diagnosis", "Experiments", "Exports",
        "FileAccess", "NeuralNetwork", "RecordStore", "Reports", "Safetensors", "Texts",
        "TrainingRecords", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),

    // MARK: - The program of the README
    .executableTarget(
      name: "TrainAndJudge",
      dependencies: [
        "Datasets", "Diagnosis", "Experiments", "Instrumentation", "LinearAlgebra",
        "NeuralNetwork", "TrainingRecords",
      ],
      path: "Examples/TrainAndJudge"),

    // MARK: - Fuzzing
    .target(name: "CFuzzSupport"),
    .executableTarget(
      name: "FuzzLoaders",
      dependencies: [
        "CFuzzSupport", "CZlib", "Datasets", "LinearAlgebra", "Safetensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - The program, run as nobody should
    .executableTarget(
      name: "HostileSuite",
      dependencies: [
        "Charts", "LinearAlgebra",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - Theory against drawn networks
    .executableTarget(
      name: "TheoryCheck",
      dependencies: [
        "Diagnosis", "Experiments", "LinearAlgebra", "MeanField", "NeuralNetwork",
        "TrainingRecords",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - How often the rules are right
    .executableTarget(
      name: "Calibration",
      dependencies: [
        "Charts", "Datasets", "Diagnosis", "Experiments", "Instrumentation", "LinearAlgebra",
        "MeanField", "NeuralNetwork", "TrainingRecords",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),

    // MARK: - Tests
    .testTarget(name: "HouseTests"),
    .testTarget(name: "TextsTests", dependencies: ["Texts"]),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"], exclude: ["Oracle"]),
    .testTarget(name: "FileAccessTests", dependencies: ["FileAccess"]),
    .testTarget(name: "DatasetsTests", dependencies: ["CZlib", "Datasets", "FileAccess"]),
    .testTarget(
      name: "SafetensorsTests", dependencies: ["FileAccess", "Safetensors"],
      exclude: ["Reference"]),
    .testTarget(
      name: "NeuralNetworkTests", dependencies: ["LinearAlgebra", "NeuralNetwork"],
      exclude: ["Oracle", "Chapter/chapter-examples.json"]),
    .testTarget(
      name: "InstrumentationTests",
      dependencies: [
        "Diagnosis", "Instrumentation", "LinearAlgebra", "NeuralNetwork", "TrainingRecords",
      ],
      exclude: ["Quantities/Oracle"]),
    .testTarget(name: "TrainingRecordsTests", dependencies: ["TrainingRecords"]),
    .testTarget(
      name: "RecordStoreTests",
      dependencies: [
        "RecordStore", "TrainingRecords", .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Stores"]),
    .testTarget(
      name: "ExportsTests", dependencies: ["Exports", "FileAccess", "TrainingRecords"],
      exclude: ["Oracle"]),
    .testTarget(
      name: "MeanFieldTests",
      dependencies: ["LinearAlgebra", "MeanField", "NeuralNetwork", "TrainingRecords"],
      exclude: ["Oracle"]),
    .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "TrainingRecords"]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: ["Datasets", "Diagnosis", "Experiments", "MeanField", "TrainingRecords"]),
    .testTarget(name: "CalibrationTests", dependencies: ["Calibration", "NeuralNetwork"]),
    .testTarget(
      name: "ChartsTests", dependencies: ["CPNG", "Charts", "Texts"], exclude: ["References"]),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Charts", "Diagnosis", "Reports", "Texts", "TrainingRecords"]),
    .testTarget(
      name: "GradscopeCommandTests",
      dependencies: [
        "Datasets", "Diagnosis", "GradscopeCommand", "LinearAlgebra", "NeuralNetwork",
        "RecordStore", "TrainAndJudge", "TrainingRecords",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
