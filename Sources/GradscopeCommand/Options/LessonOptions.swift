import ArgumentParser
import Lessons

/// What can be changed in a lesson; each lesson takes those that it is about, and says so of others.
struct LessonOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "Hidden layers; of lessons that compare depths, the deepest.")
  var depth: String?
  @Option(parsing: .unconditional, help: "Units in a hidden layer.") var width: String?
  @Option(help: "Activation function, as for train.") var activation: String?
  @Option(help: "Initializer, as for train.") var `init`: String?
  @Option(help: "Normalization: none, batch or layer.") var norm: String?
  @Option(parsing: .unconditional, help: "Factor on the first weights.") var gain: String?
  @Option(parsing: .unconditional, help: "Updates.") var steps: String?
  @Option(parsing: .unconditional, help: "Learning rate.") var learningRate: String?
  @Option(help: "Optimizer, as for train.") var optimizer: String?
  @Option(parsing: .unconditional, help: "Share of the last update that is kept.")
  var momentum: String?
  @Option(parsing: .unconditional, help: "Examples a step.") var batchSize: String?
  @Option(parsing: .unconditional, help: "Clip the global norm of the gradients to this.")
  var clipNorm: String?
  @Option(help: "Data, as for train.") var dataset: String?
  @Option(parsing: .unconditional, help: "How many examples.") var examples: String?
  @Option(parsing: .unconditional, help: "Seed of every random choice.") var seed: String?
  @Option(parsing: .unconditional, help: "Inputs, with commas between them.") var inputs: String?
  @Option(parsing: .unconditional, help: "Weights, with commas between them.") var weights: String?
  @Option(parsing: .unconditional, help: "Bias.") var bias: String?
  @Option(parsing: .unconditional, help: "The right answer.") var target: String?
  @Option(parsing: .unconditional, help: "Raw outputs, with commas between them.")
  var logits: String?
  @Option(parsing: .unconditional, help: "Predictions, with commas between them.")
  var predictions: String?
  @Option(parsing: .unconditional, help: "Right answers, with commas between them.")
  var labels: String?
  @Option(parsing: .unconditional, help: "Where a path begins: two numbers with a comma.")
  var start: String?
  @Option(help: "The disease that you name, in the lesson capstone.") var answer: String?

  /// What was typed.
  var settings: LessonSettings {
    let typed: [LessonOption: String?] = [
      .depth: depth, .width: width, .activation: activation, .initializer: `init`, .norm: norm,
      .gain: gain, .steps: steps, .learningRate: learningRate, .optimizer: optimizer,
      .momentum: momentum, .batchSize: batchSize, .clipNorm: clipNorm, .dataset: dataset,
      .examples: examples, .seed: seed, .inputs: inputs, .weights: weights, .bias: bias,
      .target: target, .logits: logits, .predictions: predictions, .labels: labels, .start: start,
      .answer: answer,
    ]
    return LessonSettings(typed.compactMapValues { $0 })
  }
}
