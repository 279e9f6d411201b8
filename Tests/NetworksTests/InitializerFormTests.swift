import Networks
import Testing

@Suite struct InitializerFormTests {
  private let plain = InitializerForm("plain") { Constant(7) }
  private let required = InitializerForm("need", .required("N"), from: 2) { Constant($0) }
  private let optional = InitializerForm("may", .optional("N", default: 3)) { Constant($0) }

  private func value(_ form: InitializerForm, _ text: Substring?) -> Double? {
    (form.initializer(text) as? Constant)?.value
  }

  @Test func usageShowsWhereTheNumberStands() {
    #expect([plain, required, optional].map(\.usage) == ["plain", "need:N", "may[:N]"])
  }

  @Test func expectationSaysWhichNumbersAreValid() {
    #expect(plain.expectation == "plain without a number")
    #expect(required.expectation == "need:N with a finite number from 2 up")
    #expect(optional.expectation == "may[:N] with a finite number")
  }

  @Test func aNumberIsTakenWhereItBelongs() {
    #expect(value(plain, nil) == 7)
    #expect(value(plain, "7") == nil)
    #expect(value(required, nil) == nil)
    #expect(value(required, "2") == 2)
    #expect(value(required, "1.9") == nil)
    #expect(value(optional, nil) == 3)
    #expect(value(optional, "-4") == -4)
  }

  @Test(arguments: ["", "x", "nan", "inf", "-inf", "1e999", " 3"] as [Substring])
  func whatIsNoFiniteNumberIsRefused(_ text: Substring) {
    for form in [plain, required, optional] { #expect(form.initializer(text) == nil) }
  }
}
