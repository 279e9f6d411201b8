import Foundation
import Testing

struct PrescribeCommandTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private let sick = [
    "prescribe", "--depth", "5", "--width", "32", "--steps", "150", "--init", "naive", "--seeds",
    "1",
  ]

  @Test func theRecommendedCommandIsHealthy() async throws {
    let outcome = try await Program.run(
      sick + ["--stop-at-first", "--format", "json", "--fail-on", "error"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try object(outcome.output)
    #expect(json["schema"] as? String == "gradscope.prescription/1")
    #expect(json["status"] as? String == "healed")
    #expect((json["files"] as? [String])?.count == 1)
    let best = try #require(json["recommended"] as? [String: Any])
    #expect(best["confirmed"] as? Bool == true)
    let command = try #require(best["command"] as? String)
    #expect(command == "gradscope train --depth 5 --width 32 --init he-normal --steps 150")
    // Trained again by that command, it is the run that was shown.
    let again = try await Program.run(
      command.split(separator: " ").dropFirst().map(String.init)
        + ["--format", "json", "--no-pictures", "--no-store"])
    let loss = (try object(again.output)["loss"] as? [String: Any])?["final"] as? Double
    let shown = (best["runs"] as? [[String: Any]])?.first?["loss"] as? [String: Any]
    #expect(loss != nil && loss == shown?["final"] as? Double)
  }

  @Test func aNetworkThatNothingHealsFailsTheCommandWhereThatIsAskedFor() async throws {
    // Labels that have nothing to do with the features.
    let folder = try WorkFolder()
    var state = 12_345
    func draw(_ limit: Int) -> Int {
      state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff
      return (state >> 12) % limit
    }
    let rows = (0..<200).map { _ in "\(draw(100)),\(draw(100)),\(draw(2))" }
    try ("u,v,label\n" + rows.joined(separator: "\n")).write(
      toFile: folder.path + "/drawn.csv", atomically: true, encoding: .utf8)
    let outcome = try await Program.run(
      [
        "prescribe", "--dataset", "drawn.csv", "--depth", "1", "--width", "4", "--steps", "110",
        "--seeds", "1", "--no-pictures", "--no-store", "--fail-on", "error",
      ], in: folder.path)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("Nothing healed this network"))
  }

  @Test func anInterruptShowsWhatIsDoneAndExitsWith130() async throws {
    let folder = try WorkFolder()
    let outcome = try await Program.run(
      ["prescribe", "--steps", "2000000", "--depth", "2", "--width", "8", "--format", "json"],
      signalOnce: folder.hasRun, in: folder.path)
    #expect(outcome.status == 130, "\(outcome.errors)")
    let json = try object(outcome.output)
    #expect(json["status"] as? String == "interrupted")
    #expect(((json["before"] as? [String: Any])?["runs"] as? [Any])?.isEmpty == false)
  }

  @Test func whatCannotBeAskedForIsSaidInOneLine() async throws {
    for (words, part) in [
      (["--seeds", "0"], "--seeds: expected a whole number from 1 to 100, got 0"),
      (["--format", "junit"], "--format: prescribe has text and json, got junit"),
      (["--norm", "btach"], "Did you mean \"batch\"?"),
    ] {
      let outcome = try await Program.run(["prescribe"] + words)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains(part), "\(outcome.errors)")
    }
  }
}
