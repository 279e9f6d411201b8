import Datasets
import Exchange
import Foundation
import Safetensors
import Tensors

/// The formats that are read, each with what makes its inputs and what reads them.
enum LoaderFormat: String, CaseIterable {
  case csv
  case idx
  case gzip
  case safetensors
  case logged
  case events

  /// The name, in memory that stays.
  var name: StaticString {
    switch self {
    case .csv: "csv"
    case .idx: "idx"
    case .gzip: "gzip"
    case .safetensors: "safetensors"
    case .logged: "logged"
    case .events: "events"
    }
  }

  /// A file that readers of paths read, made anew for each input.
  private static let path = FileManager.default.temporaryDirectory
    .appending(path: "fuzz-\(ProcessInfo.processInfo.processIdentifier)").path

  /// What messages must begin with: the names of the files.
  var fileNames: [String] {
    switch self {
    case .csv: ["fuzz.csv"]
    case .idx, .gzip: ["images", "labels"]
    case .safetensors: ["fuzz.safetensors"]
    case .logged, .events: [Self.path]
    }
  }

  /// A file, sound, damaged or nothing like one.
  func input(isLarge: Bool, using generator: inout SeededGenerator) -> FuzzInput {
    switch self {
    case .csv: CSVInputs.input(isLarge: isLarge, using: &generator)
    case .idx: IDXInputs.input(isLarge: isLarge, using: &generator)
    case .gzip: GzipInputs.input(isLarge: isLarge, using: &generator)
    case .safetensors: SafetensorsInputs.input(isLarge: isLarge, using: &generator)
    case .logged: LoggedInputs.input(isLarge: isLarge, using: &generator)
    case .events: EventInputs.input(isLarge: isLarge, using: &generator)
    }
  }

  /// Reads the input as this format.
  func load(_ input: FuzzInput) throws -> Loaded {
    switch self {
    case .csv:
      return .dataset(try CSVReader().read(input.parts[0], name: fileNames[0]))
    case .idx, .gzip:
      return .dataset(
        try IDXReader.read(
          images: input.parts[0], labels: input.parts[1], imagesName: fileNames[0],
          labelsName: fileNames[1]))
    case .safetensors:
      return .file(try SafetensorsFile(bytes: input.parts[0], name: fileNames[0]))
    case .logged, .events:
      defer { try? FileManager.default.removeItem(atPath: Self.path) }
      try Data(input.parts[0]).write(to: URL(filePath: Self.path))
      return .log(try LoggedFile.read(Self.path))
    }
  }

  /// The most memory that reading the input may take, in bytes; beyond, some bytes of a header
  /// could bring the program down.
  ///
  /// A number of 2 characters becomes a Double of 8 bytes while lists grow and are copied. A row of
  /// CSV with nothing but commas is the worst: a cell, of which there are at most a million, is
  /// 32 bytes, and the list of them is copied when it doubles. Gzip justifies what it holds, and a
  /// buffer for as much as it could hold.
  func allowance(for input: FuzzInput) -> Int {
    let needs = 1 << 20
    switch self {
    case .csv:
      return needs + 100 * input.size
    case .idx, .safetensors:
      return needs + 64 * input.size
    case .gzip:
      let unpacked = input.parts.reduce(0) { $0 + Gzip.unpackedCount($1) }
      return needs + (64 + 1032) * input.size + 64 * unpacked
    case .logged, .events:
      // A line of `{"a":1}` is a dictionary with a text; files are read in pieces of 256 KB.
      return 8 * needs + 600 * input.size
    }
  }

  /// What a loader returns.
  enum Loaded {
    case dataset(Dataset)
    case file(SafetensorsFile)
    case log(RunLog)

    /// The same dataset through the checks of its public initializer.
    private static func rebuilt(_ data: Dataset) throws -> Dataset {
      data.task != .classification
        ? try Dataset(
          name: data.name, features: data.features, targets: data.targets,
          featureNames: data.featureNames, targetNames: data.targetNames, task: data.task)
        : try Dataset(
          name: data.name, features: data.features, labels: data.labels,
          classNames: data.classNames, featureNames: data.featureNames)
    }

    /// What contradicts itself in it; `nil` when it is sound.
    var problem: String? {
      switch self {
      case .dataset(let data):
        let rebuilt = try? Self.rebuilt(data)
        let isComplete = data.exampleCount >= 2 && data.classCounts.allSatisfy { $0 > 0 }
        return rebuilt != nil && isComplete ? nil : "an inconsistent dataset"
      case .file(let file):
        let again = try? SafetensorsFile(bytes: file.serialized(), name: "again")
        let numbers = file.tensors.allSatisfy { tensor in
          (try? tensor.floats(as: Float.self)).map { $0.count == tensor.elementCount } ?? true
        }
        return again?.tensors.count == file.tensors.count && again?.metadata == file.metadata
          && numbers ? nil : "a file that is not written as it was read"
      case .log(let log):
        let steps = log.record.curves.steps
        // A run log may have ended after its first line.
        let isSound = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
        return isSound ? nil : "a record whose steps do not grow"
      }
    }
  }
}
