import Tensors
import Testing

@Suite struct TensorSummaryTests {
  private func summary(_ values: [Double]) -> TensorSummary {
    values.withUnsafeBufferPointer { TensorSummary($0.baseAddress!, count: $0.count) }
  }

  @Test func describesPlainNumbers() {
    let summary = summary([1, 2, 3, 4, 5, 0])
    #expect(summary.count == 6)
    #expect(summary.zeros == 1)
    #expect(summary.nonFinite == 0)
    // Sums of small integers are exact; one division and one root round.
    #expect(abs(summary.mean - 2.5) < 1e-15)
    #expect(abs(summary.standardDeviation - (35.0 / 12).squareRoot()) < 1e-15)
    #expect(abs(summary.rms - (55.0 / 6).squareRoot()) < 1e-15)
    #expect(abs(summary.norm - 55.0.squareRoot()) < 1e-14)
    #expect(summary.zeroFraction == 1.0 / 6)
  }

  @Test func nothingIsZerosNotNaN() {
    let empty = TensorSummary(Matrix<Float>(rows: 0, columns: 4))
    #expect(empty == TensorSummary())
    #expect(empty.norm == 0)
    #expect(empty.zeroFraction == 0)
  }

  @Test func allZeros() {
    let summary = summary([0, -0.0, 0, 0, 0])
    #expect(summary.zeros == 5)
    #expect(summary.rms == 0)
    #expect(summary.standardDeviation == 0)
    #expect(summary.zeroFraction == 1)
  }

  @Test(arguments: 0..<7)
  func aNaNIsCountedWhereverItIs(_ place: Int) {
    var values = [1.0, 2, 3, 4, 5, 6, 7]
    values[place] = .nan
    let summary = summary(values)
    #expect(summary.nonFinite == 1)
    #expect(summary.count == 7)
    #expect(summary.mean.isNaN)
    #expect(summary.rms.isNaN)
    #expect(summary.norm.isNaN)
  }

  @Test func infinitiesAreCountedAndMakeTheRMSInfinite() {
    let summary = summary([-.infinity, 1, 0, .infinity, 2])
    #expect(summary.nonFinite == 2)
    #expect(summary.zeros == 1)
    #expect(summary.rms == .infinity)
    #expect(!summary.mean.isFinite)
  }

  @Test func spreadDoesNotDrownInAMeanFarFromZero() {
    // The deviation of ±1e-6 around 1e6 is lost by the formula E[x²] − E[x]².
    let values = (0..<1000).map { 1e6 + ($0 % 2 == 0 ? 1e-6 : -1e-6) }
    let summary = summary(values)
    // The numbers themselves are rounded to 1e-10, a part in 10⁴ of the deviation.
    #expect(abs(summary.standardDeviation / 1e-6 - 1) < 1e-3)
    #expect(abs(summary.mean - 1e6) < 1e-9)
  }

  @Test(arguments: [1e-200, 3e-160, .leastNormalMagnitude / 100, 1e200, 1e300])
  func squaresOutsideTheRangeOfDoubleStillHaveARoot(_ unit: Double) {
    let summary = summary([3 * unit, -3 * unit, 3 * unit, -3 * unit, 3 * unit, -3 * unit])
    // A denormal near 2e-310 has about 14 digits left, hence no tighter than 1e-12.
    #expect(abs(summary.rms / (3 * unit) - 1) < 1e-12)
    #expect(abs(summary.standardDeviation / (3 * unit) - 1) < 1e-12)
    #expect(summary.norm > 0)
    #expect(summary.nonFinite == 0)
    #expect(summary.zeros == 0)
  }

  @Test func smallestFloatsAreNotZero() {
    let matrix = Matrix<Float>([[.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 0]])
    let summary = TensorSummary(matrix)
    #expect(summary.zeros == 2)
    // Half of the entries: 1.4e-45 / √2, computed in Double.
    let expected = Double(Float.leastNonzeroMagnitude) / 2.0.squareRoot()
    #expect(abs(summary.rms / expected - 1) < 1e-12)
  }

  @Test func aLargeFirstValueDoesNotHideTheRest() {
    let summary = summary([1e8] + [Double](repeating: 1, count: 99))
    // Differences to the pivot are exact here; sums of 100 numbers round at 1e-14.
    #expect(abs(summary.mean / ((1e8 + 99) / 100) - 1) < 1e-13)
    #expect(abs(summary.rms / ((1e16 + 99) / 100).squareRoot() - 1) < 1e-13)
  }

  @Test func onlyRowsInUseCount() {
    let matrix = Matrix<Double>([[1, 1], [.nan, .nan]])
    matrix.useRows(1)
    let summary = TensorSummary(matrix)
    #expect(summary.count == 2)
    #expect(summary.nonFinite == 0)
  }
}
