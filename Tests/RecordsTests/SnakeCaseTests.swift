import Records
import Testing

@Suite struct SnakeCaseTests {
  @Test(arguments: [
    ("deltaRMS", "delta_rms"), ("updateRatio", "update_ratio"), ("loss", "loss"),
    ("non_finite_weightGradients", "non_finite_weight_gradients"), ("RMS", "rms"), ("", ""),
  ])
  func wordsAreApart(_ name: String, _ text: String) {
    #expect(SnakeCase.text(name) == text)
  }
}
