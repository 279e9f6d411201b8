import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// What stands in the page is what was recorded.
@Suite struct ReportPageDataTests {
  private func page(_ runs: [JudgedRun], files: [String] = []) throws -> PageReader {
    let page = ReportPage(runs, command: "gradscope compare")
    return PageReader(try page.html(document: page.document(files)))
  }

  @Test func theDocumentIsThatOfTheCommandLine() throws {
    let runs = Array(SampleRuns.runs(depth: 3, steps: 10).suffix(2))
    let text = try JSONText.encode(
      ComparisonDocument(
        runs, configuration: ComparisonDocument.configuration(of: runs), files: ["x"],
        next: runs.map { NextStep($0, naming: true) }))
    let expected = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
    #expect(try page(runs, files: ["x"]).document() as NSDictionary? == expected)
    let single = try page([runs[0]]).document()
    #expect(single?["schema"] as? String == "gradscope.run/1")
  }

  /// δ by layer, of every run, to the last bit.
  @Test func whatIsShownUnderThePointerEqualsTheRecord() throws {
    let runs = SampleRuns.runs(depth: 10)
    let shown = try page(runs).shown()
    for run in runs {
      let profile = run.initialProfile(.deltaRMS).filter { $0 > 0 }
      let found = shown.contains { picture in
        picture.lines.contains { $0.name.contains(run.name) && $0.ys == profile }
      }
      #expect(found, "\(run.name)")
    }
  }

  /// Every cell of the picture of δ by place and step is a number of the record at that place and step.
  @Test func cellsEqualTheRecord() throws {
    let run = try #require(SampleRuns.runs(depth: 6, steps: 40).first)
    let shown = try page([run]).shown()
    let cells = try #require(shown.flatMap(\.cells).first)
    #expect(cells.ys == [1, 2, 3, 4, 5, 6])
    for (row, layer) in cells.ys.enumerated() {
      for (column, step) in cells.xs.enumerated() {
        let entry = try #require(run.history.steps.firstIndex(of: Int(step)))
        let value = run.history[entry, place: Int(layer) - 1].deltaRMS
        #expect(cells.values[row * cells.xs.count + column] == value)
      }
    }
  }

  @Test func placesAreShownAsTheyWereMeasured() throws {
    let run = try #require(SampleRuns.runs(depth: 6, steps: 40).last)
    let page = try page([run])
    let table = page.hooked("places-table")[0]
    let keys = page.all("th").compactMap { $0.attributes["data-key"] }
    let (start, end) = (
      try #require(keys.firstIndex(of: "initial.deltaRMS")),
      try #require(keys.firstIndex(of: "final.deltaRMS"))
    )
    let rows = page.all("tr").filter { $0.attributes["data-place"] != nil }
    #expect(rows.count == run.record.places.count)
    #expect(rows.allSatisfy { row in row.children.count == keys.count && !row.isHidden })
    for (place, row) in rows.enumerated() {
      let first = run.history[0, place: place].deltaRMS
      let last = run.history[run.history.count - 1, place: place].deltaRMS
      #expect(row.children[start].text == Words.short(first, digits: 3))
      #expect(row.children[end].text == Words.short(last, digits: 3))
      #expect(row.children[1].text == run.record.places[place].name)
    }
    #expect(table.text.contains("7 places"))
  }

  @Test func whatWasNotMeasuredHasNoColumn() throws {
    let lstm = JudgedRun(ForeignRuns.lstm())
    let keys = try page([lstm]).all("th").compactMap { $0.attributes["data-key"] }
    #expect(keys.contains("final.forgetGateMean"))
    #expect(!keys.contains("predicted.deltaRMS") && !keys.contains("final.attentionEntropy"))
  }

  @Test func hostileNamesAreText() throws {
    let name = "</script><img src=x onerror=alert(1)>\"'&\u{202E}\u{0}<!--"
    var record = ForeignRuns.transformer
    record.name = name
    record.places[1].name = name
    record.chains[0].name = name
    record.facts.origin.program = name
    record.facts.loss?.name = name
    record.facts.optimizer?.name = name
    let page = try page([JudgedRun(record), JudgedRun(ForeignRuns.unknownActivation)])
    #expect(page.problem == nil)
    #expect(page.all("img").isEmpty)
    #expect(page.raw.filter { $0.tag == "<script>" }.count == 1)
    #expect(!page.html.contains("<img") && !page.html.contains("\u{202E}"))
    let runs = try page.document()?["runs"] as? [[String: Any]]
    // A reader of the data gets the name as it was.
    #expect(runs?[0]["name"] as? String == name)
  }

  @Test func aComparisonOfEightIsLightEnoughToSend() throws {
    let runs = SampleRuns.runs(depth: 10, steps: 1_000)
    #expect(try page(runs).html.utf8.count < 3_000_000)
  }

  @Test func aThousandPlacesStayWithinBounds() throws {
    let run = JudgedRun(ForeignRuns.lstm(steps: 1_000, factor: 0.999))
    let page = try page([run])
    #expect(page.html.utf8.count < 4_000_000)
    #expect(page.all("tr").filter { $0.attributes["data-place"] != nil }.count == 1_002)
    let groups = page.all("tbody").filter { body in
      body.children.first?.has("group") == true
    }
    #expect(groups.count > 20 && groups.allSatisfy { $0.children.count <= 26 })
    let numbers = try page.shown().map { picture in
      picture.lines.reduce(0) { $0 + $1.ys.count }
        + picture.cells.reduce(0) { $0 + $1.values.count }
    }
    #expect(numbers.allSatisfy { $0 <= 16_000 })
  }

  @Test func severalRunsHaveASwitchAndOneIsSeen() throws {
    let page = try page(Array(SampleRuns.runs(depth: 3, steps: 10).prefix(3)))
    let radios = page.all("input").filter { $0.attributes["type"] == "radio" }
    #expect(radios.map { $0.attributes["value"] } == ["0", "1", "2"])
    #expect(radios.filter { $0.attributes["checked"] != nil }.count == 1)
    let articles = page.all("article")
    #expect(articles.map(\.isHidden) == [false, true, true])
  }
}
