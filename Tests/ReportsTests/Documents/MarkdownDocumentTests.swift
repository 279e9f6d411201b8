import Diagnosis
import Testing

@testable import Reports

struct MarkdownDocumentTests {
  @Test func aRowForEachRunAndAListOfFindings() {
    let runs = SampleRuns.runs(depth: 10)
    let text = MarkdownDocument(runs, files: ["reports/overview.png"]).text
    let healthy = runs.filter(\.judgement.isHealthy).count
    #expect(text.hasPrefix("# gradscope: \(healthy) of 8 networks healthy\n"))
    for run in runs { #expect(text.contains("| \(MarkdownDocument.escaped(run.name)) |")) }
    #expect(text.contains("- **error GS101 vanishing-gradient.**"))
    #expect(text.contains("*What to do:*"))
    #expect(text.contains("- `reports/overview.png`"))
  }

  @Test func markupInANameIsText() {
    #expect(MarkdownDocument.escaped("a|b*c_<d>\ne") == "a\\|b\\*c\\_&lt;d&gt; e")
    var record = ExampleRecord.make()
    record.name = "x | y\nz"
    let text = MarkdownDocument([JudgedRun(record)], files: []).text
    #expect(text.contains("| x \\| y z |"))
  }
}
