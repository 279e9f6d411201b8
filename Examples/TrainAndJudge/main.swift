import Gradscope

var generator = SeededGenerator(seed: 1)
let data = try PreparedData(Digits.load(), for: TrainingPlan()).training.examples(Float.self)
let network = Network<Float>(
  inputs: 64, depth: 10, width: 64, outputs: 10, activation: Sigmoid(),
  initializer: FanScaled.xavier(.normal), using: &generator)
let (loss, rule) = (CategoricalCrossEntropy(classes: 10), UpdateRule(Momentum()))
let recorder = Recorder("sigmoid", of: network, on: data, loss: loss, rule: rule, steps: 100)
var trainer = try Trainer(
  network: network, examples: data, loss: loss, rule: rule,
  sampler: BatchSampler(count: data.count, batchSize: 64, generator: generator))
_ = trainer.run(steps: 100, observer: recorder)
for finding in Judgement(recorder.record).findings { print(finding.code, finding.message) }
