import Foundation
import Testing

/// Tables from public reports whose task was guessed in silence, or whose data hid what was wrong.
@Suite struct TableTests {
  private func run(_ options: String, _ data: String, format: String = "json") async throws
    -> Program.Outcome
  {
    let folder = try WorkFolder()
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: data)
    try FileManager.default.copyItem(
      at: file, to: URL(filePath: folder.path).appending(path: data))
    return try await Program.run(
      ["train", "--format", format, "--quiet", "--no-pictures", "--no-store", "--dataset", data]
        + options.split(separator: " ").map(String.init), in: folder.path)
  }

  private func finding(_ json: JSONTree, _ code: String) -> JSONTree? {
    json["findings"].list.first { $0["code"].text == code }
  }

  /// 55 counts from 0 to 55 are no 55 classes.
  @Test func countsAreValuesAndThatIsSaid() async throws {
    let json = try await run("--depth 2", "bikes.csv").json()
    #expect(json["facts"]["task"].text == "regression")
    #expect(json["verdict"].text == "healthy")
    #expect(finding(json, "GS507") != nil)
    let text = try await run("--depth 2", "bikes.csv", format: "text").output
    #expect(text.hasPrefix("Read bikes.csv: 500 rows, 3 features; predicts \"count\", values"))
  }

  /// 216 sums of five numbers: one thing is wrong, and once they are values it is the scale.
  @Test func sumsAreValues() async throws {
    let options = "--no-standardize --depth 1 --width 2 --learning-rate 0.01 --batch-size 1"
    let json = try await run(options, "sum5.csv").json()
    #expect(json["facts"]["task"].text == "regression")
    #expect(json["verdict"].text == "unscaled-inputs")
    let healed = try await run(
      "--depth 1 --width 2 --learning-rate 0.01 --batch-size 16", "sum5.csv"
    ).json()
    #expect(healed["verdict"].text == "healthy")
  }

  /// One cell of 9.9·10⁹ squeezes all other incomes into one.
  @Test func oneValueThatHidesAFeatureIsNamedWithItsRow() async throws {
    let json = try await run("--depth 2", "outlier.csv").json()
    let outlier = try #require(finding(json, "GS504"))
    #expect(outlier["severity"].text == "warning")
    #expect(outlier["message"].text?.contains("Row 51 has 9.9·10⁹ in \"income\"") == true)
  }

  /// k1 + k2 + k3 = 1 in every row: the rest of the label gives it away.
  @Test func theRestOfAOneHotLabelIsTheAnswer() async throws {
    let json = try await run("--depth 1 --width 8", "flowers-onehot.csv").json()
    #expect(finding(json, "GS506")?["message"].text?.contains("\"k1\", \"k2\"") == true)
    let all = try await run("--depth 1 --width 8 --target k1,k2,k3", "flowers-onehot.csv").json()
    #expect(all["facts"]["task"].text == "multi-label")
  }

  /// 1.3 % of one class: the losses of batches differ by how many they hold, and nothing oscillates.
  @Test func aRareClassIsNamedAndIsNoOscillation() async throws {
    let json = try await run(
      "--depth 3 --width 8 --loss binary-cross-entropy --schedule cosine --steps 3000", "rare.csv"
    ).json()
    #expect(finding(json, "GS505")?["severity"].text == "warning")
    #expect(finding(json, "GS406")?["causedBy"].text == "GS505")
    #expect(finding(json, "GS403") == nil)
  }
}
