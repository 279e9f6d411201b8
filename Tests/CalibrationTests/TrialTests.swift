import Networks
import Testing

@testable import Calibration

@Suite struct TrialTests {
  @Test func aPlanIsTheSameEveryTime() {
    let plans = (0..<2).map { _ in TrialPlan(.tuning, count: 50, seed: 7).trials.map(\.command) }
    #expect(plans[0] == plans[1])
  }

  @Test func tuningAndHeldOutShareNoSeedAndNoNetwork() {
    let (tuning, heldOut) = (
      TrialPlan(.tuning, count: 300, seed: 1).trials,
      TrialPlan(.heldOut, count: 300, seed: 1).trials
    )
    let seeds = Set(tuning.map(\.configuration.seed))
    #expect(seeds.count == 300)
    #expect(seeds.isDisjoint(with: heldOut.map(\.configuration.seed)))
    #expect(Set(tuning.map(\.command)).isDisjoint(with: heldOut.map(\.command)))
  }

  @Test func networksAreWithinTheirBounds() {
    for trial in TrialPlan(.heldOut, count: 500, seed: 3).trials {
      let c = trial.configuration
      #expect((2...60).contains(c.depth) && (16...256).contains(c.width))
      #expect((120...300).contains(c.steps))
    }
  }

  private let tensors = [
    NamedTensor(name: "layers.0.weight", shape: [2, 3], values: [1, 2, 3, 4, 5, 6]),
    NamedTensor(name: "layers.0.bias", shape: [2], values: [0, 0]),
    NamedTensor(name: "layers.1.weight", shape: [2, 2], values: [1, 2, 3, 4]),
  ]

  @Test func aLayerIsScaledAlone() {
    let spoiled = PlantedFault.scaledLayer(1, by: 30).spoiled(tensors)
    #expect(spoiled[0].values == [30, 60, 90, 120, 150, 180])
    #expect(spoiled[2].values == tensors[2].values)
  }

  @Test func copiesAreCopiesOnBothSides() {
    let spoiled = PlantedFault.copies(layer: 1).spoiled(tensors)
    #expect(spoiled[0].values == [1, 2, 3, 1, 2, 3])
    #expect(spoiled[2].values == [1, 1, 3, 3])
  }

  @Test func theOutputLayerIsNotSaturated() {
    let spoiled = PlantedFault.scaledHidden(by: 20).spoiled(tensors)
    #expect(spoiled[0].values[0] == 20 && spoiled[2].values == tensors[2].values)
  }

  @Test func unitsAreKilledByTheirBias() {
    let fault = PlantedFault.killedUnits(layer: 1, share: 0.5, step: 0)
    #expect(fault.spoiled(tensors)[1].values == [-1000, 0])
  }

  /// What was planted is found where it was planted.
  @Test func aNaNIsFoundInItsLayerAtItsStep() throws {
    let trials = TrialPlan(.tuning, count: 120, seed: 5).trials
    let trial = try #require(
      trials.first { if case .nan = $0.fault { $0.configuration.width < 64 } else { false } })
    let result = try trial.run()
    #expect(result.found["GS103"] == .error)
    #expect(result.isPlaceRight == true)
    #expect(result.labels["GS103"]?.error?.isYes == true)
  }
}
