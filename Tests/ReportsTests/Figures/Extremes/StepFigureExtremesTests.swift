import Charts
import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// The pictures of places over steps at the ends of what there is: nothing overlaps, is cut or outside, and
/// a picture without anything to show says why.
struct StepFigureExtremesTests {
  static let kinds: [any RunFigure.Type] = [
    GradientHeatmapsFigure.self, WeightGradientHeatmapsFigure.self, ActivationHeatmapsFigure.self,
    SaturationFigure.self, UnitMapFigure.self, UpdateRatiosFigure.self, TimeGradientFigure.self,
  ]

  private func check(_ runs: [JudgedRun], _ what: String) {
    for kind in Self.kinds {
      let figure = kind.init(context: FigureContext(runs, command: "gradscope compare"))
      #expect(!figure.title.isEmpty && !figure.title.contains("nan"), "\(kind.name), \(what)")
      guard figure.lack == nil else { continue }
      let faults = DrawnFigure(figure).faults
      #expect(faults.isEmpty, "\(kind.name), \(what): \(faults)")
    }
  }

  /// A run whose every number over the steps is that of a function of (step, layer).
  private func run(
    _ name: String, depth: Int = 5, steps: Int = 30, activation: String = "tanh",
    _ value: @escaping (Int, Int) -> Double
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: depth, steps: steps, activation: activation) {
      step, layer, statistics in
      for quantity in [
        Quantity.deltaRMS, .weightGradientRMS, .activationStd, .updateRatio, .saturatedLowFraction,
      ] {
        statistics[known: quantity] = value(step, layer)
      }
    }
    record.name = name
    return JudgedRun(record)
  }

  @Test(arguments: [1, 2, 10, 30, 200], [1, 3, 8])
  func depthsAndNumbersOfRuns(depth: Int, count: Int) {
    check(
      Array(SampleRuns.runs(depth: depth, steps: 12).suffix(count)), "\(count) at depth \(depth)")
  }

  @Test func sixteenRuns() {
    let runs = SampleRuns.runs(depth: 4, steps: 12)
    check(
      runs + runs.map { $0.named($0.name + "-again") } + [
        UnitRuns.relu(), UnitRuns.tanh(stuck: 3),
      ],
      "18 runs")
  }

  @Test(arguments: [Double.nan, .infinity, 0, 1e-300, 1e300])
  func numbersOfOneKind(_ number: Double) {
    check([run("mine") { _, _ in number }], "\(number)")
    check(
      [run("mine") { _, _ in number }, run("other") { _, layer in pow(0.1, Double(layer)) }],
      "\(number) beside others")
  }

  @Test func theSpecialValuesComeAndGo() {
    let values: [Double] = [0, .nan, .infinity, 1e-40, 1, 1e30]
    check([run("mine") { step, layer in values[(step + layer) % values.count] }], "all at once")
  }

  @Test(arguments: [1, 2, 5, 13]) func fewSteps(_ steps: Int) {
    check([run("mine", steps: steps) { _, layer in pow(0.3, Double(layer)) }], "\(steps) steps")
  }

  @Test func aSingleLook() {
    var record = ExampleRecord.make(depth: 4, steps: 1)
    let first = (0..<5).map { record.history[0, place: $0] }
    record.history = RunHistory(placeCount: 5)
    record.history.append(step: 0)
    for (place, statistics) in first.enumerated() { record.history[0, place: place] = statistics }
    check([JudgedRun(record)], "one time point")
  }

  @Test func aMillionSteps() {
    var record = ExampleRecord.make(depth: 10, steps: 0, activation: "relu")
    let first = record.history[0, place: 0]
    record.curves = Curves()
    record.history = RunHistory(placeCount: 11)
    var step = 0
    while step < 1_000_000 {
      let last = step + max(0, step / 50)
      record.curves.append(step: step, loss: 1, accuracy: 0.5, gradientNorm: 1, learningRate: 0.1)
      record.history.append(step: step, lastStep: last, count: last - step + 1)
      for place in 0..<11 { record.history[record.history.count - 1, place: place] = first }
      step = last + 1
    }
    check([JudgedRun(record)], "a million steps")
  }

  @Test func longNames() {
    let name = "experiment-2026-lr0.05-wd1e-4-batch64-seed1-experiment-2026-"
    let runs = [0.1, 1, 3].map { factor in
      run("\(name)\(factor)") { _, layer in pow(factor, Double(layer)) }
    }
    check(runs, "60 letters")
    check([UnitRuns.relu(name: name), UnitRuns.tanh(stuck: 2, name: name + "2")], "60 letters")
  }

  @Test func otherPrograms() {
    for run in ForeignRuns.all { check([run], run.name) }
    check(ForeignRuns.all, "all of them")
    let factors = [0.3, 0.9, 1.1]
    check(
      factors.map { JudgedRun(ForeignRuns.lstm(steps: 500, factor: $0, name: "lstm \($0)")) },
      "500 time steps")
  }

  @Test func theNewOnesAreDrawnWhereSomebodyAsks() {
    #expect(Self.kinds.filter { $0.isUsual }.map { $0.name } == ["gradient-heatmaps"])
    let names = FigureCatalog.all.map { $0.name }
    #expect(Self.kinds.allSatisfy { names.contains($0.name) })
  }
}
