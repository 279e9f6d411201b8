import Testing

@testable import Datasets

@Suite struct IntegerLabelTests {
  private func label(_ text: String) -> IntegerLabel? {
    Double(text).flatMap { IntegerLabel(text, value: $0) }
  }

  @Test(arguments: [
    ("7", "7"), ("007", "7"), ("+7", "7"), ("7.0", "7"), ("7e0", "7"), ("-7.00", "-7"),
    ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("000", "0"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    // 2⁵³ − 1, the last number up to which a Double keeps all integers apart.
    ("9007199254740991.0", "9007199254740991"),
  ])
  func isTheSameHoweverItIsWritten(_ text: String, _ canonical: String) {
    #expect(label(text)?.description == canonical)
    #expect(label(text) == label(canonical))
  }

  @Test(arguments: ["0.5", "-1e-3", "1e300", "9007199254740992.0"])
  func isNoQuantity(_ text: String) {
    #expect(label(text) == nil)
  }

  @Test func isSortedByItsValue() throws {
    let sorted = ["-100", "-99", "-1", "0", "2", "10", "99999999999999999999"]
    let labels = try sorted.map { try #require(label($0)) }
    #expect(labels.reversed().sorted() == labels)
  }
}
