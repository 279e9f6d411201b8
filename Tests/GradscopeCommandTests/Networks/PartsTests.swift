import Foundation
import Testing

/// Losses, outputs and optimizers that are chosen apart from each other.
@Suite struct PartsTests {
  private let small = ["--depth", "2", "--width", "16"]

  private func plan(_ options: [String]) async throws -> JSONTree {
    try await QuickTraining.run(small + options)["configuration"]
  }

  @Test(arguments: ["none", "sigmoid", "softmax", "relu", "tanh"])
  func everyOutputActivationWithASquaredError(_ name: String) async throws {
    let json = try await QuickTraining.run(small + ["--output-activation", name, "--loss", "mse"])
    #expect(json["configuration"]["outputActivation"].text == name)
    #expect(json["loss"]["final"].number?.isFinite == true)
    #expect(json["history"]["loss"].list.count == 21)
  }

  @Test func autoIsWhatTheLossNeeds() async throws {
    let chosen = try await QuickTraining.run(small + ["--output-activation", "softmax"])
    let left = try await QuickTraining.run(small)
    #expect(left["configuration"]["outputActivation"].text == "auto")
    // The same function, in one pass or in two.
    let (a, b) = (chosen["loss"]["initial"].number ?? 0, left["loss"]["initial"].number ?? 1)
    #expect(abs(a - b) < 1e-4 * b)
  }

  @Test(arguments: ["mae", "huber", "huber:0.5", "mse"])
  func lossesOfValues(_ name: String) async throws {
    let json = try await QuickTraining.run(small + ["--dataset", "sine", "--loss", name])
    #expect(json["configuration"]["loss"].text == name)
    #expect(json["facts"]["task"].text == "regression" && json["accuracy"]["training"].isNothing)
    let (first, last) = (json["loss"]["initial"].number ?? 0, json["loss"]["final"].number ?? 9)
    #expect(last < first, "\(name)")
  }

  /// δ is |r| ≤ ½ squared, beyond it linear: never above the whole squared error's half.
  @Test func aSmallerDeltaOfHuberMakesASmallerLoss() async throws {
    var losses: [Double] = []
    for name in ["huber:0.1", "huber:0.5", "huber:2"] {
      let json = try await QuickTraining.run(small + ["--dataset", "sine", "--loss", name])
      losses.append(json["loss"]["initial"].number ?? .nan)
    }
    #expect(losses[0] < losses[1] && losses[1] < losses[2], "\(losses)")
  }

  /// A step on the sum of B examples is B steps on their mean; the loss that is told is the mean.
  @Test func aSumIsAMeanWithALargerRate() async throws {
    let summed = try await QuickTraining.run(
      small + ["--reduction", "sum", "--batch-size", "32", "--learning-rate", "0.0015625"])
    let meant = try await QuickTraining.run(
      small + ["--batch-size", "32", "--learning-rate", "0.05"])
    #expect(summed["configuration"]["reduction"].text == "sum")
    #expect(summed["facts"]["reduction"].text == "sum")
    let (a, b) = (summed["history"]["loss"].numbers, meant["history"]["loss"].numbers)
    #expect(a.count == 21 && b.count == 21)
    for (x, y) in zip(a, b) { #expect(abs(x - y) < 1e-3 * y) }
    // Per example, whatever the reduction.
    let deltas = [summed, meant].map { $0["layers"][1]["initial"]["deltaRMS"].number ?? .nan }
    #expect(abs(deltas[0] / deltas[1] - 1) < 1e-5, "\(deltas)")
  }

  @Test func adagradHasItsOwnRate() async throws {
    let json = try await QuickTraining.run(small + ["--optimizer", "adagrad"])
    #expect(json["configuration"]["learningRate"].number == 0.01)
    #expect(json["facts"]["optimizer"]["dividesByGradientSize"].flag == true)
    #expect((json["loss"]["final"].number ?? 9) < (json["loss"]["initial"].number ?? 0))
  }

  @Test func numbersOfAdamAreThoseThatWereTyped() async throws {
    let typed = [
      "--optimizer", "adam", "--beta1", "0.5", "--beta2", "0.9", "--adam-epsilon", "0.1",
    ]
    let json = try await QuickTraining.run(small + typed)
    let c = json["configuration"]
    #expect(c["beta1"].number == 0.5 && c["beta2"].number == 0.9 && c["adamEpsilon"].number == 0.1)
    // An ε as large as this makes small steps.
    let usual = try await QuickTraining.run(small + ["--optimizer", "adam"])
    #expect(usual["configuration"]["beta1"].isNothing)
    let ratios = [json, usual].map { $0["layers"][0]["initial"]["updateRatio"].number ?? .nan }
    #expect(ratios[0] < 0.5 * ratios[1], "\(ratios)")
  }

  @Test(arguments: [
    ["--activation", "exponential", "--learning-rate", "0.0001"], ["--activation", "hard-tanh"],
    ["--activation", "mish"],
  ])
  func newActivationsLearn(_ options: [String]) async throws {
    let json = try await QuickTraining.run(small + options)
    #expect((json["loss"]["final"].number ?? 9) < (json["loss"]["initial"].number ?? 0))
    #expect(json["layers"][0]["activation"]["name"].text == options[1])
  }

  @Test(arguments: [
    (["--loss", "huber:0"], "--loss"), (["--loss", "huber:x"], "--loss"),
    (["--loss", "mse:2"], "--loss"), (["--loss", "hubr"], "Did you mean \"huber\"?"),
    (["--reduction", "total"], "--reduction: unknown name \"total\""),
    (["--output-activation", "softmx"], "Did you mean \"softmax\"?"),
    (["--optimizer", "adagard"], "Did you mean \"adagrad\"?"),
    (["--adam-epsilon", "1e-8"], "--adam-epsilon: sgd takes none"),
    (["--optimizer", "adam", "--beta1", "1"], "--beta1: expected a number from 0 up to"),
    (
      ["--optimizer", "adam", "--adam-epsilon", "0"], "--adam-epsilon: expected a number from 1e-30"
    ),
    (["--optimizer", "rmsprop", "--beta2", "0.9"], "--beta2: rmsprop takes none"),
  ])
  func wrongUsageIs64(_ options: [String], _ message: String) async throws {
    try await QuickTraining.refused(small + options, 64, message)
  }
}
