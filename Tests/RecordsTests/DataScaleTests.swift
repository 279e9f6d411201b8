import Records
import Testing

@Suite struct DataScaleTests {
  private func columns(_ rows: [[Double]], names: [String] = []) -> DataScale.Columns {
    let values = rows.flatMap { $0 }
    return DataScale.Columns(count: values.count, width: rows[0].count, names: names) {
      values[$0]
    }
  }

  @Test func ofASmallTable() {
    let scale = columns([[1, -10], [3, -20], [5, -30]], names: ["a", "b"])
    #expect(scale.largestMean == 20 && scale.largestMagnitude == 30)
    #expect(scale.largestColumn == "b")
    // Population deviation: √(200/3); √((1 + 9 + 25 + 100 + 400 + 900) / 6).
    #expect(abs(scale.largestDeviation - (200.0 / 3).squareRoot()) < 1e-12)
    #expect(abs(scale.rms - (1435.0 / 6).squareRoot()) < 1e-12)
  }

  @Test func constantAndMissingColumns() {
    let constant = columns([[7], [7], [7]])
    #expect(constant.largestDeviation == 0 && constant.largestMean == 7)
    #expect(constant.largestColumn == nil)
    let nothing = DataScale.Columns(count: 0, width: 3) { _ in 1 }
    #expect(nothing.rms == 0 && nothing.largestMagnitude == 0)
  }

  @Test(arguments: [1e-300, 1e300])
  func theEndsOfTheRangeNeitherOverflowNorVanish(_ size: Double) {
    let scale = columns([[size], [-size]])
    #expect(abs(scale.rms / size - 1) < 1e-12 && abs(scale.largestDeviation / size - 1) < 1e-12)
  }
}
