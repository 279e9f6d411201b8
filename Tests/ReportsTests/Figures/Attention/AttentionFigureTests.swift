import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

struct AttentionFigureTests {
  /// Blocks whose entropy falls to an end, each a little less than the one before.
  private func record(
    _ name: String = "transformer", blocks: Int = 2, end: Double = 0.05, cosine: Bool = true
  ) -> RunRecord {
    var record = ForeignRuns.transformer
    record.name = name
    record.places = (0..<blocks).map {
      Place(name: "encoder.\($0).attention.query", kind: .attention, fanIn: 64, fanOut: 64)
    }
    record.chains = [Chain(name: "queries", places: Array(0..<blocks))]
    var history = RunHistory(placeCount: blocks)
    for step in 0...10 {
      history.append(step: 5 * step)
      for place in 0..<blocks {
        var statistics = PlaceStatistics()
        let share = Double(step) / 10
        statistics[.attentionEntropy] = (1 - share) + share * end / Double(place + 1)
        statistics[.attentionLogitMax] = 1 + 40 * share
        if cosine { statistics[.tokenCosine] = 0.2 + 0.7 * share }
        history[step, place: place] = statistics
      }
    }
    record.history = history
    return record
  }

  private func strings(_ records: [RunRecord]) throws -> (title: String, strings: [String]) {
    let figure = AttentionFigure(
      context: FigureContext(records.map { JudgedRun($0) }, command: "gradscope report"))
    #expect(figure.lack == nil)
    let canvas = RecordingCanvas(size: figure.size)
    figure.draw(on: canvas)
    #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    return (figure.title, canvas.strings)
  }

  @Test func theTitleSaysWhatBecameOfItInTheBlockThatWentFarthest() throws {
    let (title, strings) = try strings([record()])
    #expect(
      title == "transformer: entropy 1.0 → 0.025, largest logit 1.0 → 41, cosine of tokens "
        + "0.20 → 0.90")
    // What all names end with is left out; the guides say what they are.
    #expect(strings.contains("encoder.0") && strings.contains("encoder.1"))
    #expect(
      strings.contains("0: looks at one token") && strings.contains("1: looks at all equally"))
    #expect(strings.contains("1: all the same direction"))
    // A sharp attention that was learned is no fault, and is not called one.
    let words = strings.joined(separator: " ")
    #expect(words.contains("it can be what was learned; before training it is a danger"))
    #expect(!words.contains("tell nothing apart") && !words.contains("hardly any gradient"))
  }

  /// Other pictures count blocks from 1.
  @Test func aBlockHasTheNumberThatItHasElsewhere() {
    let run = JudgedRun(ForeignRuns.transformer)
    #expect(AttentionFigure.numbered("encoder.1", in: run) == "block 2 (encoder.1)")
    #expect(AttentionFigure.numbered("head", in: run) == "head")
  }

  /// Not the one that ends lowest: it may always have been there.
  @Test func thePlaceThatWentFarthestIsTheOneThatChangedMost() throws {
    var record = record(cosine: false)
    let last = record.history.count - 1
    for (place, (entropy, logit)) in [((0.1, 0.05), (40.0, 44.0)), ((1, 0.2), (1, 12))].enumerated()
    {
      for (entry, end) in [(0, 0), (last, 1)] {
        record.history[entry, place: place][.attentionEntropy] = end == 0 ? entropy.0 : entropy.1
        record.history[entry, place: place][.attentionLogitMax] = end == 0 ? logit.0 : logit.1
      }
    }
    #expect(
      try strings([record]).title == "transformer: entropy 1.0 → 0.20, largest logit 1.0 → 12")
    // One that is lost went farther than any number.
    record.history[last, place: 0][.attentionEntropy] = .nan
    #expect(try strings([record]).title.contains("entropy 0.10 → NaN"))
  }

  @Test func whatWasNotMeasuredHasNoPanel() throws {
    let (title, strings) = try strings([record(cosine: false)])
    #expect(!title.contains("cosine") && !strings.contains("likeness of tokens"))
    let (_, mixed) = try self.strings([record("a"), record("b", cosine: false)])
    #expect(mixed.contains("Likeness of tokens was not measured."))
  }

  @Test(arguments: [1, 2, 12, 100])
  func anyNumberOfBlocksAndRunsKeepsApart(_ blocks: Int) throws {
    for count in [1, 3, 8] {
      _ = try strings(
        (0..<count).map { record("run \($0)", blocks: blocks, end: 0.9) })
    }
  }

  @Test func allNaNIsSaid() throws {
    var record = record()
    for entry in 0..<record.history.count {
      for place in 0..<2 { record.history[entry, place: place][.attentionEntropy] = .nan }
    }
    #expect(try strings([record]).strings.contains("Every number of it is NaN or infinite."))
  }

  @Test func otherNetworksLackIt() {
    let figure = AttentionFigure(
      context: FigureContext([JudgedRun(ExampleRecord.make(depth: 2))], command: ""))
    #expect(figure.lack == "no place has attention entropy, logits or likeness of tokens")
  }
}
