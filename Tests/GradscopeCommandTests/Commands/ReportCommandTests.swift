import Foundation
import Testing

/// The page that people send to each other, from trained, stored and foreign runs.
@Suite struct ReportCommandTests {
  private let work: WorkFolder

  init() throws { work = try WorkFolder() }

  private static let log = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../ExchangeTests/RunLogs/convolution.gradscope.jsonl").standardized.path

  private static let quick = [
    "--depth", "3", "--width", "8", "--steps", "20", "--quiet", "--scale", "1",
  ]

  private func run(_ arguments: [String]) async throws -> Program.Outcome {
    try await Program.run(arguments, in: work.path)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try work.bytes(name), as: UTF8.self)
  }

  /// What the page holds as its data.
  private func document(_ name: String) throws -> [String: Any] {
    let html = try text(name)
    let start = try #require(html.range(of: "data-testid=\"raw-data\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = Data(html[start.upperBound..<end.lowerBound].utf8)
    return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }

  @Test func itStandsBesideThePicturesWithTheDataOfTheCommand() async throws {
    let json = try await run(
      ["compare", "--lineup", "tanh-xavier,relu-he", "--output", "a", "--format", "json"]
        + Self.quick)
    json.expectSuccess()
    let printed = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? NSDictionary
    #expect(try document("a/report.html") as NSDictionary == printed)
    #expect((printed?["files"] as? [String])?.last == "a/report.html")

    // Without a choice: the last comparison. Which of two that train at the same time comes first in the store
    // is open.
    let last = try await run(["report", "--output", "last.html"])
    last.expectSuccess()
    let names = ["tanh-xavier, relu-he", "relu-he, tanh-xavier"]
    let order = names.first { last.output == "Of \($0):\nlast.html\n" }
    #expect(order != nil, "\(last.output)")
    let runs = try document("last.html")["runs"] as? [[String: Any]]
    #expect(runs?.compactMap { ($0["stored"] as? [String: Any])?["run"] as? Int } == [1, 2])

    let single = try await run(["report", "2", "--format", "json"])
    #expect(try single.json()["name"].text == order?.components(separatedBy: ", ").last)
    #expect(try single.json()["files"].texts == ["reports/runs-2/report.html"])
    #expect(try text("reports/runs-2/report.html").hasPrefix("<!DOCTYPE html>"))
  }

  @Test func onePictureAloneIsWithoutThePage() async throws {
    let outcome = try await run(
      ["train", "--pictures", "overview", "--output", "a", "--no-store"] + Self.quick)
    outcome.expectSuccess()
    #expect(work.files.filter { $0.hasPrefix("a/") } == ["a/overview.png"])
    let page = try await run(
      ["train", "--pictures", "report", "--output", "b", "--no-store"] + Self.quick)
    page.expectSuccess()
    #expect(work.files.filter { $0.hasPrefix("b/") } == ["b/report.html"])
    #expect(page.output.contains("  b/report.html"))
  }

  @Test func aRunLogNeedsNoStore() async throws {
    let outcome = try await run(["report", Self.log, "--output", "log.html"])
    outcome.expectSuccess()
    let document = try document("log.html")
    #expect(document["schema"] as? String == "gradscope.run/1")
    #expect(document["name"] as? String == "convolution")
    let drawn = try await run(
      ["diagnose", Self.log, "--output", "d", "--pictures", "report", "--scale", "1"])
    drawn.expectSuccess()
    #expect(work.files.contains("d/report.html"))
    #expect(!work.files.contains("reports/gradscope.sqlite"))
  }

  @Test func whatItWouldOverwriteIsNotOverwritten() async throws {
    let copy = work["mine.gradscope.jsonl"]
    try FileManager.default.copyItem(atPath: Self.log, toPath: copy)
    try await run(["report", "./mine.gradscope.jsonl", "--output", "mine.gradscope.jsonl"])
      .expectRefusal(64, "the run log")
    try await run(["report", copy, "--output", "none/a.html"]).expectRefusal(73, "none")
    try await run(["report", copy, copy, "--output", "a.html"])
      .expectRefusal(64, "expected different runs")
    #expect(work.files == ["mine.gradscope.jsonl"])
  }

  @Test func withoutAStoreItSaysWhatIsMissing() async throws {
    let outcome = try await run(["report"])
    #expect(outcome.status == 66 && outcome.errorLines.count == 1, "\(outcome.errors)")
    let negative = try await run(["report", "-1"])
    #expect(negative.status == 64 && negative.errors.contains("from 1"), "\(negative.errors)")
  }
}
