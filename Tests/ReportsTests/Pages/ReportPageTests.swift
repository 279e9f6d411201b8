import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// The page, read back.
@Suite struct ReportPageTests {
  private static func html(_ runs: [JudgedRun]) throws -> String {
    let page = ReportPage(runs, command: "gradscope compare --depth 10")
    return try page.html(document: page.document(["a/report.html"]))
  }

  private static func page(_ runs: [JudgedRun]) throws -> PageReader {
    PageReader(try html(runs))
  }

  /// That of a whole lineup, made once.
  private static let lineupText = Result { try html(SampleRuns.runs(depth: 10)) }

  private static func lineup() throws -> PageReader { PageReader(try lineupText.get()) }

  /// Records of every kind, alone.
  static var kinds: [JudgedRun] {
    [
      ForeignRuns.transformer, ForeignRuns.named, ForeignRuns.withoutSignals,
      ForeignRuns.withoutChains,
    ]
    .map { JudgedRun($0) } + SampleRuns.runs(depth: 0, steps: 5).suffix(1)
      + SampleRuns.runs(depth: 30, steps: 5, status: .interrupted).prefix(1)
  }

  @Test func everyElementIsClosedAndEveryIdIsUnique() throws {
    for page in try [Self.lineup()] + Self.kinds.map({ try Self.page([$0]) }) {
      #expect(page.problem == nil)
      #expect(Set(page.ids).count == page.ids.count)
      // What is named somewhere is there.
      let ids = Set(page.ids)
      for element in page.elements {
        for key in ["aria-labelledby", "aria-describedby"] {
          for id in element.attributes[key]?.split(separator: " ") ?? [] {
            #expect(ids.contains(String(id)), "\(element.name): \(id)")
          }
        }
        if let link = element.attributes["href"], link.hasPrefix("#"), element.name == "a" {
          #expect(ids.contains(String(link.dropFirst())), "\(link)")
        }
      }
    }
  }

  @Test func nothingIsFetched() throws {
    let page = try Self.lineup()
    #expect(!page.html.contains("http:") && !page.html.contains("https:"))
    #expect(!page.html.contains("//cdn") && !page.html.contains("@import"))
    #expect(page.all("link").isEmpty && page.all("iframe").isEmpty && page.all("base").isEmpty)
    for element in page.elements {
      #expect(element.attributes["src"] == nil && element.attributes["style"] == nil)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      let link = element.attributes["href"] ?? "#"
      #expect(link.hasPrefix("#") || link.hasPrefix("data:image/png;base64,"), "\(link.prefix(40))")
    }
  }

  /// One script and two styles, those that the policy names.
  @Test func onlyWhatWasWrittenHereRuns() throws {
    let page = try Self.lineup()
    let policy = try #require(
      page.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?
        .attributes["content"])
    #expect(policy.hasPrefix("default-src 'none'; img-src data:; "))
    #expect(!policy.contains("unsafe"))
    let running = page.raw.filter { $0.tag == "<script>" || $0.tag == "<style>" }
    #expect(running.map(\.tag) == ["<style>", "<style>", "<script>"])
    for (_, text) in running { #expect(policy.contains(ContentHash(text).source)) }
  }

