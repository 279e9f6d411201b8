import Foundation
import Testing

struct TrainCommandTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private let small = [
    "--depth", "3", "--width", "16", "--steps", "30", "--format", "json", "--no-pictures",
  ]

  @Test func theSameSeedGivesTheSameNumbers() async throws {
    var texts: [String] = []
    for _ in 0..<2 {
      let outcome = try await Program.run(["train"] + small)
      #expect(outcome.status == 0, "\(outcome.errors)")
      var json = try object(outcome.output)
      json["timing"] = nil
      json["files"] = nil
      let data = try JSONSerialization.data(withJSONObject: json, options: .sortedKeys)
      texts.append(String(decoding: data, as: UTF8.self))
    }
    #expect(texts[0] == texts[1])
  }

  @Test func failOnErrorMakesFindingsExitWithOne() async throws {
    let sick = [
      "train", "--activation", "sigmoid", "--init", "naive", "--depth", "6", "--width", "16",
      "--steps", "120", "--quiet", "--no-pictures",
    ]
    #expect(try await Program.run(sick).status == 0)
    #expect(try await Program.run(sick + ["--fail-on", "error"]).status == 1)
  }

  @Test func aSeedThatIsNoneIsAnsweredWithThoseThereAre() async throws {
    try await Program.run(["train", "--seed", "-1"]).expectRefusal(
      64,
      "The value '-1' is invalid for '--seed <seed>': expected a whole number from 0 to "
        + "18446744073709551615; see")
  }

  /// NaN is written in one way everywhere.
  @Test func aDivergedRunIsSaidToBeNaNInOneWay() async throws {
    let outcome = try await Program.run([
      "train", "--depth", "2", "--width", "8", "--steps", "10", "--learning-rate", "1e20",
      "--no-pictures", "--no-store",
    ])
    #expect(outcome.errors.contains("diverged") && !outcome.errors.contains("nan"))
    #expect(!outcome.output.contains("nan"), "\(outcome.output)")
  }

  @Test func anInterruptKeepsWhatWasRecordedAndExitsWith130() async throws {
    let folder = try WorkFolder()
    let outcome = try await Program.run(
      ["train", "--steps", "2000000", "--depth", "2", "--width", "8", "--format", "json"],
      signalOnce: folder.hasRun, in: folder.path)
    #expect(outcome.status == 130, "\(outcome.errors)")
    let json = try object(outcome.output)
    #expect(json["status"] as? String == "interrupted")
    #expect((json["files"] as? [String])?.count == 6)
  }
}
