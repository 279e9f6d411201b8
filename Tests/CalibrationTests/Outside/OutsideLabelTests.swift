import Experiments
import Testing

@testable import Calibration

/// One run of every mistake, each small: its label says yes; and a healthy one, of which none does.
@Suite struct OutsideLabelTests {
  /// A network that learns rings within a second.
  private func made(_ fault: OutsideFault?, on form: OutsideForm = .rings) -> OutsideTrial {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.optimizer, plan.learningRate) = (2, 16, "adam", 0.01)
    (plan.batchSize, plan.steps, plan.loss, plan.seed) = (16, 500, "auto", 5)
    plan.recordingTier = .scalars
    let kind: OutsideTrial.Kind =
      form.isOfValues ? .values : form.isOfTwoClasses ? .twoClasses : .classes
    return OutsideTrial(index: 0, kind: kind, form: form, healthyPlan: plan, fault: fault)
  }

  @Test(arguments: [
    (OutsideFault.linear, "GS206"), (.decay(3), "GS306"), (.schedule(every: 2), "GS307"),
    (.steps(5), "GS409"), (.rate(times: 1e-4), "GS302"),
  ]) func whatWasPlantedAndBitIsThere(_ fault: OutsideFault, _ code: String) throws {
    let result = try made(fault).run()
    #expect(result.bit.isYes, "\(result.bit)")
    #expect(result.result.labels[code]?.presence.isYes == true)
    #expect(result.result.labels[code]?.error?.isYes == true)
  }

  @Test func clippingBitesWhereNothingDividesByTheGradient() throws {
    var trial = made(.clipping(1e-5))
    (trial.healthyPlan.optimizer, trial.healthyPlan.learningRate) = ("sgd", 0.1)
    trial.healthyPlan.steps = 1500
    let result = try trial.run()
    #expect(result.result.labels["GS305"]?.error?.isYes == true)
    #expect(result.result.found["GS305"] == .error)
  }

  @Test(arguments: [
    (OutsideFault.constantColumn, "GS503"), (.answerColumn, "GS506"), (.outlier(9.9e9), "GS504"),
  ]) func whatDoesNoHarmIsThereAllTheSame(_ fault: OutsideFault, _ code: String) throws {
    let result = try made(fault, on: .flowers).run()
    #expect(result.result.labels[code]?.presence.isYes == true)
    #expect(result.result.found[code] != nil)
  }

  @Test func aRareClassIsCountedAndNumbersAreAmbiguous() throws {
    var trial = made(nil, on: .lenders)
    (trial.rareShare, trial.healthyPlan.steps) = (0.02, 150)
    let labels = try trial.run().result.labels
    #expect(labels["GS505"]?.presence.isYes == true && labels["GS507"]?.presence.isNo == true)
    var counts = made(nil, on: .rentals)
    #expect(try counts.run().result.labels["GS507"]?.presence.isYes == true)
    counts.isTold = true
    #expect(try counts.run().result.labels["GS507"]?.presence.isNo == true)
  }

  @Test func ofAHealthyRunNothingIsThere() throws {
    let result = try made(nil).run()
    #expect(result.isHealthy && result.errors.isEmpty, "\(result.errors), \(result.standing)")
    let yes = result.result.labels.filter { $0.value.error?.isYes ?? false }
    #expect(yes.isEmpty, "\(yes)")
  }

  @Test func halfOfTheWayIsNobodysLand() {
    #expect(OutsideStanding(0.39) == .short && OutsideStanding(0.5) == .between)
    #expect(OutsideStanding(0.7).came && !OutsideStanding(0.7).isWithinReach)
    #expect(OutsideStanding(0.9).isWithinReach && OutsideStanding(nil) == .unknown)
  }
}
