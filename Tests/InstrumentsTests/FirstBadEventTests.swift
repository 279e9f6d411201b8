import Diagnosis
import Instruments
import Networks
import Records
import Tensors
import Testing

/// The first bad event names its step, layer and tensor, and keeps the steps before it.
@Suite struct FirstBadEventTests {
  /// Hands everything on to a recorder, and does harm after the update of one step.
  private final class Saboteur: TrainingObserver {
    let recorder: Recorder<Double>
    let step: Int
    let harm: (Network<Double>) -> Void

    init(_ recorder: Recorder<Double>, after step: Int, harm: @escaping (Network<Double>) -> Void) {
      self.recorder = recorder
      self.step = step
      self.harm = harm
    }

    func didBackpropagate(_ moment: TrainingMoment<Double>) { recorder.didBackpropagate(moment) }

    func didUpdate(_ moment: TrainingMoment<Double>, _ update: UpdateOutcome) {
      recorder.didUpdate(moment, update)
      if moment.step == step { harm(moment.network) }
    }
  }

  private func record(
    after step: Int, harm: @escaping (Network<Double>) -> Void
  ) throws -> RunRecord {
    let toy = Toy(activation: Tanh(), depth: 9)
    let loss = try #require(CategoricalCrossEntropy(predicting: .classes(3)))
    let rule = UpdateRule.descent(0.1)
    let recorder = Recorder(
      "toy", of: toy.network, on: toy.examples, loss: loss, rule: rule, steps: 300)
    var trainer = try Trainer(
      network: toy.network, examples: toy.examples, loss: loss, rule: rule,
      sampler: BatchSampler(count: 8, batchSize: 0, generator: SeededGenerator(seed: 1)))
    _ = trainer.run(steps: 300, observer: Saboteur(recorder, after: step, harm: harm))
    return recorder.record
  }

  @Test func nanInLayerSevenFromStep120SaysExactlyThat() throws {
    let record = try record(after: 119) { $0.denseLayers[6].weights[2, 3] = .nan }
    let event = try #require(record.events.first)
    #expect(record.events.count == 1)
    #expect(event.kind == .nonFinite && event.step == 120 && event.place == 6)
    #expect(event.tensor == .weight && event.nonFinite == 1)
    // Twenty steps before it and the step itself, each in full.
    #expect(event.steps.map(\.step) == Array(100...120))
    #expect(event.steps.allSatisfy { $0.places.count == 10 })
    #expect(event.steps.dropLast().allSatisfy { $0.loss.isFinite && $0.places[6].weightNorm > 0 })
    // A time point of its own, although those around it are longer than a step.
    #expect(record.history.steps.last == 120)
    #expect(record.status == .diverged)
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS103" })
    #expect(finding.layers == [7, 7] && finding.steps == [120, 120])
    #expect(
      finding.message.hasPrefix(
        "NaN in layer 7 from step 120 on: first in its weights, where 1 value is not finite."),
      "\(finding.message)")
    #expect(Judgement(record).verdict == "non-finite-values")
  }

  @Test func aNaNBiasShowsInTheActivationsOfItsLayer() throws {
    let record = try record(after: 40) { $0.denseLayers[2].bias[0, 1] = .nan }
    let event = try #require(record.events.first)
    #expect(event.step == 41 && event.place == 2 && event.tensor == .activation)
    #expect(event.nonFinite == 8)
  }

  @Test func aHealthyRunHasNone() throws {
    #expect(try record(after: 0) { _ in }.events.isEmpty)
  }
}
