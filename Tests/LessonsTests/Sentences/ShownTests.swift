import Testing

@testable import Lessons

/// Numbers as they are printed.
@Suite struct ShownTests {
  @Test(arguments: [
    (0.123456, "0.123456"), (0.1, "0.1"), (-3, "−3"), (0, "0"), (1e-9, "1·10⁻⁹"),
    (2.5e20, "2.5·10²⁰"),
    (80000, "80000"), (0.30000000000000004, "0.30000000000000004"),
  ]) func whatWasTypedIsShownAsItIs(_ value: Double, _ text: String) {
    #expect(Shown.exact(value).text == text)
    #expect(Shown.exact(value).reading == value)
  }

  /// A product of typed numbers has an end; a third has none.
  @Test(arguments: [
    (0.123456 * 0.2, "0.0246912"), (0.1 + 0.2, "0.3"), (1.0 / 3, "0.3333"), (2.0, "2"),
    (8955.2927034771, "8955.2927"),
  ]) func aNumberWithAnEndIsPrintedWhole(_ value: Double, _ text: String) {
    #expect(Shown.whole(value).text == text)
  }

  @Test func equalIsWhatIsEqualAsPrinted() {
    #expect(Shown.sign(0.1 + 0.2, Shown(0.3)) == "=")
    #expect(Shown.sign(0.6541 * 0.6, Shown(0.3925)) == "≈")
    #expect(Shown.sign(0, Shown(-6.8e-27)) == "≈")
  }

  /// What a reader adds up is what is printed under it.
  @Test(arguments: ["0.123456,0.1,0.3", "0.12345678901,0.1,0.7", "0.00001,1,1", "0.2,0.8,-0.5"])
  func theSumsOfTheNeuronHold(_ weights: String) async throws {
    let report = try await NeuronLesson().take(LessonSettings([.weights: weights]))
    let lines = report.parts.lazy.compactMap { part -> [String]? in
      if case .working(let lines) = part { lines } else { nil }
    }
    let working = try #require(lines.first)
    func numbers(_ line: String) -> [Double] {
      line.split(separator: " ").compactMap { Shown(0, as: String($0)).reading }
    }
    let typed = weights.split(separator: ",").compactMap { Double($0) }
    let products = try (0..<3).map { row in
      let found = numbers(working[row])
      #expect(found[1] == typed[row], "as it was typed")
      let product = try #require(found.last)
      #expect(working[row].contains("≈") || abs(found[0] * found[1] - product) < 1e-12)
      return product
    }
    let sum = try #require(numbers(working[3]).last)
    #expect(working[3].contains("≈") || abs(products.reduce(0, +) - sum) < 1e-12)
    #expect(working[4].contains("≈") || abs(sum + 2 - numbers(working[4])[0]) < 1e-12)
    // The lesson's own numbers need no ≈.
    if weights == "0.2,0.8,-0.5" { #expect(working.allSatisfy { !$0.contains("≈") }) }
  }
}
