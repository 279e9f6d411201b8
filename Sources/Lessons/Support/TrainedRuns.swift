import Experiments
import Reports

/// Trains what a lesson compares, as many at a time as there are cores.
enum TrainedRuns {
  /// The runs, in their order, all on the same data and judged as the commands judge them.
  ///
  /// - Parameter explaining: whether further runs are made where they explain a verdict; a lesson that makes the
  ///   runs that it compares itself needs none.
  /// - Throws: `ConfigurationError` for a plan that cannot be trained; `LessonError` where somebody stopped
  ///   before all were there.
  static func train(
    _ planned: [PlannedRun], on data: PreparedData, explaining: Bool = false, stop: StopSignal
  ) async throws -> [JudgedRun] {
    let cells = try planned.map { try $0.experiment(on: data, among: planned.count) }
    let runs = await Study(cells, explaining: explaining).run(stop: stop)
    return try all(runs, stop).map { JudgedRun($0) }
  }

  /// What came of every network; of one that was under way when somebody stopped it would be too little.
  ///
  /// - Throws: `LessonError` where somebody stopped.
  static func all<Result>(
    _ results: [Result?], _ stop: StopSignal
  ) throws(LessonError) -> [Result] {
    let whole = results.compactMap { $0 }
    guard whole.count == results.count, !stop.isRaised else {
      throw LessonError("lesson: interrupted after \(whole.count) of \(results.count) runs")
    }
    return whole
  }
}
