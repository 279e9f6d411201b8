import Files
import Foundation
import Networks
import Records
import Tensors
import Texts

/// Finds what a person can mistype in a configuration before anything is trained.
public enum ConfigurationCheck {
  /// The largest numbers that make sense; beyond them memory, not patience, is the limit.
  static let depths = 0...1000
  static let widths = 1...65_536
  static let stepCounts = 1...10_000_000

  /// Checks everything but the data.
  ///
  /// - Throws: `ConfigurationError` for the first field that is not valid.
  public static func check(_ c: TrainingPlan) throws(ConfigurationError) {
    if let widths = c.widths {
      guard !widths.isEmpty, widths.count <= depths.upperBound else {
        throw .outOfRange(
          "widths", expected: "1 to \(depths.upperBound) hidden layers", got: "\(widths.count)")
      }
      for width in widths { try whole("widths", width, in: Self.widths) }
    } else {
      try whole("depth", c.depth, in: depths)
      try whole("width", c.width, in: widths)
    }
    for rate in c.dropout.values where !(rate >= 0 && rate <= 0.99) {
      throw .outOfRange("dropout", expected: "a share from 0 to 0.99", got: "\(rate)")
    }
    try whole("steps", c.steps, in: stepCounts)
    guard c.batchSize >= 0 else {
      throw .outOfRange(
        "batchSize", expected: "a whole number from 0 (the full set)", got: "\(c.batchSize)")
    }
    if let every = c.recordEvery { try whole("recordEvery", every, in: stepCounts) }
    try positive("learningRate", c.learningRate)
    guard c.biasStd.isFinite, c.biasStd >= 0 else {
      throw .outOfRange(
        "biasStd", expected: "a finite number from 0 up", got: "\(c.biasStd)")
    }
    if let scale = c.residualScale, !scale.isFinite {
      throw .outOfRange("residualScale", expected: "a finite number", got: "\(scale)")
    }
    guard c.weightDecay.isFinite, c.weightDecay >= 0 else {
      throw .outOfRange(
        "weightDecay", expected: "a finite number from 0 up", got: "\(c.weightDecay)")
    }
    if let bound = c.clipNorm { try positive("clipNorm", bound) }
    if let bound = c.clipValue { try positive("clipValue", bound) }
    if c.precision == Float.precisionName {
      for (field, value) in [
        ("learningRate", c.learningRate), ("biasStd", c.biasStd),
        ("residualScale", c.residualScale ?? 0), ("weightDecay", c.weightDecay),
        ("clipNorm", c.clipNorm ?? 0), ("clipValue", c.clipValue ?? 0),
      ] { try representable(field, value) }
    }
    guard c.validationFraction >= 0, c.validationFraction < 1 else {
      throw .outOfRange(
        "validationFraction", expected: "a number from 0 up to, not including, 1",
        got: "\(c.validationFraction)")
    }
    let parts = try NamedParts(c)
    let precisions = ["float32", "float64"]
    guard precisions.contains(c.precision) else {
      throw .unknown("precision", c.precision, valid: precisions)
    }
    try loss(c.loss)
    let smallest = parts.hidden.map(\.norm.smallestBatch).max() ?? 1
    guard c.batchSize == 0 || c.batchSize >= smallest else {
      throw .outOfRange(
        "batchSize",
        expected: "at least \(smallest) with `norm` \(c.norm.text), as one example has no variance",
        got: "\(c.batchSize); choose a larger batch, `norm` layer, or `norm` none")
    }
  }

  /// Checks everything but the data of a plan that is trained for its own sake, not as one cell of many:
  /// a residual network has room for a shortcut.
  ///
  /// - Throws: As `check`.
  public static func checkAlone(_ c: TrainingPlan) throws(ConfigurationError) {
    try check(c)
    guard !c.residual || c.hasRoomForShortcuts else {
      throw ConfigurationError(field: "residual", noRoom(in: c))
    }
  }

  /// Why a plan cannot have shortcuts.
  public static func noRoom(in c: TrainingPlan) -> FieldMessage {
    let widths = c.hiddenWidths
    let shown = widths.prefix(8).map { "\($0)" }.joined(separator: ", ")
    let got =
      switch widths.count {
      case 0: "no hidden layer"
      case 1: "a single hidden layer"
      default: "layers of \(shown)\(widths.count > 8 ? ", …" : "")"
      }
    return
      "expected a hidden layer as wide as the one below it, for a shortcut to go around, got \(got); "
      + "give two neighbours one width, or leave it out"
  }

  private static func loss(_ name: String) throws(ConfigurationError) {
    guard name != TrainingPlan.automatic else { return }
    guard let form = LossCatalog.form(of: name) else {
      throw .unknown(
        "loss", name, valid: LossCatalog.all.map(\.usage) + [TrainingPlan.automatic])
    }
    guard form.allows(name) else {
      throw .outOfRange("loss", expected: "\(form.expectation)", got: "\"\(name)\"")
    }
  }

