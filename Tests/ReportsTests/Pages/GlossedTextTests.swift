import Testing

@testable import Reports

@Suite struct GlossedTextTests {
  private func words(_ text: String) -> [String] {
    GlossedText(text).markup.text.matches(of: /#word-(?<id>[a-z]+)"/).map { String($0.output.id) }
  }

  @Test func aWordLeadsToItsMeaningOnce() {
    let text = GlossedText("δ in layer 1 is less than δ in layer 9").markup.text
    #expect(text.hasPrefix("<a class=\"word\" href=\"#word-delta\""))
    #expect(text.components(separatedBy: "<a ").count == 2)
    #expect(text.hasSuffix(" in layer 1 is less than δ in layer 9"))
  }

  @Test func theLongerOfTwoWordsIsMeant() {
    #expect(words("δ per layer") == ["factor"])
    #expect(words("φ′ ≤ ¼") == ["slope"])
  }

  @Test func aPartOfAWordIsNone() {
    #expect(words("again, activationless, indeadlock") == [])
    #expect(words("the gain; saturated.") == ["gain", "saturation"])
  }

  @Test func whatStandsAroundIsText() {
    #expect(GlossedText("<b>δ</b>").markup.text.hasPrefix("&lt;b&gt;<a "))
  }

  @Test func everyTermHasANameAndAMeaning() {
    let terms = Glossary.all
    #expect(Set(terms.map(\.id)).count == terms.count)
    for term in terms {
      #expect(term.id.allSatisfy { $0.isLetter && $0.isASCII }, "\(term.id)")
      #expect(term.meaning.hasSuffix("."), "\(term.id)")
    }
    let forms = terms.flatMap(\.forms)
    #expect(Set(forms).count == forms.count)
  }
}
