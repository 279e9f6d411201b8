import Diagnosis
import Testing

@testable import Reports

/// What is shown where a locale has no other characters than those of ASCII.
struct ASCIITextTests {
  @Test(arguments: [
    ("δ per layer ×0.24 → 3.4·10⁻¹⁰", "delta per layer x0.24 -> 3.4*10^-10"),
    ("‖ΔW‖/‖W‖ ≤ ½", "|Delta W|/|W| <= 1/2"), ("√E[φ′²]", "sqrt E[phi'^2]"),
    ("▁▂▃▄▅▆▇█", "12345678"), ("plain", "plain"), ("層", "\\u{5c64}"),
  ])
  func aSignHasItsName(_ text: String, _ ascii: String) {
    #expect(ASCIIText.of(text) == ascii)
  }

  /// Every character that the program itself writes has a name: an escape would be read by nobody.
  @Test func nothingOfOurOwnIsEscaped() {
    for (name, blocks) in TerminalWidthTests.texts where name != "findings" && name != "sheets" {
      let own = blocks.filter { block in
        // Some runs there have names that steer.
        guard case .table = block else { return true }
        return name != "comparison"
      }
      let text = TerminalText(width: 100, colors: false, unicode: false).text(own)
      let escapes = text.matches(of: /\\u\{[0-9a-f]+\}/).map { String($0.0) }
      #expect(escapes.allSatisfy { ["\\u{1b}", "\\u{202e}"].contains($0) }, "\(name): \(escapes)")
    }
  }

  @Test func aPathStaysWhatItIs() {
    let lines = TerminalText(width: 40, colors: false, unicode: false)
      .lines([.copyable("bücher/δ.png"), .command("  gradscope runs show δ")])
    #expect(lines == ["bücher/δ.png", "  gradscope runs show δ"])
  }
}
