import Foundation
import Testing

/// The whole toolbox, reachable from `gradscope train`.
struct ToolboxTests {
  private func train(_ options: [String]) async throws -> [String: Any] {
    let outcome = try await Program.run(
      [
        "train", "--depth", "2", "--width", "8", "--steps", "12", "--format", "json", "--quiet",
        "--no-pictures",
      ]
        + options)
    #expect(outcome.status == 0, "\(options) \(outcome.errors)")
    return try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test(arguments: [
    "spirals", "moons", "circles", "blobs", "xor", "gaussian", "sine",
  ])
  func everySyntheticSet(_ name: String) async throws {
    let json = try await train(["--dataset", name, "--examples", "100", "--optimizer", "adam"])
    let configuration = try #require(json["configuration"] as? [String: Any])
    let dataset = try #require(configuration["dataset"] as? [String: Any])
    #expect(dataset["examples"] as? Int == 100)
    let isRegression = name == "sine"
    #expect(configuration["task"] as? String == (isRegression ? "regression" : "classification"))
    #expect(configuration["loss"] as? String == (isRegression ? "mse" : "cross-entropy"))
    let accuracy = try #require(json["accuracy"] as? [String: Any])
    #expect((accuracy["training"] is NSNull) == isRegression)
  }

  @Test(arguments: ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"])
  func everyOptimizerWithAScheduleAndClipping(_ name: String) async throws {
    let json = try await train([
      "--optimizer", name, "--weight-decay", "0.01", "--schedule", "cosine:3", "--clip-norm",
      "0.01", "--norm", "layer",
    ])
    let clipping = try #require(json["clipping"] as? [String: Any])
    #expect(clipping["steps"] as? Int == 12)
    let history = try #require(json["history"] as? [String: Any])
    let rates = try #require(history["learningRate"] as? [Double])
    // A ramp over three updates, then the cosine; the last look repeats the last update's.
    #expect(rates.count == 13)
    #expect(abs(rates[1] / rates[0] - 2) < 1e-12)
    #expect(rates[11] < rates[3])
  }

  @Test(arguments: [
    ["--activation", "leaky-relu:0.2"], ["--activation", "selu"],
    ["--activation", "gelu", "--init", "lsuv"], ["--init", "orthogonal:1.4", "--residual"],
    ["--init", "constant:0.1"], ["--init", "zeros", "--bias-std", "0.1"], ["--loss", "mse"],
    ["--dataset", "moons", "--loss", "binary-cross-entropy"],
    ["--norm", "batch", "--residual", "--residual-scale", "-0.5", "--precision", "float64"],
  ])
  func otherParts(_ options: [String]) async throws {
    let json = try await train(options)
    #expect((json["layers"] as? [Any])?.count == 3)
  }

  @Test(arguments: [
    (["--norm", "batch", "--batch-size", "1"], "--batch-size: expected at least 2"),
    (["--loss", "binary-cross-entropy"], "choose one of: cross-entropy, mse"),
    (["--optimizer", "adam", "--momentum", "0.9"], "--momentum: adam takes none"),
    (["--optimizer", "momentum", "--momentum", "1"], "--momentum: expected a number from 0"),
    (["--schedule", "cosin"], "Did you mean \"cosine\"?"),
    (["--clip-norm", "0"], "--clip-norm: expected a finite number above 0"),
    (["--activation", "leaky-relu:2"], "--activation: expected leaky-relu[:SLOPE]"),
    (["--dataset", "moons", "--classes", "3"], "--classes:"),
    (["--examples", "10"], "--examples:"), (["--task", "guessing"], "--task: expected"),
  ])
  func wrongUsageIs64(_ options: [String], _ message: String) async throws {
    let outcome = try await Program.run(["train"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func aSmallFileGetsASmallerBatchByItself() async throws {
    let file = NSTemporaryDirectory() + "gradscope-\(UUID().uuidString).csv"
    let rows = (0..<20).map { "\($0),\($0 % 3),\($0 % 2 == 0 ? "even" : "odd")" }
    try (["a,b,kind"] + rows).joined(separator: "\n")
      .write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let json = try await train(["--dataset", file])
    let configuration = try #require(json["configuration"] as? [String: Any])
    #expect(configuration["batchSize"] as? Int == 16)
  }
}
