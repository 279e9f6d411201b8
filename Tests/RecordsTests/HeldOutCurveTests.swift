import Foundation
import Records
import Testing

struct HeldOutCurveTests {
  @Test func looksAreKeptInOrderAndCompleteEachOther() {
    var curve = HeldOutCurve(examples: 30)
    curve.append(HeldOutLook(step: 0, loss: 2.3))
    curve.append(HeldOutLook(step: 10, loss: 1.2))
    // Lines of a log come apart: the accuracy of a step after its loss.
    curve.append(HeldOutLook(step: 10, loss: .nan, accuracy: 0.7))
    curve.append(HeldOutLook(step: 4, loss: 9))
    #expect(curve.looks.map(\.step) == [0, 10])
    #expect(curve.looks[1] == HeldOutLook(step: 10, loss: 1.2, accuracy: 0.7))
  }

  @Test func aMillionLooksTakeNoMoreRoom() {
    var curve = HeldOutCurve()
    for step in 0..<100_000 { curve.append(HeldOutLook(step: step, loss: 1)) }
    #expect(curve.looks.count <= HeldOutCurve.capacity)
    #expect(curve.looks.first?.step == 0 && curve.looks.last?.step == 99_999)
  }

  @Test func theBestIsTheFirstOfTheLowest() {
    var curve = HeldOutCurve()
    for (step, loss) in [(0, 2.0), (1, .nan), (2, 0.5), (3, 0.5), (4, .infinity)] {
      curve.append(HeldOutLook(step: step, loss: loss))
    }
    #expect(curve.best?.step == 2)
    #expect(HeldOutCurve().best == nil)
  }

  @Test func stepsThatDoNotGrowAreNoCurve() {
    let text =
      #"{"looks": [{"step": 3, "loss": 1, "accuracy": 1}, {"step": 3, "loss": 1, "accuracy": 1}]}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(HeldOutCurve.self, from: Data(text.utf8))
    }
  }
}
