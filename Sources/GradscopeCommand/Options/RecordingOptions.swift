import ArgumentParser
import Experiments
import Records

/// How much is recorded, and where it is kept.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much is recorded: \(RecordingTier.allCases.map(\.rawValue).inWords). full has "
        + "histograms too, deep the singular values of the input-output Jacobian."))
  var record = RecordingTier.full
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measure every N steps only (default: every step; time points one by one at first, ever "
        + "longer after step 100).", valueName: "n"))
  var recordEvery: Int?
  @OptionGroup var place: StoreOptions
  @Flag(name: .customLong("no-store"), help: "Keep no record.")
  var withoutStore = false
  @Flag(help: "Say on standard error up to which step a run is safely in the store.")
  var verbose = false

  /// Puts these options into a configuration.
  func apply(to configuration: inout TrainingPlan) {
    configuration.recordingTier = record
    configuration.recordEvery = recordEvery
  }

  func validate() throws {
    if withoutStore, let store = place.given {
      throw ValidationError(
        "--no-store: expected no --store beside it, got \(store); leave out one")
    }
  }

  /// The path of the store that keeps the runs; nil where nothing is to be kept.
  var store: String? { withoutStore ? nil : place.store }

  /// What keeps the runs; nil where nothing is to be kept.
  ///
  /// - Throws: `StoreError` where the store cannot be opened or made; `ExitCode` where somebody gave up
  ///   waiting for it.
  func keeper(runs: Int, interrupt: InterruptHandler, stop: StopSignal) throws -> RunKeeper? {
    try RunKeeper.open(
      at: store, runs: runs, interrupt: interrupt, stop: stop,
      saysWhatIsKept: verbose)
  }
}

extension RecordingTier: ExpressibleByArgument {}
