import Testing
import Texts

struct FieldMessageTests {
  private func names(_ field: String) -> String? {
    field == "learningRate" ? "--learning-rate" : nil
  }

  @Test func aFieldIsInBackticks() {
    let message: FieldMessage = "`learningRate`: expected a number above \(0), got \(-1.5)"
    #expect(message.description == "`learningRate`: expected a number above 0, got -1.5")
  }

  @Test func aProgramNamesTheFieldsThatItKnows() {
    let message: FieldMessage = "`learningRate`: with `norm` layer; lower \(field: "learningRate")"
    #expect(
      message.text(naming: names) == "--learning-rate: with `norm` layer; lower --learning-rate")
  }

  @Test func whatIsInterpolatedNamesNoField() {
    let typed = "`learningRate`"
    let message: FieldMessage = "`activation`: unknown name \"\(typed)\", in \(typed as String?)"
    #expect(message.text(naming: names).contains("\"`learningRate`\", in Optional"))
    #expect(!message.text(naming: names).contains("--"))
  }

  @Test func aMessageInAnotherKeepsItsFields() {
    let inner: FieldMessage = "`learningRate`: too large"
    let outer: FieldMessage = "run 3: \(inner)" + "; choose another"
    #expect(outer.text(naming: names) == "run 3: --learning-rate: too large; choose another")
    #expect("\(outer)" == "run 3: `learningRate`: too large; choose another")
  }

  @Test(arguments: [
    ("a ` alone" as FieldMessage, "a ` alone"), ("two words: `a b`", "two words: `a b`"),
    ("``", "``"), ("", ""), ("`a``b`", "<a><b>"), ("`x", "`x"), ("1 `beta1` 2", "1 <beta1> 2"),
    ("`1`", "`1`"),
  ])
  func onlyAWordBetweenTwoBackticksIsAField(message: FieldMessage, text: String) {
    #expect(message.text { "<\($0)>" } == text)
  }

  @Test func equalMessagesAreEqualHoweverTheyWereMade() {
    let whole: FieldMessage = "`norm` layer of 3"
    #expect(whole == "\(field: "norm")" + " layer" + " of \(3)")
    #expect(whole != "\("`norm`") layer of 3")
  }
}
