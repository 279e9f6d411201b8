import Diagnosis
import Testing
import TrainingRecords

@Suite struct JudgementSpeedTests {
  /// 1,001 time points of 51 layers: under 100 ms in a release build. A debug build is some ten times
  /// slower, which is what the bound here allows.
  @Test func aThousandStepsOfFiftyLayers() {
    let record = ExampleRecord.make(
      depth: 50, steps: 1000, activation: "relu", deltaFactor: 0.7, finalLoss: 2.3,
      silent: { _ in 5 })
    let clock = ContinuousClock()
    var findings = 0
    let elapsed = clock.measure { findings = Judgement(record).findings.count }
    #expect(findings > 0)
    #expect(elapsed < .seconds(3), "\(elapsed)")
    print("judged 1,001 time points of 51 layers in \(elapsed)")
  }
}
