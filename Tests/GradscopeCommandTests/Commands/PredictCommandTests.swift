import Foundation
import Testing

/// `gradscope predict`, as a person runs it.
struct PredictCommandTests {
  @Test func answersWithoutTrainingAndWritesThePicture() async throws {
    let outcome = try await Program.run(["predict", "--activation", "sigmoid"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("χ = 0.05572"))
    #expect(outcome.output.contains("reports/predict/forecast.png"))
    #expect(!outcome.output.contains("gradscope.sqlite"))
  }

  @Test func jsonHasTheTheory() async throws {
    let outcome = try await Program.run([
      "predict", "--activation", "relu", "--init", "xavier", "--format", "json", "--no-pictures",
    ])
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(json["chi"] as? Double == 0.5)
    #expect(json["trainableDepth"] as? Int == 27)
    #expect(json["applies"] as? Bool == true)
  }

  /// Nothing travels through no layer, and what there is not is null.
  @Test func withoutHiddenLayersItSaysSo() async throws {
    let text = try await Program.run(["predict", "--depth", "0", "--no-pictures"])
    #expect(text.output.contains("There is no hidden layer, so nothing travels"), "\(text.output)")
    #expect(!text.output.contains("NaN"), "\(text.output)")
    let json = try await Program.run([
      "predict", "--depth", "0", "--no-pictures", "--format", "json",
    ])
    #expect(json.output.contains("\"weightVariance\" : null"), "\(json.output)")
  }

  @Test(arguments: [
    (["--residual-scale", "1"], "add --residual"), (["--depth", "-1"], "--depth: expected"),
    (["--batch-size", "-3"], "--batch-size: expected"),
    (["--init", "hee"], "Did you mean \"he\"?"),
    (["--loss", "msse"], "--loss: unknown name"),
  ])
  func wrongUsageIs64(_ arguments: [String], _ message: String) async throws {
    let outcome = try await Program.run(["predict"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
