import Records
import Testing

@testable import Exchange

/// Names and times as other programs write them.
@Suite struct LogWordsTests {
  @Test(arguments: [
    "cross-entropy", "CrossEntropyLoss", "nll", "NLLLoss", "sparse_categorical_crossentropy",
  ])
  func lossesOverClasses(_ name: String) {
    let loss = KnownNames.loss(name)
    #expect(loss == LossFacts(name: name, kind: .logLikelihood, isOverClasses: true))
  }

  @Test(arguments: ["bce", "binary-cross-entropy", "BCEWithLogitsLoss"])
  func lossesOverTwoAnswers(_ name: String) {
    let loss = KnownNames.loss(name)
    #expect(loss.kind == .logLikelihood && loss.isOverClasses == false)
  }

  @Test func otherLosses() {
    #expect(KnownNames.loss("MSELoss").kind == .squaredError)
    #expect(KnownNames.loss("mae").kind == .other)
    #expect(KnownNames.loss("my-loss") == LossFacts(name: "my-loss"))
  }

  @Test func optimizersAndFormats() {
    #expect(KnownNames.dividesByGradientSize("AdamW") == true)
    #expect(KnownNames.dividesByGradientSize("SGD") == false)
    #expect(KnownNames.dividesByGradientSize("muon") == nil)
    #expect(KnownNames.precision("torch.float16") == Precision("float16"))
    #expect(KnownNames.precision("fp8") == Precision("fp8"))
  }

  @Test(arguments: [
    ("2026-01-31T12:00:00Z", 1_769_860_800.0), ("2026-01-31T12:00:00.123456+00:00", 1_769_860_800),
    ("2026-01-31 13:00:00+01:00", 1_769_860_800), ("2026-01-31T06:30:00-0530", 1_769_860_800),
    ("2026-01-31T12:00:00", 1_769_860_800),
  ])
  func times(_ text: String, _ seconds: Double) {
    #expect(LogDate.date(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: ["", "yesterday", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "1769860800"])
  func whatIsNoTime(_ text: String) { #expect(LogDate.date(text) == nil) }
}
