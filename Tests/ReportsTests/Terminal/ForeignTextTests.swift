import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// What the terminal says of networks of other programs.
struct ForeignTextTests {
  private func sheet(_ record: RunRecord) -> [String] { RunSheet(JudgedRun(record)).lines }

  @Test func aSheetSaysWhereTheRunComesFrom() {
    let lines = sheet(ForeignRuns.lstm())
    #expect(lines[0] == "recorded by gradscope_recorder, with PyTorch (torch 2.13.0)")
    #expect(lines[1] == "60 time steps of 128")
    #expect(
      lines[2] == "cross-entropy, Adam with learning rate 1.0·10⁻³, batches of 32, float32")
    #expect(!lines.contains { $0.contains("NaN") })
  }

  /// Sixty time steps are twenty lines, and the weights behind them have their own table.
  @Test func aLongChainIsThinned() {
    let lines = sheet(ForeignRuns.lstm())
    #expect(
      lines.contains {
        $0.hasPrefix("lstm: 60 time steps; δ ×0.630 a time step going back, activations ×")
      })
    #expect(lines.contains("40 time steps between are like their neighbours."))
    #expect(lines.contains { $0.hasPrefix("60 ") } && lines.contains { $0.hasPrefix("1 ") })
    #expect(lines.contains("Other places with weights:"))
    #expect(lines.contains { $0.contains("head") && $0.contains("128 → 10") })
  }

  @Test func everyChainHasItsTableAndItsFactor() {
    let lines = sheet(ForeignRuns.transformer)
    #expect(lines.contains { $0.hasPrefix("blocks: 2 blocks; δ ×1.25 a block going back") })
    #expect(lines.contains { $0.hasPrefix("queries: 2 layers; δ ×1.33 a layer going back") })
    #expect(lines.contains { $0.contains("encoder.1") })
  }

  /// Which rules say nothing, and why, each reason once.
  @Test func whatWasNotJudgedIsSaidOnceAReason() throws {
    let run = JudgedRun(ForeignRuns.withoutSignals)
    let lines = FindingList(run).lines
    _ = try #require(lines.first { $0.hasPrefix("not judged (") })
    #expect(
      lines.contains("  lacks δ (deltaRMS) of hidden layers: GS101, GS102, GS104"), "\(lines)")
    let codes = NotJudged(run).lines.flatMap { line in
      line.split(whereSeparator: { " ,:;".contains($0) }).filter { $0.hasPrefix("GS") }
    }
    #expect(codes.map(String.init).sorted() == run.judgement.notApplicable.keys.sorted())
    #expect(
      run.verdictText.hasPrefix("healthy (") && run.verdictText.hasSuffix("rules not judged)"))
    #expect(JudgedRun(ExampleRecord.make()).verdictText == "healthy")
  }

  /// A log of a loss alone is told in a few lines, and each reason has its group.
  @Test func aSparseLogHasAFewLines() throws {
    var record = RunRecord(name: "sparse", facts: RunFacts(), places: [], chains: [])
    record.facts.origin = Origin(program: "train.py")
    for step in 0...200 {
      record.curves.append(
        step: step, loss: 2.3 - Double(step) / 100, accuracy: .nan, gradientNorm: .nan)
    }
    let run = JudgedRun(record)
    let lines = NotJudged(run).lines
    #expect(run.judgement.notApplicable.count > 25 && lines.count < 15, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("  lacks a chain of places: GS101, GS102") }, "\(lines)")
    let key = try #require(lines.firstIndex { $0.contains("explain CODE") })
    #expect(lines[key - 1].hasPrefix("  does not apply: GS205 (no place has a batch norm)"))
    // Codes alone tell nobody what was not looked for, nor how it comes to be logged.
    #expect(lines[key...].joined().contains("gradscope_recorder.watch(model, optimizer"))
  }

  /// A reason that a rule gives for what a record lacks belongs to a group; only what does not concern the
  /// network has none.
  @Test func everyLackHasItsGroup() {
    for run in ForeignRuns.all {
      for (code, reason) in run.judgement.inapplicable where reason.lack == nil {
        // A run that is too short lacks nothing that a log could say.
        #expect(
          !reason.words.hasPrefix("needs") || reason.words.contains("updates, the run made"),
          "\(code): \(reason.words)")
      }
    }
  }

  @Test func aFindingNamesThePlacesOfItsChain() throws {
    let lines = FindingList(JudgedRun(ForeignRuns.unknownActivation)).lines
    let finding = try #require(lines.first { $0.contains("GS101 vanishing-gradient") })
    #expect(finding.hasSuffix(", layers 1–4 (net.0 to net.6)"), "\(finding)")
    #expect(lines.contains { $0.hasPrefix("  In PyTorch: ") })
    let steps = FindingList(JudgedRun(ForeignRuns.lstm())).lines
    #expect(
      steps.contains { $0.hasSuffix("GS101 vanishing-gradient, time steps 1–50") }, "\(steps)")
  }

  @Test func aTableOfSeveralKindsSpeaksOfPlaces() {
    let lines = ComparisonTable(ForeignRuns.all).lines
    #expect(lines[0].contains("δ per place") && lines[0].contains("final loss"))
    #expect(
      lines.contains { $0.contains("not evaluated as a whole; the loss is that of the last") })
    #expect(lines.contains("weights-only: no loss was recorded."))
    #expect(!lines.contains { $0.contains("NaN") })
  }

  @Test(arguments: [60, 80, 120])
  func noLineIsTooWide(_ width: Int) {
    for run in ForeignRuns.all {
      let blocks = RunSheet(run).blocks + FindingList(run).blocks + ComparisonTable([run]).blocks
      for line in TerminalText(width: width, colors: false).lines(blocks) {
        #expect(ColumnWidth.of(line) <= width, "\(line)")
      }
    }
  }

  /// What the page prints is not said to be lacking.
  @Test func onlyTheLossesThatAreLackingAreNamed() {
    let lines = NotJudged(JudgedRun(ForeignRuns.lstm())).lines
    // GS408 judges by what guessing costs, which this log says.
    let losses = lines.filter { $0.contains("GS404") || $0.contains("GS408") }
    #expect(losses.contains { $0.contains("GS404") && $0.contains("held out") }, "\(lines)")
    #expect(losses.allSatisfy { !$0.contains("guessing") }, "\(losses)")
  }
}
