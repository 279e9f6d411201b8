import Networks
import Testing

@testable import Lessons

/// Sentences whose conditions once did not imply them: what is said under the settings where they were false.
@Suite struct TruthTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let lesson: String
    let options: [LessonOption: String]
    let says: [String]
    let never: [String]

    init(_ lesson: String, _ options: [LessonOption: String], says: [String], never: [String]) {
      (self.lesson, self.options, self.says, self.never) = (lesson, options, says, never)
    }

    var testDescription: String {
      ([lesson] + LessonSettings(options).words).joined(separator: " ")
    }
  }

  private static let depth = [
    // The signal shrinks, and a rate that is far too large loses the values.
    Case(
      "exploding", [.gain: "0.5", .learningRate: "1e9", .steps: "10", .depth: "4"],
      says: ["Even with the bound a value is lost, at step"],
      never: ["nothing explodes", "larger,"]),
    // One step makes little smaller: that is no signal that dies out. And what is short is not sick.
    Case(
      "exploding", [.gain: "0.8", .steps: "5", .depth: "2"],
      says: ["makes the signal smaller"], never: ["dies out"]),
    // Every gradient is far above a bound this small: it is the bound that is small.
    Case(
      "clipping", [.gain: "1", .clipNorm: "0.01", .steps: "30", .depth: "2"],
      says: ["decides how long most steps are", "none of them is better"],
      never: ["too long nearly always", "needs none"]),
    // Too few steps to learn: that says nothing of first weights.
    Case(
      "initialization", [.depth: "8", .learningRate: "1e-9", .steps: "2"],
      says: ["it arrives. And yet only", "With one layer"], never: ["not fast", "1 layers"]),
    Case(
      "initialization", [.depth: "16", .activation: "sigmoid", .steps: "2"],
      says: ["a tenth at most"], never: ["not enough", "has no δ"]),
    Case(
      "dying-relu", [.learningRate: "1e9", .steps: "20"],
      says: ["so that there is nothing to count"], never: ["before units could die"]),
    Case(
      "dying-relu", [.learningRate: "0.01", .bias: "-1e5", .steps: "20"],
      says: ["died in this time", "none ever spoke"], never: ["kills none", "the others spoke"]),
    // Nothing is learned by so small a step, and the mistake is as good as what is right: neither half decides.
    Case(
      "deep-sigmoid", [.depth: "2", .learningRate: "1e-6", .steps: "1", .seed: "2"],
      says: ["With both halves mended it is no better here"],
      never: ["One half mended does as well", "decides"]),
    Case(
      "vanishing", [.depth: "2", .steps: "20"],
      says: ["With one layer no step leads back"],
      never: ["something else is wrong", "1 such steps"]
    ),
    // Half of the signal arrives without a norm: that it is made large again is not what helped.
    Case(
      "batch-norm", [.initializer: "xavier-normal", .depth: "3", .steps: "60"],
      says: ["With batch norm"], never: ["makes it large again", "So "]),
    Case(
      "residual", [.depth: "3", .learningRate: "1e9", .steps: "5"],
      says: ["scaled no number"], never: ["no worse here"]),
  ]

  private static let others = [
    // z₂ = 0: a nudge up and one down are on the two sides of the kink of ReLU.
    Case(
      "backprop", [.inputs: "0,-0.5"], says: ["z₂ is at a kink", "it is taken to be 0"],
      never: ["agree with their differences", "lie where the activation is flat"]),
    // Both units are silent: a gradient of 0 beside a difference of 0 confirms little.
    Case(
      "backprop", [.inputs: "-1,-1"], says: ["8 of them are 0 in both ways"], never: ["a kink"]),
    // Smooth, and off by more than rounding: no kink did that.
    Case(
      "backprop", [.inputs: "12,0", .activation: "exponential"],
      says: ["No sum is at a kink"], never: ["at a kink of the activation, where"]),
    Case(
      "backprop", [.inputs: "30,0", .activation: "exponential", .target: "0"],
      says: ["All 9 gradients are 0", "no parameter moves"], never: ["too short to be seen"]),
    // Small first weights: both losses are that of ½ to everything.
    Case(
      "input-scaling", [.initializer: "normal:0.0001", .steps: "20"],
      says: ["cost no more", "both have as many right"],
      never: ["do not make large", "of every sum"]
    ),
    Case(
      "features", [.steps: "30", .depth: "2", .activation: "tanh"],
      says: ["otherwise than to others"],
      never: ["from layer to layer", "tells some digits from others"]),
    // One network answers with ∞, the others with no number: none of them is the closest.
    Case(
      "universal-approximation",
      [.optimizer: "sgd", .learningRate: "5", .activation: "relu", .steps: "200"],
      says: ["None of them answers with numbers"], never: ["The closest", "∞"]),
    Case(
      "xor", [.activation: "identity", .steps: "50"], says: ["as linear as the other one"],
      never: ["bends", "has not found the way"]),
    Case(
      "forward", [.activation: "identity"], says: ["passes sums on as they are"], never: ["bend"]),
    Case(
      "mse-vs-cross-entropy", [.learningRate: "1e9", .steps: "5"],
      says: ["a value was lost in training"], never: ["steps were too long"]),
  ]

  @Test(arguments: depth + others) func whatIsSaidFollows(_ some: Case) async throws {
    let report = try await LessonCatalog.lesson(some.lesson).take(LessonSettings(some.options))
    let text = report.observations.compactMap(\.said?.text).joined(separator: "\n")
    for part in some.says { #expect(text.contains(part), "\(part) in: \(text)") }
    for part in some.never { #expect(!text.contains(part), "\(part) in: \(text)") }
  }

  /// Down x² + 3y² from (1, 0) y stays 0: it is x that grows. And slopes as small as Adam's ε are not divided by their
  /// size.
  @Test func aWayDownIsToldAsItWent() {
    func ways(_ start: [Double], _ rate: Double) -> [ValleyRun] {
      [
        ("batch", StochasticGradientDescent() as any Optimizer), ("momentum", Momentum()),
        ("adam", Adam()),
      ]
      .map { name, optimizer in
        ValleyRun(
          name, optimizer, batchSize: 0, start: start, learningRate: rate, steps: 10, seed: 1)
      }
    }
    let race = OptimizersSentences.race(ways([1, 0], 1.5)).said?.text ?? ""
    #expect(race.contains("the rate is too large, and each") && !race.contains("steep direction y"))
    let steep = OptimizersSentences.race(ways([0, 1], 0.5)).said?.text ?? ""
    #expect(steep.contains("steep direction y"))
    let tiny = ways([1e-9, 1e-9], 0.1)
    let adam = OptimizersSentences.adam([tiny[0], tiny[0], tiny[0], tiny[1], tiny[2]], 0.1)
    #expect(adam.said?.text.contains("the learning rate is 0.1") == true)
  }

  /// One dead unit of 32 is 3 % of zeros: that few values are 0 does not speak against units that died.
  @Test func fewZerosDoNotSpeakAgainstDeadUnits() async throws {
    let runs = try await DyingReLULesson().take().runs
    #expect(try #require(runs[1].silentShares.last).share > 0.2)
    #expect(try Disease.named("dying-relu").against(runs[1]).holds == false)
  }

  /// ×0.76 a layer is not half of δ lost, and 29 of them leave less than a thousandth.
  @Test func aMildFactorOfManyLayersSpeaksOfVanishing() async throws {
    let run = try await ResidualLesson().take(LessonSettings([.steps: "1"])).runs[0]
    #expect(run.deltaFactor > 0.5 && run.deltaLeft < 1e-3)
    #expect(try Disease.named("vanishing-gradient").against(run).holds == false)
    #expect(try Disease.named("exploding-gradient").against(run).holds)
  }
}
