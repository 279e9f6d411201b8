import Datasets
import Experiments
import Foundation
import Records
import Testing

/// What is looked at of networks with one or two features.
@Suite struct OutputMapperTests {
  private func run(
    _ dataset: Dataset, steps: Int = 200, edit: (inout TrainingPlan) -> Void = { _ in }
  ) throws -> RunRecord {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps, plan.learningRate) = (2, 16, steps, 0.1)
    if dataset.task == .regression { plan.loss = "mse" }
    edit(&plan)
    return try Experiment(
      name: "run", configuration: plan, data: PreparedData(dataset, for: plan)
    ).run()
  }

  /// Two heaps, one at (10, 100) and one at (20, 300).
  private func heaps(_ count: Int = 200) throws -> Dataset {
    let features = (0..<count).flatMap { index -> [Double] in
      let (angle, side) = (Double(index), Double(index % 2))
      return [10 + 10 * side + 2 * sin(angle), 100 + 200 * side + 30 * cos(1.7 * angle)]
    }
    return try Dataset(
      name: "heaps", features: features, labels: (0..<count).map { $0 % 2 },
      classNames: ["low", "high"], featureNames: ["mass", "height"], targetName: "kind")
  }

  @Test func classesAreSeenInTheUnitsOfTheDataBeforeAndAfter() throws {
    let map = try #require(try run(heaps()).outputs)
    #expect(map.axes.map(\.name) == ["mass", "height"] && map.classes == ["low", "high"])
    #expect(map.target == "kind" && map.grids.map(\.step) == [0, 100, 200])
    #expect(map.axes[0].lower < 8 && map.axes[0].upper > 22 && map.axes[1].upper > 330)
    #expect(map.examples.count == 200 && map.examples.contains(where: \.isHeldOut))
    // Every example is where it was given, and the trained network knows both heaps.
    let last = try #require(map.grids.last)
    for example in map.examples {
      #expect((8...22).contains(example.features[0]))
      let cell = try #require(map.cell(of: example.features))
      #expect(Double(last.winners[cell]) == example.answer)
      #expect(last.values[cell] > 0.5)
    }
    let corner = try #require(map.cell(of: [20, 300]))
    #expect(last.winners[corner] == 1)
  }

  @Test(arguments: [true, false])
  func aCurveIsInTheUnitsOfItsTarget(isStandardized: Bool) throws {
    let x = (0..<300).map { Double($0) / 100 - 1.5 }
    let line = try Dataset(
      name: "line", features: x, targets: x.map { 0.5 + 0.4 * $0 }, featureNames: ["x"],
      targetName: "y")
    let map = try #require(
      try run(line, steps: 600) { $0.standardize = isStandardized }.outputs)
    #expect(map.axes.count == 1 && map.classes.isEmpty && map.target == "y")
    let last = try #require(map.grids.last)
    #expect(last.winners.isEmpty && last.values.count == map.axes[0].count)
    for example in map.examples {
      let cell = try #require(map.cell(of: example.features))
      #expect(abs(Double(last.values[cell]) - example.answer) < 0.1)
      #expect(abs(example.answer - (0.5 + 0.4 * example.features[0])) < 1e-9)
    }
  }

  /// The looks change nothing in what is trained.
  @Test func lookingLeavesNoTrace() throws {
    let seen = try run(heaps(), steps: 40) { $0.dropout = 0.2 }
    let unseen = try run(heaps(), steps: 40) {
      $0.dropout = 0.2
      $0.recordingTier = .scalars
    }
    #expect(seen.outputs != nil && unseen.outputs == nil)
    #expect(seen.curves == unseen.curves && seen.evaluation == unseen.evaluation)
  }

  @Test func ofMoreFeaturesNothingIsKept() throws {
    #expect(try TestData.run("relu-he", depth: 2, steps: 2).outputs == nil)
  }

  /// A batch norm that has not seen data yet would go by the cells.
  @Test func aBatchNormIsLookedAtOnceItsAveragesHaveSettled() throws {
    let record = try run(heaps(), steps: 100) { $0.norm = "batch" }
    let steps = try #require(record.outputs).grids.map(\.step)
    // The look about the middle is one at which what is held out was evaluated, so that both are of one network.
    #expect(steps.count == 2 && steps.last == 100 && (40...60).contains(steps[0]))
    #expect(record.heldOut?.looks.contains { $0.step == steps[0] } == true)
  }

  @Test func whatDivergedAnswersNothing() throws {
    let map = try #require(try run(heaps(), steps: 10) { $0.learningRate = 1e30 }.outputs)
    let last = try #require(map.grids.last)
    #expect(last.winners.allSatisfy { $0 == OutputGrid.noClass })
    #expect(last.values.allSatisfy { $0.isNaN })
  }

  /// There is no middle.
  @Test func aRunOfOneStepIsSeenTwice() throws {
    #expect(try run(heaps(), steps: 1).outputs?.grids.map(\.step) == [0, 1])
  }
}
