import Foundation
import Records
import Tensors
import Testing

@testable import Instruments

/// Counts by exponent, against NumPy's frexp; `Oracle/make_histograms.py` says of which values.
@Suite struct HistogramsTests {
  private struct Case: Decodable {
    let bits: [String]
    let zeros: Int
    let nonFinite: Int
    let under: Int
    let over: Int
    let negative: [Int]
    let positive: [Int]

    static func load(_ precision: String) throws -> Case {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Oracle/histograms.json")
      let cases = try JSONDecoder().decode([String: Case].self, from: Data(contentsOf: file))
      return try #require(cases[precision])
    }

    /// What a histogram of these values is.
    var histogram: MagnitudeHistogram {
      MagnitudeHistogram(
        lowestExponent: MagnitudeHistogram.exponents.lowerBound, negative: negative,
        positive: positive, zeros: zeros, nonFinite: nonFinite, under: under, over: over)
    }
  }

  private func histogram<Scalar: RealScalar>(of values: [Scalar]) -> MagnitudeHistogram {
    Histograms<Scalar>().histogram(Matrix([values]))
  }

  @Test func float32IsAllOnTheGrid() throws {
    let oracle = try Case.load("float32")
    let values = try oracle.bits.map { Float(bitPattern: try #require(UInt32($0))) }
    #expect(histogram(of: values) == oracle.histogram)
    #expect(oracle.under == 0 && oracle.over == 0)
  }

  @Test func float64ReachesBelowAndAboveTheGrid() throws {
    let oracle = try Case.load("float64")
    let values = try oracle.bits.map { Double(bitPattern: try #require(UInt64($0))) }
    #expect(histogram(of: values) == oracle.histogram)
    #expect(oracle.under > 0 && oracle.over > 0)
  }

  @Test func partsAddUpToTheWhole() throws {
    let bits = try Case.load("float32").bits
    let values = try bits.map { Float(bitPattern: try #require(UInt32($0))) }
    let (first, second) = (Array(values.prefix(100)), Array(values.dropFirst(100)))
    #expect(histogram(of: first) + histogram(of: second) == histogram(of: values))
  }

  @Test func theMemoryOfOneTensorIsForgottenForTheNext() {
    let histograms = Histograms<Float>()
    _ = histograms.histogram(Matrix([[1, 2, .leastNonzeroMagnitude, .nan]]))
    let next = histograms.histogram(Matrix([[-4, 0]]))
    #expect(next.keptExponents == 2..<3 && next.negative == [1] && next.positive == [0])
    #expect(next.zeros == 1 && next.count == 2)
  }
}
