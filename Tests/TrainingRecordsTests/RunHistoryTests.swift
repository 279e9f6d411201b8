import Foundation
import Testing
import TrainingRecords

@Suite struct RunHistoryTests {
  @Test func layersOfATimePointAreApart() {
    var history = RunHistory(layerCount: 2)
    for step in 0..<3 {
      history.append(step: step)
      for layer in 1...2 { history[step, layer].deltaRMS = Double(10 * step + layer) }
    }
    #expect(history.count == 3)
    #expect(history.statistics.map(\.deltaRMS) == [1, 2, 11, 12, 21, 22])
    #expect(history[1, 2].deltaRMS == 12)
  }

  @Test func negativeLayerCountsAreZero() {
    #expect(RunHistory(layerCount: -1).layerCount == 0)
  }

  @Test func saturatedIsLowAndHigh() {
    var statistics = LayerStatistics()
    statistics.saturatedLowFraction = 0.25
    statistics.saturatedHighFraction = 0.5
    #expect(statistics.saturatedFraction == 0.75)
    statistics.nonFiniteDeltas = 2
    statistics.nonFiniteWeights = 1
    #expect(statistics.nonFinite == 3)
  }

  /// Arrays of unequal length would trap the first rule that reads them.
  @Test func aTornHistoryIsNotDecoded() throws {
    var history = RunHistory(layerCount: 2)
    history.append(step: 0)
    let data = try JSONEncoder().encode(history)
    #expect(try JSONDecoder().decode(RunHistory.self, from: data) == history)
    let torn = String(decoding: data, as: UTF8.self)
      .replacing("\"layerCount\":2", with: "\"layerCount\":3")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RunHistory.self, from: Data(torn.utf8))
    }
  }
}
