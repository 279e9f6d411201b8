import Diagnosis
import Records
import Testing

@testable import Reports

/// The foot of a picture: what is shared is said once, what differs is said to differ.
struct SettingWordsTests {
  private func run(
    width: Int = 16, depth: Int = 2, rate: Double = 0.05, batch: Int = 64, seed: UInt64 = 1
  ) -> JudgedRun {
    var record = ExampleRecord.make(depth: depth, width: width, steps: 20)
    record.facts.optimizer = OptimizerFacts(name: "sgd")
    (record.facts.learningRate, record.facts.batchSize, record.facts.seed) = (rate, batch, seed)
    record.facts.precision = Precision("float32")
    return JudgedRun(record)
  }

  @Test func whatIsSharedIsSaidOnce() {
    #expect(SettingWords([run(), run()]).text == "width 16, SGD 0.05, batch 64, float32")
  }

  @Test func aRunWithoutHiddenLayersRepeatsNothing() {
    #expect(SettingWords([run(depth: 0), run()]).text == "width 16, SGD 0.05, batch 64, float32")
  }

  @Test func whatDiffersIsNamedOrCounted() {
    #expect(
      SettingWords([run(width: 8), run(width: 64)]).text
        == "width 8 / 64, SGD 0.05, batch 64, float32")
    #expect(
      SettingWords([4, 8, 16, 32].map { run(width: $0) }).text
        == "4 different widths, SGD 0.05, batch 64, float32")
    #expect(
      SettingWords([run(rate: 0.1), run(batch: 0)]).text
        == "width 16, SGD 0.1 / SGD 0.05, batch 64 / all, float32")
  }

  @Test func seedsAreListedOrSpanned() {
    #expect(SettingWords([run(), run(seed: 7)]).seeds == "seed 1 / seed 7")
    #expect(SettingWords((1...24).map { run(seed: $0) }).seeds == "seeds 1 to 24")
    #expect(SettingWords([1, 3, 5, 8].map { run(seed: $0) }).seeds == "4 seeds")
  }
}