  @Test func landmarksHeadingsAndNames() throws {
    let page = try Self.lineup()
    for name in ["header", "nav", "main", "h1"] { #expect(page.all(name).count == 1, "\(name)") }
    #expect(page.all("html")[0].attributes["lang"] == "en")
    var last = 0
    for element in page.elements {
      guard let level = element.name.wholeMatch(of: /h([1-6])/).flatMap({ Int($0.output.1) })
      else { continue }
      #expect(level <= last + 1, "\(element.text)")
      #expect(!element.text.trimmingCharacters(in: .whitespaces).isEmpty)
      last = level
    }
    for picture in page.all("svg") where picture.attributes["aria-hidden"] == nil {
      #expect(picture.attributes["role"] == "img")
      let words = picture.children.prefix(2)
      #expect(words.map(\.name) == ["title", "desc"])
      #expect(words.allSatisfy { !$0.text.isEmpty })
      // The alternative is made from the findings: of all runs, or of the one that is drawn.
      let alternative = words.last?.text ?? ""
      let verdicts = SampleRuns.runs(depth: 10).map { "\($0.name): \($0.verdictText)" }
      #expect(verdicts.contains { alternative.contains($0.prefix { $0 != "," }) }, "\(alternative)")
    }
  }

  @Test func theHooksOfTheBrowserTestsAreThere() throws {
    let page = try Self.lineup()
    for hook in ["verdict", "run-switch", "runs-table", "tooltip", "theme-toggle"] {
      #expect(page.hooked(hook).count == 1, "\(hook)")
    }
    #expect(page.raw.contains { $0.tag.contains("data-testid=\"raw-data\"") })
    // Each run has its own, of which one is seen.
    for hook in ["places-table", "place-search"] { #expect(page.hooked(hook).count == 8) }
    let seen = page.hooked("places-table").filter { !$0.isHidden }
    #expect(seen.count == 1)
    let figures = page.hooked("figure").compactMap { $0.attributes["data-figure"] }
    let runs = SampleRuns.runs(depth: 10)
    func drawn(_ runs: [JudgedRun]) -> [String] {
      let context = FigureContext(runs, command: "")
      return FigureCatalog.all.filter { $0.init(context: context).lack == nil }.map { $0.name }
    }
    // Side by side where that says something, else of each run.
    let together = drawn(runs)
    let alone = runs.flatMap { drawn([$0]) }.filter { !together.contains($0) }
    #expect(figures == together + alone)
  }

  @Test func theVerdictComesFirstWithItsCauseAndACommand() throws {
    let runs = SampleRuns.runs(depth: 10)
    let page = try Self.lineup()
    let verdicts = page.hooked("verdict")[0]
    #expect(page.all("section").first === verdicts)
    let entries = page.elements.filter { $0.name == "li" && $0.has("verdict") }
    #expect(entries.count == runs.count)
    for (entry, run) in zip(entries, runs) {
      #expect(entry.text.contains(run.name) && entry.text.contains(run.verdictText))
      if let finding = run.judgement.gravestError {
        #expect(entry.text.contains(finding.message))
        #expect(entry.text.contains("gradscope \(NextStep(run).arguments ?? "?")"))
      }
    }
    #expect(page.all("h1")[0].text == "4 of 8 are healthy")
  }

  @Test func findingsAreATreeOfCauses() throws {
    let record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3)
    let run = JudgedRun(record)
    let page = try Self.page([run])
    let entries = page.elements.filter { $0.name == "li" && $0.has("finding") }
    #expect(entries.count == run.judgement.findings.count)
    let loss = try #require(entries.first { $0.text.hasPrefix("\nerror GS402") })
    var above: PageReader.Element? = loss.parent
    while let element = above, element.name != "li" { above = element.parent }
    #expect(above?.text.hasPrefix("\nerror GS101") == true)
    // Every number that was measured stands there to the last bit.
    let numbers = Set(page.all("data").compactMap { $0.attributes["value"] })
    for finding in run.judgement.findings {
      for value in finding.evidence.values { #expect(numbers.contains("\(value)")) }
      for value in finding.threshold.values { #expect(numbers.contains("\(value)")) }
    }
  }

  @Test func aRemedyThatWasTriedSaysSo() throws {
    var record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3)
    let remedy = try #require(JudgedRun(record).judgement.gravestError?.remedies.first)
    record.facts.tried = [
      TriedChange(
        options: "--activation tanh", arguments: ["train"], remedies: [remedy.action.key],
        loss: 0.1,
        accuracy: 0.97, verdict: "healthy", seeds: [1, 2], heals: true)
    ]
    let page = try Self.page([JudgedRun(record)])
    let outcomes = page.elements.filter { $0.has("outcome") }.map(\.text)
    #expect(outcomes == ["Tried: accuracy 0.97, healthy."])
    #expect(page.elements.contains { $0.has("heals") && $0.text.contains("(seed 1 and 2)") })
  }
}

@Suite struct EvidenceWordsTests {
  @Test(arguments: [
    ("deltaFirstOverLast", "δ first over last"), ("derivativeRMS", "derivative RMS"),
    ("loss", "loss"), ("gainOverMatching", "gain over matching"), ("", ""),
  ])
  func aKeyIsReadAsWords(key: String, words: String) {
    #expect(FindingSection.words(key) == words)
  }
}