  /// Checks that the runs that train at one time fit into memory.
  ///
  /// Parameters, gradients and an optimizer's memory, the workspaces of batch and probe set, and the
  /// record, which does not grow with the steps once its lists are full.
  ///
  /// - Throws: `ConfigurationError` where the machine has less, or the limits of the process leave less.
  static func checkMemory(
    _ c: TrainingPlan, trainingExamples: Int, concurrentRuns: Int,
    available: Double = AddressSpace.machine,
    hasRoom: (Int) -> Bool = AddressSpace.hasRoom(for:)
  ) throws(ConfigurationError) {
    let scalar = c.precision == "float64" ? 8.0 : 4.0
    let (features, classes) = (Double(c.dataset.features), Double(max(c.dataset.classes, 1)))
    let sizes = [features] + c.hiddenWidths.map(Double.init) + [classes]
    let depth = Double(c.hiddenWidths.count)
    let weights = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let batch = Double(c.batchSize == 0 ? trainingExamples : c.batchSize) + 256
    let units = sizes.reduce(0, +)
    let statistics = Double(MemoryLayout<PlaceStatistics>.stride)
    // Mean, smallest and largest, three times: the record, what a merger makes of it, and a copy that
    // is being written. A sample has four histograms of some dozen bins, a KB each.
    let points = Double(min(c.steps + 1, RunHistory.standardCapacity))
    let samples = Double(min(c.steps + 1, SampleHistory.standardCapacity))
    let needed =
      Double(concurrentRuns)
      * (scalar * (4 * weights + 6 * batch * units) + Double(trainingExamples) * features * 12)
      + (depth + 1) * (9 * points * statistics + 4096 * samples) * Double(max(concurrentRuns, 1))
    guard needed < 0.8 * available else {
      throw ConfigurationError(
        "this needs about \(gigabytes(needed)) GB of memory, the machine has "
          + "\(gigabytes(available)) GB; " + wayToLess(c),
        isAboutMemory: true)
    }
    try checkRoom(for: needed, threads: concurrentRuns, hasRoom: hasRoom)
  }

  /// Checks that the limits of the process leave room for so many bytes, and for what comes with them:
  /// what the BLAS library maps for each thread that multiplies, pictures, and what allocators hold in
  /// reserve.
  ///
  /// - Throws: `ConfigurationError` where they leave less.
  public static func checkRoom(
    for bytes: Double = 0, threads: Int, hasRoom: (Int) -> Bool = AddressSpace.hasRoom(for:)
  ) throws(ConfigurationError) {
    let buffers = Double(max(threads, 1)) * Double(BLASLibrary.bufferBytes)
    let mapped = bytes + buffers + 192e6
    guard hasRoom(Int(mapped)) else {
      throw ConfigurationError(
        "expected room for \(gigabytes(mapped)) GB of memory, got a limit that leaves less; "
          + "raise it (ulimit -v), or make what is asked for smaller",
        isAboutMemory: true)
    }
  }

  /// What can be made smaller, of what was given.
  private static func wayToLess(_ c: TrainingPlan) -> FieldMessage {
    if let file = c.networkFile {
      return "take fewer or narrower layers in \(file), or lower `steps` or `batchSize`"
    }
    return c.widths == nil
      ? "lower `width`, `depth`, `steps` or `batchSize`"
      : "take fewer or narrower `widths`, or lower `steps` or `batchSize`"
  }

  private static func gigabytes(_ bytes: Double) -> String { String(format: "%.1f", bytes / 1e9) }

  private static func whole(
    _ field: String, _ value: Int, in range: ClosedRange<Int>
  ) throws(ConfigurationError) {
    guard range.contains(value) else {
      throw .outOfRange(
        field, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        got: "\(value)")
    }
  }

  /// A number that becomes 0 or infinite in Float would silently mean something else.
  private static func representable(
    _ field: String, _ value: Double
  ) throws(ConfigurationError) {
    guard value == 0 || (Float(value).isFinite && Float(value) != 0) else {
      throw .outOfRange(
        field, expected: "a number that float32 can hold",
        got: "\(value); "
          + "choose another, or `precision` float64")
    }
  }

  private static func positive(
    _ field: String, _ value: Double
  ) throws(ConfigurationError) {
    guard value.isFinite, value > 0 else {
      throw .outOfRange(field, expected: "a finite number above 0", got: "\(value)")
    }
  }

  /// Why an initializer's name is not valid: the name of its family, or the parameter.
  static func badInitializer(_ field: String, _ name: String) -> ConfigurationError {
    if let form = InitializerCatalog.form(of: name) {
      return .outOfRange(field, expected: "\(form.expectation)", got: "\(name)")
    }
    return .unknown(field, name, valid: InitializerCatalog.names)
  }
}
