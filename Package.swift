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
        "Gradscope", "Texts", "Tensors", "Files", "Gzip", "Datasets", "Safetensors",
        "Networks", "Records", "Instruments", "Theory", "Diagnosis", "Charts", "Reports",
        "Experiments", "Exchange", "RecordStore", "Lessons",
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
      name: "Tensors",
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
    .target(name: "Files", dependencies: ["CTemporaryNames", "Texts"]),
    .target(name: "Gzip", dependencies: ["CZlib", "Texts"]),
    .target(
      name: "Datasets", dependencies: ["CDigits", "Files", "Gzip", "Tensors", "Texts"]),
    .target(name: "Safetensors", dependencies: ["Files", "Texts"]),

    // MARK: - Training, recording, judging
    .target(name: "Networks", dependencies: ["Tensors"]),
    .target(name: "Records"),
    .target(
      name: "Instruments",
      dependencies: [
        "Tensors", "Networks", "Records",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(
      name: "Theory",
      dependencies: [
        "Tensors", "Networks", "Records",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(name: "Diagnosis", dependencies: ["Texts", "Records"]),
    .target(
      name: "Experiments",
      dependencies: [
        "Datasets", "Diagnosis", "Files", "Instruments", "Tensors", "Texts", "Theory",
        "Networks", "Safetensors", "Records",
      ]),

    .target(
      name: "RecordStore",
      dependencies: [
        "Files", "Texts", "Records", .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    // MARK: - Pictures and words
    .target(name: "Charts", dependencies: ["CCairo", "CPNG", "Files", "Texts"]),
    .target(
      name: "Reports",
      dependencies: ["Charts", "Diagnosis", "Files", "Texts", "Records"]),

    // MARK: - A course
    .target(
      name: "Lessons",
      dependencies: [
        "Charts", "Datasets", "Diagnosis", "Experiments", "Gzip", "Networks", "Records",
        "Reports", "Tensors", "Texts",
      ]),

    // MARK: - Records for other programs
    .target(
      name: "Exchange", dependencies: ["Diagnosis", "Files", "Gzip", "Texts", "Records"]),

    // MARK: - The library, in one import
    .target(
      name: "Gradscope",
      dependencies: [
        "Charts", "Datasets", "Diagnosis", "Exchange", "Experiments", "Files", "Gzip",
        "Instruments", "Lessons", "Networks", "RecordStore", "Records", "Reports", "Safetensors",
        "Tensors", "Texts", "Theory",
      ]),

    // MARK: - The command
    .executableTarget(
      name: "GradscopeCommand",
      dependencies: [
        "CStartup", "CTemporaryNames", "Charts", "Datasets", "Diagnosis", "Experiments", "Exchange",
        "Files", "Instruments", "Lessons", "Networks", "RecordStore", "Reports", "Safetensors",
        "Texts", "Records", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),

    // MARK: - The program of the README
    .executableTarget(
      name: "TrainAndJudge", dependencies: ["Gradscope"], path: "Examples/TrainAndJudge"),

    // MARK: - Fuzzing
    .target(name: "CFuzzSupport"),
    .executableTarget(
      name: "FuzzLoaders",
      dependencies: [
        "CFuzzSupport", "CZlib", "Datasets", "Exchange", "Tensors", "Safetensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - The program, run as nobody should
    .executableTarget(
      name: "HostileSuite",
      dependencies: [
        "Charts", "Tensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - Theory against drawn networks
    .executableTarget(
      name: "TheoryCheck",
      dependencies: [
        "Diagnosis", "Experiments", "Tensors", "Theory", "Networks",
        "Records",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - How often the rules are right
    .executableTarget(
      name: "Calibration",
      dependencies: [
        "Charts", "Datasets", "Diagnosis", "Experiments", "Instruments", "Tensors",
        "Theory", "Networks", "Records",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),

    // MARK: - Tests
    .testTarget(name: "HouseTests"),
    .testTarget(name: "TextsTests", dependencies: ["Texts"]),
    .testTarget(
      name: "TensorsTests", dependencies: ["Tensors"], exclude: ["Oracle"]),
    .testTarget(name: "FilesTests", dependencies: ["Files"]),
    .testTarget(name: "DatasetsTests", dependencies: ["CZlib", "Datasets", "Files"]),
    .testTarget(
      name: "SafetensorsTests", dependencies: ["Files", "Safetensors"],
      exclude: ["Reference"]),
    .testTarget(
      name: "NetworksTests", dependencies: ["Tensors", "Networks"],
      exclude: ["Oracle", "Chapter/chapter-examples.json"]),
    .testTarget(
      name: "InstrumentsTests",
      dependencies: [
        "Diagnosis", "Instruments", "Tensors", "Networks", "Records",
      ],
      exclude: ["Quantities/Oracle"]),
    .testTarget(name: "RecordsTests", dependencies: ["Records", "Texts"]),
    .testTarget(
      name: "RecordStoreTests",
      dependencies: [
        "RecordStore", "Records", "Tensors", .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Stores"]),
    .testTarget(
      name: "ExchangeTests", dependencies: ["Diagnosis", "Exchange", "Files", "Records"],
      exclude: ["Oracle", "RunLogs", "LoggedFiles"]),
    .testTarget(
      name: "TheoryTests",
      dependencies: ["Tensors", "Theory", "Networks", "Records"],
      exclude: ["Oracle"]),
    .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "Records"]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: ["Datasets", "Diagnosis", "Experiments", "Tensors", "Theory", "Records"]),
    .testTarget(
      name: "LessonsTests",
      dependencies: [
        "Charts", "Experiments", "Gzip", "Lessons", "Networks", "Reports", "Tensors", "Texts",
      ],
      exclude: ["Chapter/chapter-examples.json"]),
    .testTarget(
      name: "CalibrationTests",
      dependencies: ["Calibration", "Datasets", "Diagnosis", "Experiments", "Networks"]),
    .testTarget(
      name: "ChartsTests", dependencies: ["CPNG", "Charts", "Texts"], exclude: ["References"]),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Charts", "Diagnosis", "Reports", "Texts", "Records"],
      exclude: ["References"]),
    .testTarget(
      name: "GradscopeCommandTests",
      dependencies: [
        "Charts", "Datasets", "Diagnosis", "Experiments", "GradscopeCommand", "Tensors", "Networks",
        "RecordStore", "TrainAndJudge", "Records",
      ], exclude: ["Published/field", "Published/README.md"]),
  ],
  swiftLanguageModes: [.v6]
)
