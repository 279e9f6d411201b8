import Networks
import Reports
import Testing

@testable import Lessons

/// Every word that somebody may ask for.
@Suite struct WordCatalogTests {
  @Test func everyNameAndFormMeansOneWord() {
    var owners: [String: String] = [:]
    for word in WordCatalog.all {
      for form in [word.name] + word.forms {
        let key = form.lowercased().replacing(" ", with: "-")
        #expect(
          owners[key] == nil || owners[key] == word.name,
          "\(form): \(word.name), \(owners[key] ?? "")")
        owners[key] = word.name
      }
    }
  }

  @Test func everyActivationHasAPageWithItsCurve() throws {
    for activation in ActivationCatalog.all {
      let word = try #require(WordCatalog.word(activation.name), "\(activation.name)")
      #expect(word.activation == activation.name && word.formula != nil)
    }
  }

  /// Half a screen of 40 lines.
  @Test func everyPageIsHalfAScreen() {
    for word in WordCatalog.all {
      let lines = TerminalText(width: 80, colors: false).lines(word.blocks(program: "gradscope"))
      #expect(lines.count <= 27, "\(word.name): \(lines.count) lines")
      #expect(!lines.contains { $0.count > 80 || $0.hasSuffix("…") }, "\(word.name)")
    }
  }

  @Test(arguments: [
    "sigmoid", "softmax", "delta", "δ", "gain", "chi", "χ", "Learning Rate", "RMS", "plateau",
    "signal", "healthy", "warning", "record", "look", "dead unit",
  ])
  func wordsThatPeopleTypeAreFound(_ text: String) {
    #expect(WordCatalog.word(text) != nil)
  }

  @Test func aSigmoidIsDrawnFromItsOwnValues() {
    let lines = CurvePlot(activation: Sigmoid()).lines
    // σ(4) = 0.98 is in the first row, σ(−4) = 0.02 in the last one.
    #expect(lines[0].hasSuffix("o") && lines[10].contains("o"))
    #expect(lines.first?.hasPrefix("0.98") == true)
  }
}
