import Records
import Testing

@testable import Diagnosis

/// Growth over time is growth, not a fall from a large beginning.
struct ExplodingGradientTests {
  /// A run at chance whose gradient norm follows `norm`.
  private func record(_ norm: (_ step: Int) -> Double) -> RunRecord {
    var record = ExampleRecord.make(finalLoss: 2.3)
    var curves = Curves()
    for step in record.curves.steps {
      curves.append(
        step: step, loss: norm(step) > 1e3 ? 9 : 2.3, accuracy: 0.1, gradientNorm: norm(step))
    }
    record.curves = curves
    return record
  }

  private func findings(_ record: RunRecord) -> [Finding] {
    Judgement(record).findings.filter { $0.code == "GS102" }
  }

  @Test func aNormThatGrowsIsFoundWithItsStep() throws {
    let finding = try #require(findings(record { $0 < 150 ? 1 : 1e6 }).first)
    #expect(finding.steps == [150, 200])
  }

  /// A run that learned is fitted: δ falls everywhere, and in the last layers more than in the first. Where δ of the
  /// first layer is larger than at the start, it grew.
  @Test(arguments: [1e-3, 3.0])
  func whatOnlyFallsUnequallyHasNotExploded(first: Double) {
    let record = ExampleRecord.make { step, layer, statistics in
      guard step > 100, layer <= 10 else { return }
      statistics.deltaRMS *= layer == 10 ? first / 50 : first
    }
    #expect(findings(record).isEmpty == (first < 1))
  }

  /// `10 times … stays below ×10` contradicts itself.
  @Test func whatIsPastTheBoundIsWrittenPastIt() throws {
    let record = ExampleRecord.make(depth: 2, finalLoss: 2.3) { _, layer, statistics in
      if layer == 1 { statistics.deltaRMS *= 10.02 }
    }
    let message = try #require(findings(record).first).message
    #expect(message.contains("δ in layer 1 is 10.02 times"), "\(message)")
    #expect(!message.contains("changes by ×10 "), "\(message)")
  }

  @Test func aNormThatFallsFromItsFirstValueHasNotGrown() {
    #expect(findings(record { $0 < 2 ? 1e13 : 0.1 }).isEmpty)
  }

  /// What the run has already is not advised, and what caused it is.
  @Test func theRemedyNamesTheInitializationOfAScaledResidualNetwork() throws {
    var record = ExampleRecord.make(activation: "relu", deltaFactor: 1.5, status: .diverged) {
      _, _, statistics in statistics.weightNorm *= 5
    }
    record.draw(by: "normal:5.0")
    record.addShortcuts(scale: 1 / 10.0.squareRoot())
    let scaled = try #require(findings(record).first).remedy
    #expect(scaled.hasPrefix("Initialize with he-normal") && !scaled.contains("residual"))
    record.addShortcuts(scale: 1)
    #expect(try #require(findings(record).first).remedy.contains("scale residual branches"))
  }

  @Test func theMatchingInitializationIsNotAdvisedToARunThatHasIt() throws {
    var record = ExampleRecord.make(activation: "relu", deltaFactor: 1.5, status: .diverged)
    record.draw(by: "he-normal", isMatching: true)
    #expect(try #require(findings(record).first).remedy.hasPrefix("Lower the learning rate"))
  }
}
