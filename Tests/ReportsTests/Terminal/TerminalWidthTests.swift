import Diagnosis
import Records
import Testing
import Texts

@testable import Reports

/// Everything that is shown, in narrow and wide terminals.
struct TerminalWidthTests {
  private static let long = "a-" + String(repeating: "long", count: 75)

  /// Healthy and sick runs, one that diverged, and names from other programs.
  private static func runs() -> [JudgedRun] {
    var runs = SampleRuns.runs(depth: 10)
    var diverged = ExampleRecord.make(depth: 10, steps: 20, status: .diverged)
    diverged.curves.append(step: 21, loss: .nan, accuracy: 0, gradientNorm: .nan)
    diverged.name = "diverged-run"
    runs.append(JudgedRun(diverged))
    for name in [long, "esc\u{1B}[31m", "\u{202E}left", "two\nlines"] {
      var record = runs[1].record
      record.name = name
      runs.append(JudgedRun(record))
    }
    return runs
  }

  /// What every command shows of them.
  static var texts: [(name: String, blocks: [TextBlock])] {
    let runs = Self.runs()
    return [
      ("comparison", ComparisonTable(runs).blocks),
      ("narrative", .paragraphs(Narrative(runs).sentences)),
      ("findings", runs.flatMap { FindingList($0).blocks }),
      ("sheets", runs.flatMap { RunSheet($0).blocks }),
      ("prescription", PrescriptionTable(SampleReports.healed()).blocks),
      ("forecast", ForecastSheet(ForecastTests.forecast(limits: ["a layer has 8 units"])).blocks),
      ("profiles", runs.flatMap { RunProfiles($0).blocks }),
      ("sweep", SweepTable(SampleSweep.make(open: 2), measure: .accuracy).blocks),
      ("pages", RulePage.all().flatMap(\.blocks)),
    ]
  }

  private static func isFree(_ block: TextBlock) -> Bool {
    switch block {
    case .copyable, .command: true
    default: false
    }
  }

  @Test(arguments: [20, 30, 45, 60, 80, 120, 200])
  func noLineIsWiderAndNothingSteers(_ width: Int) {
    for (name, blocks) in Self.texts {
      let lines = TerminalText(width: width, colors: false).lines(
        blocks.filter { !Self.isFree($0) })
      for line in lines + ascii(blocks, width) {
        #expect(ColumnWidth.of(line) <= width, "\(name): \(line)")
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .format })
      }
    }
  }

  /// The same for a locale without other characters, in colours that are taken away again.
  private func ascii(_ blocks: [TextBlock], _ width: Int) -> [String] {
    TerminalText(width: width, colors: true, unicode: false)
      .lines(blocks.filter { !Self.isFree($0) }).map { line in
        #expect(line.utf8.allSatisfy { $0 < 0x80 }, "\(line)")
        return line.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      }
  }

  private func words(_ text: String) -> Set<String> {
    Set(
      text.split { " \n".contains($0) }.map { word in
        // In a record a heading has a colon behind it.
        String(word.last.map { ";.:,)".contains($0) } == true ? word.dropLast() : word)
      })
  }

  /// Every word of the narrow text is one of the wide text, unless it says that it is shortened.
  @Test(arguments: [60, 80, 120, 200])
  func noWordAndNoNumberIsSplit(_ width: Int) {
    for (name, blocks) in Self.texts where name != "sweep" {
      // A note names the headings that there is no room for.
      let note = " No room here for: (from columns on there is)."
      let wide = words(TerminalText(width: nil, colors: false).text(blocks) + note)
      let narrow = words(TerminalText(width: width, colors: false).text(blocks))
      for word in narrow.subtracting(wide) where !word.contains("…") {
        #expect(word.allSatisfy { "─".contains($0) || $0.isNumber }, "\(name): \(word)")
      }
    }
  }

  @Test(arguments: [60, 80, 120, 200])
  func whatIsShortenedIsNoNumber(_ width: Int) {
    for (name, blocks) in Self.texts where name != "sweep" {
      for line in TerminalText(width: width, colors: false).lines(blocks) {
        for word in line.split(separator: " ") where word.contains("…") && word != "…" {
          #expect(word.contains { $0.isLetter }, "\(name): \(line)")
        }
      }
    }
  }

  @Test(arguments: [60, 80, 120, 200])
  func everyRunHasItsVerdict(_ width: Int) throws {
    let runs = SampleRuns.runs(depth: 10)
    let lines = TerminalText(width: width, colors: false).lines(ComparisonTable(runs).blocks)
    for run in runs {
      let row = try #require(lines.first { $0.hasPrefix(run.name + " ") })
      let verdict = run.judgement.verdict.replacing("-", with: " ")
      #expect(row.contains(verdict), "\(row)")
      #expect(row.contains(run.factorText), "\(row)")
    }
    #expect(lines.contains { $0.hasPrefix("δ per layer: ") })
  }

  @Test func theFirstColumnsToGoAreTheoryAndLoss() {
    func heading(_ width: Int) -> String {
      TerminalText(width: width, colors: false).lines(
        ComparisonTable(SampleRuns.runs(depth: 10)).blocks)[0]
    }
    #expect(heading(120).contains("loss"))
    for column in ["run", "accuracy", "δ per layer", "δ by layer", "verdict"] {
      #expect(heading(80).contains(column))
    }
    for column in ["run", "accuracy", "δ per layer", "verdict"] {
      #expect(heading(60).contains(column))
    }
    #expect(!heading(60).contains("loss") && !heading(60).contains("δ by layer"))
  }

  @Test func inAFileNothingIsLost() {
    let runs = SampleRuns.runs(depth: 10)
    let text = ComparisonTable(runs).lines.joined(separator: "\n")
    for run in runs { #expect(text.contains(run.name) && text.contains(run.verdictText)) }
    for run in runs {
      let text = FindingList(run).lines.joined(separator: "\n")
      for finding in run.judgement.findings {
        #expect(text.contains(finding.message) && text.contains(finding.remedy))
      }
    }
  }

  @Test func aCommandLineIsNeverCut() throws {
    let command = "train --dataset '" + String(repeating: "folder/", count: 60) + "a b.csv'"
    var report = SampleReports.healed()
    report.trials[2].arguments = command
    let lines = TerminalText(width: 60, colors: false).lines(
      PrescriptionTable(report, program: "./gradscope").blocks)
    #expect(lines.last == "  ./gradscope \(command)")
  }
}
